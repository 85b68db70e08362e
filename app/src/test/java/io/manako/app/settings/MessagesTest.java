package io.manako.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.action.Action;
import io.manako.engine.device.DeviceWish;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.input.KeyCodeCombination;
import org.junit.jupiter.api.Test;

class MessagesTest {
    /** A literal that looks like a key of the bundles. */
    private static final Pattern KEY = Pattern.compile(
            "\"((?:window|menu|dialog|paste|library|index|problems|query|heads|results|same|sample|notice|settings|error"
                    + "|model|viewer|keys|export|hit|compare|feedback|engine|fault|words|sheet|facets|tag|saved|suggest|collection|captions|models|update)\\.[a-z][a-z.-]*)\"");

    /** The engine's messages, and the stages of its progress. */
    private static final Pattern SPOKEN_BY_THE_ENGINE = Pattern.compile(
            "(engine|index)\\..*|export\\.sidecars|captions\\.ask|models\\.(copy|check|download|measure)");

    private static Properties bundle(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = MessagesTest.class.getResourceAsStream("/io/manako/resources/messages/" + name)) {
            assertThat(in).as(name).isNotNull();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }

    /** Keys that the sources speak of, those of enum constants included. */
    private static Set<String> used() throws IOException {
        Set<String> used = new TreeSet<>();
        for (String sources : new String[] {"src/main/java", "../engine/src/main/java"}) {
            try (Stream<Path> files = Files.walk(Path.of(sources))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                        .filter(path -> !path.toString().contains("cli")) // has its own texts
                        .toList()) {
                    Matcher literal = KEY.matcher(Files.readString(file));
                    while (literal.find()) {
                        boolean shown = !sources.startsWith("..")
                                || SPOKEN_BY_THE_ENGINE
                                        .matcher(literal.group(1))
                                        .matches();
                        if (shown) {
                            used.add(literal.group(1));
                        }
                    }
                }
            }
        }
        used.remove("settings.json");
        used.removeIf(key -> key.endsWith(".")); // the beginning of the keys of an enum
        for (Action action : Action.values()) {
            used.add(action.textKey());
        }
        for (Theme theme : Theme.values()) {
            used.add(theme.textKey());
        }
        for (DeviceWish device : DeviceWish.values()) {
            used.add(device.textKey());
        }
        for (LanguageChoice language : LanguageChoice.values()) {
            used.add(language.textKey());
        }
        for (Reason reason : Reason.values()) {
            used.add("unreadable." + reason.name());
        }
        return used;
    }

    @Test
    void everyKeyThatIsUsedHasATextAndEveryTextIsUsed() throws IOException {
        Set<String> unused = new TreeSet<>(bundle("messages.properties").stringPropertyNames());
        Set<String> missing = used();
        unused.removeAll(used());
        missing.removeAll(bundle("messages.properties").stringPropertyNames());
        assertThat(missing).as("used, but without a text").isEmpty();
        assertThat(unused).as("texts that nothing shows").isEmpty();
    }

    @Test
    void japaneseIsComplete() throws IOException {
        Properties english = bundle("messages.properties");
        Properties japanese = bundle("messages_ja.properties");
        assertThat(japanese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(japanese.getProperty(key)).as(key).isNotBlank();
            assertThat(arguments(japanese.getProperty(key))).as(key).isEqualTo(arguments(english.getProperty(key)));
        }
    }

    private static Set<String> arguments(String text) {
        Set<String> arguments = new TreeSet<>();
        Matcher argument = Pattern.compile("\\{(\\d)").matcher(text);
        while (argument.find()) {
            arguments.add(argument.group(1));
        }
        return arguments;
    }

    @Test
    void noPlainApostropheSwallowsAnArgument() throws IOException {
        for (String name : new String[] {"messages.properties", "messages_ja.properties"}) {
            Properties bundle = bundle(name);
            for (String key : bundle.stringPropertyNames()) {
                String text = bundle.getProperty(key);
                assertThat(text).as(key).doesNotContain("'");
                new MessageFormat(text);
            }
        }
    }

    @Test
    void textsFollowTheLanguage() {
        Messages messages = new Messages(Language.ENGLISH);
        var text = messages.text("action.undo");
        assertThat(text.get()).isEqualTo("Undo");
        messages.use(Language.JAPANESE);
        assertThat(text.get()).isEqualTo("元に戻す");
        assertThat(messages.get("index.count", 3, 1200)).isEqualTo("1,200 枚中 3 枚");
    }

    @Test
    void theProblemsLinkCountsRight() {
        Messages messages = new Messages(Language.ENGLISH);
        assertThat(messages.get("problems.link", 1)).isEqualTo("1 unreadable file");
        assertThat(messages.get("problems.link", 1200)).isEqualTo("1,200 unreadable files");
    }

    @Test
    void everyActionHasAKeyOfItsOwnThatAKeyboardHas() {
        assertThat(Arrays.stream(Action.values()).map(Action::accelerator))
                .doesNotHaveDuplicates()
                .allSatisfy(key -> assertThat(key).isInstanceOf(KeyCodeCombination.class));
    }
}
