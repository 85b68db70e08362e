package io.manako.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house (README.md, "How it works") for the engine. */
class ArchitectureTest {
    private static JavaClasses engine;

    @BeforeAll
    static void read() {
        engine = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.manako.engine");
        assertThat(engine).hasSizeGreaterThan(50);
    }

    @Test
    void theEngineNeverSeesJavaFx() {
        noClasses().should().dependOnClassesThat().resideInAPackage("javafx..").check(engine);
    }

    @Test
    void onlyVitAndTrainSeeDjl() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..engine.vit..", "..engine.train..", "..engine.labels..", "..msba.gpu..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(engine);
    }

    @Test
    void onlyLexicalSeesLucene() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..engine.lexical..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.lucene..")
                .check(engine);
    }

    @Test
    void onlyStoreSeesSql() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..engine.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.h2..")
                .check(engine);
    }

    @Test
    void onlyPhotoAndGeometrySeeOpenCvAndCodecs() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..engine.photo..", "..engine.geometry..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.opencv..", "org.bytedeco..", "javax.imageio..")
                .check(engine);
    }

    @Test
    void onlyPhotoAndMetadataSeeHowFilesAreTagged() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..engine.photo..", "..engine.metadata..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.drew..", "com.adobe..")
                .check(engine);
    }

    @Test
    void nobodyOpensSockets() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..engine.net..", "..engine.lexical.caption..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(Server|Datagram|Multicast)?Socket|java\\.net\\.(Http)?URLConnection")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.nio\\.channels\\.(Asynchronous)?(Server)?SocketChannel")
                .check(engine);
    }

    /** What opens sockets is called where a user asks for a model, and nowhere else. */
    @Test
    void onlyModelsAreDownloaded() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..engine.net..", "..engine.models..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..engine.net..")
                .check(engine);
    }

    @Test
    void theMathematicsDependsOnNothingButItself() {
        noClasses()
                .that()
                .resideInAnyPackage("..engine.prompt..", "..engine.phs..", "..engine.vector..", "..engine.feedback..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.manako.engine",
                        "..engine.photo..",
                        "..engine.vit..",
                        "..engine.msba..",
                        "..engine.store..",
                        "..engine.library..",
                        "..engine.index..",
                        "..engine.search..",
                        "..engine.evaluation..",
                        "..engine.sample..",
                        "..engine.train..",
                        "..engine.task..")
                .check(engine);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.manako.engine.(*)..").should().beFreeOfCycles().check(engine);
    }

    @Test
    void nobodyPrints() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(engine);
    }
}
