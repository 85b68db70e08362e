package io.manako.engine.metadata;

import static io.manako.engine.metadata.TaggedFiles.bag;
import static io.manako.engine.metadata.TaggedFiles.keywords;
import static io.manako.engine.metadata.TaggedFiles.xmp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.NamedPipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SidecarFileTest {
    @TempDir
    Path folder;

    private Path photo;
    private Path sidecar;

    @BeforeEach
    void name() {
        photo = folder.resolve("a.jpg");
        sidecar = folder.resolve("a.xmp");
    }

    @Test
    void keywordsAreReadInAnyEncoding() throws IOException {
        Files.writeString(sidecar, keywords("赤い"));
        assertThat(SidecarFile.read(sidecar, photo).orElseThrow().keywords())
                .extracting(Keyword::name)
                .containsExactly("赤い");
        Files.write(sidecar, ("\uFEFF" + keywords("赤い").replace("\uFEFF", "")).getBytes(StandardCharsets.UTF_16LE));
        assertThat(SidecarFile.read(sidecar, photo).orElseThrow().keywords())
                .extracting(Keyword::name)
                .containsExactly("赤い");
    }

    @Test
    void theSidecarOfARawFileIsNotOfTheJpegBesideIt() throws IOException {
        Files.writeString(sidecar, xmp("photoshop:SidecarForExtension=\"CR2\"", bag("dc:subject", "raw")));
        assertThat(SidecarFile.read(sidecar, photo)).isEmpty();
        assertThat(SidecarFile.read(sidecar, folder.resolve("a.cr2"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no XML",
                "<html><body>Not found</body></html>",
                "<x xmlns=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">",
                "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><rdf:RDF"
                        + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">&e;</rdf:RDF>"
            })
    void whatIsNoXmpIsOneSentence(String content) throws IOException {
        Files.writeString(sidecar, content);
        assertThatThrownBy(() -> SidecarFile.read(sidecar, photo))
                .isInstanceOf(SidecarException.class)
                .hasMessage("The file " + sidecar + " beside a photo was left out: it is no XMP document."
                        + " The photo is not affected.");
    }

    @Test
    void aHugeOneIsNotRead() throws IOException {
        Files.write(sidecar, new byte[SidecarFile.LARGEST + 1]);
        assertThatThrownBy(() -> SidecarFile.read(sidecar, photo)).hasMessageContaining("more than 16 MB");
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void oneOfSoManyElementsThatItWouldTakeHoursIsNotRead() throws IOException {
        Files.writeString(sidecar, keywords("<rdf:li>x</rdf:li>".repeat(700_000)));
        assertThatThrownBy(() -> SidecarFile.read(sidecar, photo)).hasMessageContaining("more than 100000 elements");
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeIsNotWaitedFor() throws Exception {
        NamedPipe.make(sidecar);
        assertThatThrownBy(() -> SidecarFile.read(sidecar, photo)).isInstanceOf(SidecarException.class);
    }
}
