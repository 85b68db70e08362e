package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.vit.ModelCatalogue;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "models",
        description = "Lists the models at hand: the embedded one, which is the default, and the weights files"
                + " (.safetensors) in the folder models of MANAKO_HOME.")
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
            JsonOutput.print(document(models), console);
            return Cli.DONE;
        }
        for (ModelCatalogue.Entry model : models) {
            console.out().println(model.name());
            if (model.problem() != null) {
                console.out().println("    cannot be used: " + model.problem());
            } else {
                printFact("licence", model.licence());
                printFact("source", model.source());
            }
        }
        return Cli.DONE;
    }

    private void printFact(String name, String value) {
        if (!value.isBlank()) {
            console.out().println("    " + name + ": " + value);
        }
    }

    private static ObjectNode document(List<ModelCatalogue.Entry> models) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("models");
        for (ModelCatalogue.Entry model : models) {
            list.addObject()
                    .put("name", model.name())
                    .put("licence", model.licence())
                    .put("source", model.source())
                    .put("problem", model.problem());
        }
        return document;
    }
}
