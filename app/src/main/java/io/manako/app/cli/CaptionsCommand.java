package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.app.settings.CaptionChoice;
import io.manako.engine.lexical.caption.CaptionProtocol;
import io.manako.engine.lexical.caption.CaptionRun;
import io.manako.engine.lexical.caption.CaptionSettings;
import io.manako.engine.store.LibraryStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Needs no model of Manako's own. */
@Command(
        name = "captions",
        description =
                "Has a multimodal language model that runs on this computer write captions and keywords of a library's"
                        + " photos, for the search by words. Nothing is sent to anybody but the server of --endpoint. What"
                        + " is written is kept at once: stop with Ctrl-C, and the same command goes on there.")
final class CaptionsCommand implements Callable<Integer> {
    private static final int LISTED = 20;
    private static final int MOST_RETRIES = 10;

    private final Console console;

    @Spec
    private CommandSpec command;

    @Mixin
    private LibraryOption where;

    @Option(
            names = "--endpoint",
            required = true,
            paramLabel = "URL",
            description =
                    "Address of the server: http://localhost:11434 for Ollama, http://localhost:1234/v1 and the like"
                            + " for servers that speak OpenAI's protocol.")
    private String endpoint;

    @Option(
            names = "--allow-remote",
            description = "Let the server be on another computer: the photos are sent there, made smaller.")
    private boolean remote;

    @Option(
            names = "--protocol",
            paramLabel = "openai|ollama",
            converter = ProtocolConverter.class,
            description =
                    "What the server speaks (default: openai; Ollama speaks both, with /v1 at the end for openai).")
    private CaptionProtocol protocol = CaptionProtocol.OPENAI;

    @Option(names = "--model", required = true, paramLabel = "NAME", description = "As the server calls it.")
    private String model;

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            description =
                    "What the model is told to do. Words after \"Keywords:\" at the beginning of a line of its answer"
                            + " are keywords, what is before them the caption.")
    private String prompt = CaptionSettings.PROMPT;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long to wait for an answer (default: ${DEFAULT-VALUE}).")
    private int timeout = 120;

    @Option(
            names = "--retries",
            paramLabel = "N",
            description = "How often to ask again where the server failed for the moment (default: ${DEFAULT-VALUE}).")
    private int retries = 2;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Photos asked about at once (default: ${DEFAULT-VALUE}).")
    private int concurrency = 1;

    @Option(
            names = "--closer",
            description =
                    "Ask about each photo mirrored and in parts, too, six questions more, and add the keywords that"
                            + " more than one of them names: small things are found that way.")
    private boolean closer;

    @Option(
            names = "--again",
            description = "Ask about photos that have a caption, too, and put the new one in its place.")
    private boolean again;

    @Option(names = "--json", description = "Print one JSON document and nothing else on stdout.")
    private boolean json;

    CaptionsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        requireWithin("--timeout", timeout, 1, CaptionChoice.LONGEST_TIMEOUT);
        requireWithin("--retries", retries, 0, MOST_RETRIES);
        requireWithin("--concurrency", concurrency, 1, CaptionChoice.MOST_AT_ONCE);
        CaptionSettings settings = new CaptionSettings(
                CaptionSettings.endpoint(endpoint, remote),
                protocol,
                model,
                prompt,
                Duration.ofSeconds(timeout),
                retries,
                concurrency,
                closer);
        where.check();
        try (Interruption interruption = new Interruption(console);
                Libraries.OpenedStore opened = console.host().libraries().openStore(where.directory())) {
            LibraryStore store = opened.store();
            store.requireWritable();
            store.notices().forEach(console::note);
            CaptionRun.Outcome outcome;
            try (ProgressPrinter progress = new ProgressPrinter(console)) {
                outcome = new CaptionRun(store.catalogue(), settings).run(again, progress, interruption.token());
            }
            print(outcome);
            if (outcome.ended() != null) {
                throw new CommandFailure(outcome.ended().english());
            }
            return outcome.failed().isEmpty() ? Cli.DONE : Cli.FAILED;
        }
    }

    private void requireWithin(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    command.commandLine(), option + " takes " + least + " to " + most + ", not " + value);
        }
    }

    private void print(CaptionRun.Outcome outcome) throws IOException {
        List<CaptionRun.Failed> failed = outcome.failed();
        if (json) {
            ObjectNode document = JsonNodeFactory.instance
                    .objectNode()
                    .put("written", outcome.written())
                    .put("had", outcome.had());
            ArrayNode without = document.putArray("failed");
            failed.forEach(failure -> without.addObject()
                    .put("path", failure.photo().toString())
                    .put("why", failure.why().english()));
            JsonOutput.print(document, console);
            return;
        }
        for (CaptionRun.Failed failure : failed.subList(0, Math.min(LISTED, failed.size()))) {
            console.out()
                    .println("without a caption: " + failure.photo() + ": "
                            + failure.why().english());
        }
        if (failed.size() > LISTED) {
            console.out().printf(Locale.ROOT, "… and %,d more%n", failed.size() - LISTED);
        }
        console.out()
                .printf(
                        Locale.ROOT,
                        "%s written, %s had one, %,d failed%n",
                        Counted.of(outcome.written(), "caption"),
                        Counted.of(outcome.had(), "photo"),
                        failed.size());
    }

    private static final class ProtocolConverter implements ITypeConverter<CaptionProtocol> {
        @Override
        public CaptionProtocol convert(String text) {
            return Arrays.stream(CaptionProtocol.values())
                    .filter(protocol -> protocol.key().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                            + Arrays.stream(CaptionProtocol.values())
                                    .map(CaptionProtocol::key)
                                    .collect(Collectors.joining(" and "))));
        }
    }
}
