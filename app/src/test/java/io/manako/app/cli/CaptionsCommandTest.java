package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.manako.engine.photo.ByteHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.PixelHash;
import io.manako.engine.photo.Raster;
import io.manako.engine.store.FileStamp;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.NewPhoto;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CaptionsCommandTest {
    @TempDir
    private Path home;

    private Path library;
    private Path photo;

    @BeforeEach
    void aLibraryOfOnePhoto() throws Exception {
        library = home.resolve("library");
        photo = home.resolve("one.jpg");
        PictureWriter.write(new Raster(40, 30, new byte[40 * 30 * 3]), photo);
        ByteHash bytes = ByteHash.of(Files.readAllBytes(photo));
        try (LibraryStore store = LibraryStore.open(library)) {
            store.catalogue().write(writer -> {
                PhotoId id = writer.addPhoto(new NewPhoto(new PixelHash(bytes.hex()), 40, 30, "JPEG", null));
                writer.putFile(photo, id, bytes, new FileStamp(1, 1));
            });
        }
    }

    private CommandRun captions(Object... args) {
        Object[] all = new Object[args.length + 5];
        all[0] = "captions";
        all[1] = "--library";
        all[2] = library;
        all[3] = "--model";
        all[4] = "sees";
        System.arraycopy(args, 0, all, 5, args.length);
        return CommandRun.of(home.resolve("home"), all);
    }

    @Test
    void captionsAreWrittenOnce() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                byte[] body = "{\"choices\":[{\"message\":{\"content\":\"Nothing.\\nKeywords: black\"}}]}"
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        String endpoint = "http://localhost:" + server.getAddress().getPort() + "/v1";
        try {
            CommandRun first = captions("--endpoint", endpoint);
            assertThat(first.exit()).as(first.err()).isZero();
            assertThat(first.out()).isEqualTo("1 caption written, 0 photos had one, 0 failed\n");
            assertThat(captions("--endpoint", endpoint, "--json").out()).contains("\"had\" : 1");
        } finally {
            server.stop(0);
        }
        CommandRun gone = captions("--endpoint", endpoint, "--retries", "0", "--again");
        assertThat(gone.exit()).isEqualTo(1);
        assertThat(gone.err()).contains("Nothing answers at " + endpoint);
    }

    @ParameterizedTest
    @CsvSource({
        "--endpoint http://example.org/v1, 1, another computer",
        "--endpoint nowhere, 1, no address of a caption server",
        "--protocol ollama, 2, --endpoint",
        "--endpoint http://localhost --protocol telepathy, 2, 'telepathy'",
        "--endpoint http://localhost --concurrency 0, 2, --concurrency takes 1 to 16",
        "--endpoint http://localhost --timeout 9999, 2, --timeout takes 1 to 3600"
    })
    void wrongUseIsASentenceAndNothingIsSent(String args, int exit, String said) {
        CommandRun run = captions((Object[]) args.split(" "));

        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.err()).contains(said);
        assertThat(run.out()).isEmpty();
    }
}
