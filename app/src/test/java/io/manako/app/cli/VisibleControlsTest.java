package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.task.Progress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisibleControlsTest {
    private static final String NAME = "/photos/red\033[31m\007\b\177\u009b2J\rnew.jpg\033[K";
    private static final String SEEN = "/photos/red␛[31m␇␈␡\ufffd2J␍new.jpg␛[K";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TextStream terminal = new TextStream(bytes);

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatATerminalWouldObeyIsSeen() {
        terminal.print(NAME + "\n");
        terminal.println(NAME);
        terminal.println((Object) Path.of(NAME));
        terminal.append(NAME).append('\033').append('\n');
        terminal.println(NAME.toCharArray());
        assertThat(shown()).isEqualTo((SEEN + "\n").repeat(3) + SEEN + "␛\n" + SEEN + "\n");
    }

    @Test
    void whatIsPutIntoASentenceIsSeenWhateverItBeginsAndEndsWith() {
        terminal.printf("%s and %s%n", "\rover\u009b", "\u009bK\r");
        assertThat(shown()).isEqualTo("␍over\ufffd and \ufffdK␍" + System.lineSeparator());
    }

    @Test
    void aLongTextThatIsWrittenInPiecesHidesNothing() {
        for (int length : List.of(8190, 8191, 8192, 16383)) {
            bytes.reset();
            terminal.print("é".repeat(length) + "\u009b\r\033[K");
            assertThat(shown()).isEqualTo("é".repeat(length) + "\ufffd␍␛[K");
        }
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

    @Test
    void whoReadsJsonGetsTheNameItself() throws Exception {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("path", NAME);
        JsonOutput.print(
                document, Console.of(bytes, bytes, false, Path.of("home"), Host.ofProcess(CommandTaker.NOBODY)));
        assertThat(shown()).contains("\\u009b2J").doesNotContain("\u009b", "\177", "\033", "\ufffd");
        assertThat(new ObjectMapper().readTree(shown())).isEqualTo(document);
    }
}
