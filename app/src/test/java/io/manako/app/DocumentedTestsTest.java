package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tests that the documents name are there: a reader who looks for one finds it. */
class DocumentedTestsTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*(?:Test|Journey|Trial))(?:\\.(\\w+))?`");

    @Test
    void everyTestThatADocumentNamesIsThere() throws IOException {
        Map<String, String> tests = tests();
        List<String> missing = new ArrayList<>();
        int found = 0;
        for (Path document : Documents.all()) {
            Matcher named = NAMED.matcher(Files.readString(document));
            while (named.find()) {
                found++;
                String source = tests.get(named.group(1));
                if (source == null || named.group(2) != null && !source.contains("void " + named.group(2) + "(")) {
                    missing.add(document.getFileName() + " names " + named.group());
                }
            }
        }
        assertThat(found).isGreaterThan(200);
        assertThat(missing).isEmpty();
    }

    /** Their sources; both modules may have a test of one name. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new HashMap<>();
        for (String module : List.of("engine", "app")) {
            for (Path file : Documents.files(Documents.PROJECT.resolve(module).resolve("src/test/java"), ".java")) {
                tests.merge(file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
            }
        }
        return tests;
    }
}
