package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the documents tell to type exists: the commands, and the options shown with each. */
class DocumentedCommandsTest {
    private static final Console CONSOLE =
            new Console(System.out, System.err, false, Documents.PROJECT, Host.ofProcess(CommandTaker.NOBODY));
    private static final Pattern TYPED = Pattern.compile("(?<=^|[`/])manako +([a-z][^`\\n]*)", Pattern.MULTILINE);
    private static final Pattern OPTION = Pattern.compile("`(--[a-z][a-z-]*)");

    @Test
    void everyCommandAndOptionThatADocumentShowsExists() throws IOException {
        List<String> wrong = new ArrayList<>();
        int found = 0;
        for (Path document : Documents.all()) {
            Matcher typed = TYPED.matcher(Files.readString(document));
            while (typed.find()) {
                found++;
                unknown(typed.group(1)).forEach(word -> wrong.add(document.getFileName() + ": " + word));
            }
        }
        assertThat(found).isGreaterThan(50);
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyOptionThatADocumentNamesIsOneOfSomeCommand() throws IOException {
        Set<String> options = new HashSet<>(Set.of("--help"));
        collect(manako(), options);
        List<String> wrong = new ArrayList<>();
        for (Path document : Documents.all()) {
            Matcher named = OPTION.matcher(Files.readString(document));
            while (named.find()) {
                if (!options.contains(named.group(1))) {
                    wrong.add(document.getFileName() + ": " + named.group(1));
                }
            }
        }
        assertThat(options).hasSizeGreaterThan(50);
        assertThat(wrong).isEmpty();
    }

    private static void collect(CommandLine command, Set<String> options) {
        options.addAll(command.getCommandSpec().optionsMap().keySet());
        command.getSubcommands().values().forEach(below -> collect(below, options));
    }

    private static List<String> unknown(String typed) {
        CommandLine command = manako();
        List<String> unknown = new ArrayList<>();
        boolean named = false;
        for (String word : typed.split("[\\s|>]+")) {
            String option = word.replaceFirst("[=,.:;].*", "");
            if (command.getSubcommands().containsKey(word)) {
                command = command.getSubcommands().get(word);
                named = true;
            } else if (!named
                    || option.startsWith("-")
                            && !command.getCommandSpec().optionsMap().containsKey(option)) {
                unknown.add(word + " in manako " + typed);
            }
        }
        return unknown;
    }

    private static CommandLine manako() {
        return new CommandLine(new ManakoCommand(), new CommandFactory(CONSOLE, (console, photo) -> 0));
    }
}
