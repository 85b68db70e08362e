package io.manako.app.cli;

import io.manako.engine.PhotoLibrary;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.Judgement;
import io.manako.engine.store.TagException;
import io.manako.engine.store.TagName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is said of earlier hits and of tags: more like this, less like this. */
@Command
final class FeedbackOptions {
    private static final String TAG = "tag:";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--like",
            paramLabel = "FILE|tag:NAME",
            description =
                    "A photo of the library: more like what matched in it; or a tag: what is looked for has what the"
                            + " photos with it have in common. As often as you like.")
    private List<String> liked = new ArrayList<>();

    @Option(
            names = "--unlike",
            paramLabel = "FILE|tag:NAME",
            description = "A photo of the library: less like what matched in it; it is no hit itself. Or a tag: what is"
                    + " looked for has it not, and no photo with it is a hit.")
    private List<String> unliked = new ArrayList<>();

    /** Whether something is said to be liked, which only a ranking by looks can follow. */
    boolean wantsMore() {
        return !liked.isEmpty();
    }

    /**
     * @param folder where relative names begin
     * @throws CommandFailure if a file is no photo of the library, or nothing can be learned from a tag
     * @throws ParameterException if a photo or a tag is said to be both
     */
    List<Judgement> on(PhotoLibrary library, Path folder) throws CommandFailure {
        Map<Object, Judgement> judgements = new LinkedHashMap<>();
        for (String text : liked) {
            judge(text, judgement(library, folder, text, true), judgements);
        }
        for (String text : unliked) {
            judge(text, judgement(library, folder, text, false), judgements);
        }
        return List.copyOf(judgements.values());
    }

    private void judge(String text, Judgement judgement, Map<Object, Judgement> judgements) {
        Judgement other = judgements.put(judgement.subject(), judgement);
        if (other != null && other.wanted() != judgement.wanted()) {
            throw new ParameterException(
                    command.commandLine(), text + " is given with --like and with --unlike: it cannot be both");
        }
    }

    private static Judgement judgement(PhotoLibrary library, Path folder, String text, boolean wanted)
            throws CommandFailure {
        if (text.startsWith(TAG)) {
            try {
                TagName name = new TagName(text.substring(TAG.length()));
                return new Judgement.OfTag(library.tagToLearnFrom(name).name().text(), wanted);
            } catch (TagException e) {
                throw new CommandFailure(e.getMessage(), e);
            }
        }
        PhotoId photo = library.find(folder.resolve(text))
                .orElseThrow(
                        () -> new CommandFailure(
                                text
                                        + " is no photo of the library, so there is nothing to learn from it. Index its folder first."));
        return new Judgement.OfPhoto(photo, wanted, null);
    }
}
