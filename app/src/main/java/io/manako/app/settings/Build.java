package io.manako.app.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * What this program was built as.
 *
 * @param version of Manako
 * @param releases address that tells of the newest release, from whoever distributes this program
 *     ({@code manako.releases} of the build); empty where nobody publishes any
 */
public record Build(String version, String releases) {
    public static Build ofThisProgram() {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(Build.class.getResourceAsStream("build.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Build(properties.getProperty("version", ""), properties.getProperty("releases", ""));
    }
}
