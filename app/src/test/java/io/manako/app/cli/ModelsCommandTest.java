package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
    @TempDir
    private Path home;

    @Test
    void aModelIsImportedListedAndRemoved() throws Exception {
        CommandRun imported = run("models", "import", TestCollection.TINY_MODEL, "--name", "mine");
        assertThat(imported.exit()).as(imported.err()).isZero();
        assertThat(imported.out()).contains("mine (", "SHA-256: ", "--model mine");

        CommandRun again = run("models", "import", TestCollection.TINY_MODEL, "--name", "mine");
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).contains("There is a model mine already");
        assertThat(run("models", "import", TestCollection.TINY_MODEL, "--name", "mine", "--replace")
                        .exit())
                .isZero();

        JsonNode models = new ObjectMapper().readTree(run("models", "--json").out());
        JsonNode mine = models.path("models").path(1);
        assertThat(mine.path("name").asText()).isEqualTo("mine");
        assertThat(imported.out()).contains(mine.path("sha256").asText());
        assertThat(mine.path("origin").asText()).endsWith("tiny-timm.safetensors");
        assertThat(mine.path("problem").isNull()).isTrue();
        assertThat(run("models").out())
                .contains("manako-embedded", "mine", mine.path("sha256").asText());

        assertThat(run("models", "remove", "mine").exit()).isZero();
        assertThat(run("models").out()).doesNotContain("mine");
        CommandRun gone = run("models", "remove", "mine");
        assertThat(gone.exit()).isEqualTo(1);
        assertThat(gone.err()).contains("There is no model mine");
    }

    @Test
    void whatIsKnownAndNotAtHandIsListedWithItsSourceAndHash() throws Exception {
        JsonNode known =
                new ObjectMapper().readTree(run("models", "--json").out()).path("known");
        assertThat(known.findValuesAsText("name")).contains("dino_vits16", "dinov2_vits14_reg");
        JsonNode dino = known.path(known.findValuesAsText("name").indexOf("dinov2_vits14"));
        assertThat(run("models").out())
                .contains(dino.path("source").asText(), dino.path("sha256").asText(), "Apache-2.0")
                .contains("architecture: 12 blocks of 6 heads, 384 dimensions, patches of 14 pixels, 4 registers")
                .contains("preprocessing: photos as large as 320 × 320 pixels", "deviation 0.229 0.224 0.225");
        assertThat(dino.path("architecture").asText()).contains("12 blocks of 6 heads");
    }

    @Test
    void aModelIsFetchedFromAnotherPlaceAndMustBeTheSameFile() throws Exception {
        byte[] file = Files.readAllBytes(TestCollection.TINY_MODEL);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/weights", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, file.length);
                exchange.getResponseBody().write(file);
            }
        });
        server.start();
        try {
            String from = "http://127.0.0.1:" + server.getAddress().getPort() + "/weights";
            CommandRun fetched = run("models", "download", "dino_vits16", "--from", from);
            assertThat(fetched.exit()).as(fetched.err()).isZero();
            assertThat(fetched.out()).contains("dino_vits16 (", "--model dino_vits16");
            assertThat(fetched.err()).contains("Nobody has told Manako the SHA-256");
            assertThat(run("models").out()).contains("came from: " + from);
            try (Stream<Path> files = Files.list(home.resolve("models"))) {
                assertThat(files.map(path -> path.getFileName().toString()))
                        .containsExactlyInAnyOrder("dino_vits16.json", "dino_vits16.safetensors");
            }

            CommandRun other = run("models", "download", "dinov2_vits14", "--from", from);
            assertThat(other.exit()).isEqualTo(1);
            assertThat(other.err())
                    .contains("another file than the one that is known")
                    .doesNotContain("Exception");
        } finally {
            server.stop(0);
        }
        CommandRun unknown = run("models", "download", "dinov9");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).contains("Manako knows no model dinov9", "dino_vits16");
    }

    @Test
    void modelsAreMeasured() throws Exception {
        CommandRun run = run("models", "benchmark", TestCollection.TINY_MODEL, "--rounds", "2", "--json");
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode tiny = new ObjectMapper().readTree(run.out()).path("models").path(0);
        assertThat(tiny.path("name").asText()).isEqualTo("tiny-timm");
        assertThat(tiny.path("dimension").asInt()).isEqualTo(32);
        assertThat(tiny.path("weightBytes").asLong())
                .as("twice the file's F16")
                .isBetween(19 * Files.size(TestCollection.TINY_MODEL) / 10, 2 * Files.size(TestCollection.TINY_MODEL));
        for (String figure : List.of("loadMillis", "photoMillis", "queryMillis", "patches")) {
            assertThat(tiny.path(figure).asDouble()).as(figure).isPositive();
        }

        CommandRun table = run("models", "benchmark", "--rounds", "1", TestCollection.TINY_MODEL);
        assertThat(table.out()).contains("weights, MB", "photo, ms", "tiny-timm");
        assertThat(run("models", "benchmark", "--rounds", "0").exit()).isEqualTo(2);
        assertThat(run("models", "benchmark", "absent").err()).contains("There is no model or weights file absent");
        CommandRun nowhere = run("models", "benchmark", TestCollection.TINY_MODEL, "--data", home.resolve("nowhere"));
        assertThat(nowhere.exit()).isEqualTo(1);
        assertThat(nowhere.err())
                .as("before anything is measured")
                .startsWith("manako: There is no " + home.resolve("nowhere"));
    }

    @Test
    void whatIsNoModelSaysWhyInASentence() throws Exception {
        Path text = Files.writeString(home.resolve("text.safetensors"), "This is no weights file.");
        CommandRun run = run("models", "import", text);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("manako: The weights " + text + " cannot be used")
                .doesNotContain("Exception");
        assertThat(run("models", "import", home.resolve("absent")).err()).contains("There is no file or folder");
    }

    @Test
    void aModelWhoseLicenceHasToBeAcceptedIsNotFetched() {
        CommandRun refused = run("models", "download", "dinov3_vits16");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("is not fetched", "models import FILE --name dinov3_vits16");
        assertThat(run("models").out()).contains("DINOv3 License, to be accepted", "models import FILE");
    }

    @Test
    void whereThereIsNoGpuTryingItSaysSoAndTheCpuIsUsed() {
        CommandRun tried = run("models", "try-gpu");
        assertThat(tried.exit()).isEqualTo(1);
        assertThat(tried.err()).contains("There is no GPU that this Manako has libraries for");
        assertThat(run("models", "try-gpu", "nothing").err()).contains("There is no model or weights file nothing");

        CommandRun measured =
                run("models", "benchmark", TestCollection.TINY_MODEL.toString(), "--rounds", "1", "--device", "gpu");
        assertThat(measured.exit()).as(measured.err()).isZero();
        assertThat(measured.err()).contains("note: There is no GPU that this Manako can use, so the CPU is used.");
    }

    private CommandRun run(Object... args) {
        return CommandRun.of(home, args);
    }
}
