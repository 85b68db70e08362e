package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.search.SearchResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What can be said of a command line before any model is loaded. */
class CliTest {
    @TempDir
    private Path home;

    static Stream<Arguments> wrongUse() {
        return Stream.of(
                arguments(List.of("serach"), "serach"),
                arguments(List.of("search", "--photo", "a.jpg"), "--library"),
                arguments(List.of("search", "--library", "l"), "--photo"),
                arguments(List.of("index", "--library", "l"), "FOLDER"),
                arguments(List.of("index", "photos"), "--library"),
                arguments(List.of("search", "--library", "l", "--photo", "a", "--box", "1,2,3"), "a box is x,y,w,h"),
                arguments(List.of("search", "--library", "l", "--photo", "a", "--box", "NaN,2,3,4"), "finite"),
                arguments(List.of("search", "--library", "l", "--photo", "a", "--box", "1,2,0,4"), "no area"),
                arguments(List.of("search", "--library", "l", "--photo", "a", "--point", "1"), "a point is x,y"),
                arguments(List.of("search", "--library", "l", "--photo", "a", "-k", "0"), "-k must be 1 or more"),
                arguments(List.of("search", "--library", "l", "--photo", "a", "-k", "many"), "-k"),
                arguments(List.of("search", "--library", "l", "--photo", "a", "--preprocess", "crop"), "stretch"),
                arguments(List.of("search", "--library", "l", "--photo", "a", "--threads", "-1"), "--threads"),
                arguments(List.of("search", "--library", "l", "--photo", "a", "--threads", "1025"), "--threads"),
                arguments(List.of("index", "--library", "", "photos"), "an empty name"),
                arguments(List.of("models", "download", "dino_vits16", "--from", "https://a b/c"), "is no address"),
                arguments(List.of("search", "--library", "l", "--photo", " "), "an empty name"),
                arguments(List.of("search", "--library", "l", "--photo", "a", "--device", "tpu"), "auto, cpu and gpu"),
                arguments(List.of("search", "--library", "l", "--photo", "a", "--colour"), "--colour"),
                arguments(List.of("search", "--library", "l", "--photo", "a", "stray"), "stray"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongUse(List<String> args, String said) {
        CommandRun run = CommandRun.of(home, args.toArray());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("manako: ").contains(said).doesNotContain("\tat ", "Exception");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"No space left on device, 1", "Broken pipe, 0"})
    void whatCannotBePrintedIsNotDoneUnlessWhoeverReadHasEnough(String reason, int exit) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ResultStream(new OutputStream() {
                    @Override
                    public void write(int any) throws IOException {
                        throw new IOException(reason);
                    }
                }),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                home,
                Host.ofProcess(CommandTaker.NOBODY));

        assertThat(Cli.run(console, (any, photo) -> 0, "--version")).isEqualTo(exit);
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(exit);
    }

    @Test
    void aCommandIsNeeded() {
        CommandRun run = CommandRun.of(home);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("a command is missing").contains("manako --help");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"index", "search", "saved", "eval", "demo", "models", "tag", "suggest", "export", "captions"})
    void everyCommandHasHelp(String command) {
        CommandRun run = CommandRun.of(home, command, "--help");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Usage: manako " + command).doesNotContain("Without a command");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void helpNamesTheExitCodesAndTheHome() {
        CommandRun run = CommandRun.of(home, "--help");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Exit codes").contains("MANAKO_HOME").contains("search", "index", "eval");
    }

    @Test
    void tellsItsVersion() {
        assertThat(CommandRun.of(home, "--version").out()).startsWith("Manako ");
    }

    @Test
    void searchingALibraryThatIsNotThereSaysHowToMakeOne() {
        Path library = home.resolve("nowhere");

        CommandRun run = CommandRun.of(home, "search", "--library", library, "--photo", "a.jpg", "--json");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("There is no library").contains("manako index --library " + library);
        assertThat(run.out()).isEmpty();
        assertThat(library).doesNotExist();
    }

    @Test
    void aMistakeOfTheUsersLeavesASentenceAndNoTraceInTheLog() {
        Logger logger = (Logger) LoggerFactory.getLogger(Cli.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
        try {
            CommandRun.of(home, "search", "--library", home.resolve("nowhere"), "--photo", "a.jpg");
        } finally {
            logger.setLevel(null);
            logger.detachAppender(log);
        }
        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage()).contains("There is no library in " + home.resolve("nowhere"));
            assertThat(event.getThrowableProxy()).isNull();
        });
    }

    @Test
    void aSearchNeedsAPhotoOrWordsAndMarksAndSheetsNeedThePhoto() {
        assertWrong("give a --photo to ask with, words with --text, or both");
        assertWrong("give a --photo", "--text", " ");
        assertWrong("need the --photo that they are about", "--text", "lamp", "--box", "1,2,3,4");
        assertWrong("need the --photo that they are about", "--text", "lamp", "--sheet", home.resolve("a.png"));
        assertWrong("--like needs the --photo", "--text", "lamp", "--like", "tag:lamp");
        assertWrong("ends in .csv or .json", "--text", "lamp", "--export", home.resolve("a.pdf"));
    }

    @Test
    void aFileAloneIsOpened() throws IOException {
        Path photo = Files.writeString(home.resolve("写真 1.jpg"), "1");
        assertThat(CommandRun.of(home, photo)).isEqualTo(new CommandRun(0, "opened " + photo + "\n", ""));
        assertThat(CommandRun.of(home, home).out()).as("a folder").isEqualTo("opened " + home + "\n");
        assertThat(CommandRun.of(home, home.resolve("nowhere.jpg")).exit()).isEqualTo(2);
        assertThat(CommandRun.of(home, photo, "--json").exit()).isEqualTo(2);
    }

    @Test
    void aPhotoIsNamedWithItsOptionOrWithout() {
        assertThat(CommandRun.of(home, "search", "--library", home.resolve("nowhere"), "a.jpg")
                        .err())
                .contains("There is no library");
        assertWrong("b.jpg", "--photo", "a.jpg", "b.jpg");
    }

    @Test
    void whatTheThingMayBeCalledIsSaid() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        SearchResult result = new SearchResult(
                        new PatchGrid(1, 1), new float[1], List.of(), List.of(), 3, new SearchResult.Timing(1, 1, 2))
                .called(List.of("lamp", "desk lamp"));
        HitPrinter.print(result, new Console(stream, stream, false, home, Host.ofProcess(CommandTaker.NOBODY)));
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("note: Your tags have a say: the marked thing may be lamp, desk lamp\n");
    }

    private void assertWrong(String said, Object... options) {
        List<Object> all = new ArrayList<>(List.of("search", "--library", home.resolve("library")));
        all.addAll(List.of(options));
        CommandRun run = CommandRun.of(home, all.toArray());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains(said);
    }

    @Test
    void indexingAFolderThatIsNotThereMakesNoLibrary() {
        Path library = home.resolve("library");

        CommandRun run = CommandRun.of(home, "index", "--library", library, home.resolve("photos"));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("There is no folder " + home.resolve("photos"));
        assertThat(library).doesNotExist();
    }

    @Test
    void indexingAFileSaysThatAFolderIsWanted() throws Exception {
        Path file = Files.writeString(home.resolve("a.jpg"), "x");

        CommandRun run = CommandRun.of(home, "index", "--library", home.resolve("library"), file);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("is not a folder");
    }
}
