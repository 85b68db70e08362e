package io.manako.app.cli;

import io.manako.engine.vit.KnownModel;
import io.manako.engine.vit.KnownModels;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "download",
        description =
                "Fetches a model from its authors into the folder models of MANAKO_HOME, through the system's proxy where"
                        + " there is one. Stop with Ctrl-C, and the same command goes on there. It is loaded and tried before it"
                        + " counts.")
final class ModelsDownloadCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "NAME", description = "A model that 'manako models' lists as known.")
    private String name;

    @Option(
            names = "--from",
            paramLabel = "URL",
            description = "Another place that has the same file. Default: where its authors keep it.")
    private @Nullable URI from;

    @Mixin
    private NewModel model;

    ModelsDownloadCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        KnownModel known = KnownModels.named(name)
                .orElseThrow(() -> new CommandFailure("Manako knows no model " + name + ". It knows: "
                        + KnownModels.all().stream().map(KnownModel::name).collect(Collectors.joining(", "))
                        + ". Any other file is brought by: manako models import FILE"));
        URI address = from != null ? from : known.address();
        if (address == null) {
            throw new CommandFailure(name + " is not fetched: " + ModelsCommand.byHand(known));
        }
        model.bring(
                (folder, replace, progress, token) -> folder.download(known, address, replace, progress, token),
                console);
        if (known.sha256() == null) {
            console.err()
                    .println(
                            "note: Nobody has told Manako the SHA-256 of this file, so it is kept as it came. Compare it"
                                    + " with what others have before you rely on it.");
        }
        return Cli.DONE;
    }
}
