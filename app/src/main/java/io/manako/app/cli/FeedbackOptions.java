package io.manako.app.cli;

import io.manako.engine.PhotoLibrary;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.Judgement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is said of earlier hits: more like this, less like this. */
@Command
final class FeedbackOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--like",
            paramLabel = "FILE",
            description = "A photo of the library: more like what matched in it. As often as you like.")
    private List<Path> liked = new ArrayList<>();

    @Option(
            names = "--unlike",
            paramLabel = "FILE",
            description = "A photo of the library: less like what matched in it; it is no hit itself.")
    private List<Path> unliked = new ArrayList<>();

    /**
     * @throws CommandFailure if a file is no photo of the library
     * @throws ParameterException if a photo is said to be both
     */
    List<Judgement> on(PhotoLibrary library) throws CommandFailure {
        Map<PhotoId, Judgement> judgements = new HashMap<>();
        for (Path file : liked) {
            judge(library, file, true, judgements);
        }
        for (Path file : unliked) {
            judge(library, file, false, judgements);
        }
        return List.copyOf(judgements.values());
    }

    private void judge(PhotoLibrary library, Path file, boolean wanted, Map<PhotoId, Judgement> judgements)
            throws CommandFailure {
        PhotoId photo = library.find(file)
                .orElseThrow(
                        () -> new CommandFailure(
                                file
                                        + " is no photo of the library, so there is nothing to learn from it. Index its folder first."));
        Judgement other = judgements.put(photo, new Judgement(photo, wanted, null));
        if (other != null && other.wanted() != wanted) {
            throw new ParameterException(
                    command.commandLine(), file + " is given with --like and with --unlike: it cannot be both");
        }
    }
}
