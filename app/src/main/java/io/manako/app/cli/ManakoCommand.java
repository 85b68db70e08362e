package io.manako.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command above all others; alone it says that one of them is wanted. */
@Command(
        name = "manako",
        description = "Finds photos by the thing you point at.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed; the message says why and what to do", "2:wrong use"},
        subcommands = {
            OpenCommand.class,
            IndexCommand.class,
            SearchCommand.class,
            SavedCommand.class,
            TagCommand.class,
            FacetsCommand.class,
            FoldersCommand.class,
            CollectionCommand.class,
            WordsCommand.class,
            CaptionsCommand.class,
            SuggestCommand.class,
            ExportCommand.class,
            EvalCommand.class,
            DemoCommand.class,
            TrainCommand.class,
            ModelsCommand.class
        })
final class ManakoCommand implements Runnable {
    @Spec
    private CommandSpec command;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Print the technical details of a failure.")
    boolean verbose;

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "a command is missing");
    }
}
