package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.task.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VisibleControlsTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(new VisibleControls(bytes), true, StandardCharsets.UTF_8);

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatATerminalWouldObeyIsSeen() {
        terminal.print("/photos/red\033[31m\007\b\177\u009b2J\rnew.jpg\n");
        assertThat(shown()).isEqualTo("/photos/red␛[31m␇␈␡\ufffd2J␍new.jpg\n");
    }

    @Test
    void textStaysAsItIs() {
        String text = "\t机のランプ é © 😀 {\"a\": 1}\r\n";
        terminal.print(text);
        terminal.write('x');
        terminal.flush();
        assertThat(shown()).isEqualTo(text + "x");
    }

    @Test
    void aProgressLineIsStillWrittenOver() {
        ProgressPrinter progress = new ProgressPrinter(terminal, true, () -> 0);
        progress.onProgress(Progress.of("index.scan", 1, 2));
        progress.close();
        assertThat(shown()).isEqualTo("\rLooking for photos: 1 of 2\033[K\r\033[K");
    }
}
