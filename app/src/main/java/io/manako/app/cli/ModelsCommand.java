package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.message.Message;
import io.manako.engine.vit.KnownModel;
import io.manako.engine.vit.KnownModels;
import io.manako.engine.vit.ModelCatalogue;
import io.manako.engine.vit.ModelRecord;
import io.manako.engine.vit.ModelShape;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "models",
        description = "Lists the models at hand: the embedded one, which is the default, and those in the folder models"
                + " of MANAKO_HOME. Then those that Manako knows and that are not at hand.",
        subcommands = {
            ModelsDownloadCommand.class,
            ModelsImportCommand.class,
            ModelsRemoveCommand.class,
            ModelsFreeCommand.class,
            ModelsBenchmarkCommand.class,
            ModelsTryGpuCommand.class
        })
final class ModelsCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "Print one JSON document and nothing else on stdout.")
    private boolean json;

    ModelsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        List<ModelCatalogue.Entry> models = new ModelCatalogue(console.home()).list();
        if (json) {
            JsonOutput.print(document(models, notHere(models)), console);
            return Cli.DONE;
        }
        for (ModelCatalogue.Entry model : models) {
            console.out().println(model.name());
            Message problem = model.problem();
            if (problem != null) {
                console.out().println("    cannot be used: " + problem.english());
            } else {
                printShape(Objects.requireNonNull(model.shape()));
                printFact("size", megabytes(model.bytes()));
                printFact("licence", model.licence());
                printFact("source", model.source());
                printFact("SHA-256", model.sha256());
            }
            ModelRecord record = model.record();
            if (record != null) {
                printFact("came from", record.origin());
                printFact("SHA-256 there", record.originSha256().equals(record.sha256()) ? "" : record.originSha256());
            }
        }
        console.out().println();
        console.out().println("Others that Manako knows; they are fetched by: manako models download NAME");
        for (KnownModel model : notHere(models)) {
            console.out().println(model.name());
            printFact("model", model.title());
            printShape(ModelShape.of(model));
            printFact("size", "about " + model.megabytes() + " MB");
            printFact("licence", model.licence());
            printFact("told of at", model.page().toString());
            printFact("source", model.source().toString());
            printFact("SHA-256", Objects.requireNonNullElse(model.sha256(), "not known; compare it with others'"));
            printFact("not fetched", model.address() != null ? "" : byHand(model));
        }
        return Cli.DONE;
    }

    /** How a model comes that is not fetched. */
    static String byHand(KnownModel model) {
        return "get its file, under its licence, as " + model.page() + " says, then: manako models import FILE --name "
                + model.name();
    }

    private static List<KnownModel> notHere(List<ModelCatalogue.Entry> models) {
        return KnownModels.all().stream()
                .filter(known -> models.stream().noneMatch(model -> model.name().equals(known.name())))
                .toList();
    }

    private void printShape(ModelShape shape) {
        printFact("architecture", shape.architecture().english());
        printFact("preprocessing", shape.preprocessing().english());
    }

    private void printFact(String name, String value) {
        if (!value.isBlank()) {
            console.out().println("    " + name + ": " + value);
        }
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }

    private static ObjectNode document(List<ModelCatalogue.Entry> models, List<KnownModel> others) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("models");
        for (ModelCatalogue.Entry model : models) {
            ModelRecord record = model.record();
            ObjectNode entry = list.addObject();
            entry.put("name", model.name())
                    .put("bytes", model.bytes())
                    .put("sha256", model.sha256())
                    .put("licence", model.licence())
                    .put("source", model.source())
                    .put("origin", record == null ? null : record.origin())
                    .put("originSha256", record == null ? null : record.originSha256())
                    .put("problem", english(model.problem()));
            putShape(entry, model.shape());
        }
        ArrayNode known = document.putArray("known");
        for (KnownModel model : others) {
            ObjectNode entry = known.addObject();
            entry.put("name", model.name())
                    .put("title", model.title())
                    .put("megabytes", model.megabytes())
                    .put("licence", model.licence())
                    .put("page", model.page().toString())
                    .put("source", model.source().toString())
                    .put("sha256", model.sha256());
            putShape(entry, ModelShape.of(model));
        }
        return document;
    }

    private static void putShape(ObjectNode entry, @Nullable ModelShape shape) {
        if (shape != null) {
            entry.put("architecture", shape.architecture().english())
                    .put("preprocessing", shape.preprocessing().english());
        }
    }

    private static @Nullable String english(@Nullable Message message) {
        return message == null ? null : message.english();
    }
}
