package io.manako.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.manako.app.task.Background;
import io.manako.engine.net.Release;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a server on this computer. */
@Timeout(60)
class UpdatesViewModelTest {
    private static final URI PAGE = URI.create("https://example.org/manako");

    @TempDir
    private Path home;

    private final AtomicInteger asked = new AtomicInteger();
    private String answer = "{\"version\": \"1.4.2\", \"page\": \"" + PAGE + "\"}";
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private HttpServer server;
    private String address;
    private SettingsViewModel settings;

    @BeforeEach
    void aServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.incrementAndGet();
                byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        address = "http://localhost:" + server.getAddress().getPort() + "/newest";
        settings = new SettingsViewModel(
                background(),
                new SettingsFile(home),
                new SettingsFile(home).load().settings(),
                failure -> {
                    throw new AssertionError(failure);
                });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static Background background() {
        return Background.on(Runnable::run, Runnable::run);
    }

    /** The program as it starts. */
    private UpdatesViewModel started(String version, String builtAddress) {
        UpdatesViewModel updates =
                new UpdatesViewModel(background(), settings, new Build(version, builtAddress), () -> now);
        updates.askIfDue();
        return updates;
    }

    private static String status(UpdatesViewModel updates) {
        return updates.statusProperty().get().key();
    }

    @Test
    void nobodyIsAskedUnlessTheUserWantsIt() {
        UpdatesViewModel updates = started("1.0", address);
        assertThat(asked).hasValue(0);
        assertThat(updates.isOn()).isFalse();
        assertThat(status(updates)).isEqualTo("settings.updates.off");

        updates.switchTo(true);
        assertThat(asked).hasValue(1);
        assertThat(updates.newerProperty().get()).isEqualTo(new Release("1.4.2", PAGE));
        assertThat(status(updates)).isEqualTo("settings.updates.newer");
    }

    @Test
    void whereThereIsNoAddressTheUserMayHaveOne() {
        UpdatesViewModel updates = started("1.0", "");
        updates.switchTo(true);
        assertThat(status(updates)).isEqualTo("settings.updates.nowhere");
        updates.typeAddress("http://example.org/newest");
        assertThat(status(updates)).isEqualTo("settings.updates.no-address");
        assertThat(asked).hasValue(0);

        updates.typeAddress(" " + address + " ");
        assertThat(asked).hasValue(1);
        assertThat(updates.typedAddress()).isEqualTo(address);
        updates.typeAddress(address);
        assertThat(asked).as("the same again").hasValue(1);
    }

    @Test
    void nobodyIsAskedMoreThanOnceADay() {
        started("1.0", address).switchTo(true);
        now = now.plus(Duration.ofHours(23));
        UpdatesViewModel updates = started("1.0", address);
        assertThat(asked).hasValue(1);
        assertThat(status(updates)).isEqualTo("settings.updates.daily");
        updates.switchTo(false);
        updates.switchTo(true);
        assertThat(asked).hasValue(1);

        now = now.plus(Duration.ofHours(1));
        started("1.0", address);
        assertThat(asked).hasValue(2);
        now = now.minus(Duration.ofDays(1000));
        started("1.0", address);
        assertThat(asked).as("the clock was set back").hasValue(3);
        started("1.0", address);
        assertThat(asked).hasValue(3);
    }

    @Test
    void aVersionIsToldOfUntilTheUserHasSeenEnoughOfIt() {
        UpdatesViewModel first = started("1.0", address);
        first.switchTo(true);
        first.dismiss();
        assertThat(first.newerProperty().get()).isNull();

        now = now.plus(Duration.ofDays(1));
        UpdatesViewModel second = started("1.0", address);
        assertThat(second.newerProperty().get()).isNotNull();
        second.passOver();
        assertThat(second.newerProperty().get()).isNull();

        now = now.plus(Duration.ofDays(1));
        assertThat(started("1.0", address).newerProperty().get()).isNull();
        answer = answer.replace("1.4.2", "1.4.3");
        now = now.plus(Duration.ofDays(1));
        assertThat(started("1.0", address).newerProperty().get()).isEqualTo(new Release("1.4.3", PAGE));
    }

    @Test
    void theVersionThatRunsIsNothingNew() {
        UpdatesViewModel updates = started("1.4.2", address);
        updates.switchTo(true);
        assertThat(updates.newerProperty().get()).isNull();
        assertThat(status(updates)).isEqualTo("settings.updates.newest");
    }

    @Test
    void whatIsNoAnswerIsSaidInTheSettingsAlone() {
        answer = "<html>log in</html>";
        UpdatesViewModel updates = started("1.0", address);
        updates.switchTo(true);
        assertThat(updates.newerProperty().get()).isNull();
        assertThat(status(updates)).isEqualTo("settings.updates.failed");
    }

    @Test
    void whoSwitchesItOffWhileTheAnswerComesHearsNothing() {
        Runnable[] delivery = new Runnable[1];
        UpdatesViewModel updates = new UpdatesViewModel(
                Background.on(work -> delivery[0] = work, Runnable::run),
                settings,
                new Build("1.0", address),
                () -> now);
        updates.switchTo(true);
        assertThat(asked).hasValue(1);
        updates.switchTo(false);
        delivery[0].run();
        assertThat(updates.newerProperty().get()).isNull();
    }

    @Test
    void theBuildKnowsItsVersionAndNoAddressIsInvented() {
        Build build = Build.ofThisProgram();
        assertThat(build.version()).matches("\\d+\\.\\d+.*");
        assertThat(build.releases()).doesNotContain("$").isEqualTo(System.getProperty("manako.releases", ""));
    }
}
