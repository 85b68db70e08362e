package io.manako.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;

/** The rules of the house (architecture.md) for the app. */
class ArchitectureTest {
    private static final JavaClasses APP = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.manako.app");

    @Test
    void viewModelsSeeNoSceneAndNoStage() {
        classes()
                .that()
                .haveSimpleNameEndingWith("ViewModel")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("javafx.scene..", "javafx.stage..")
                .check(APP);
    }

    /** Models are brought through the engine; this asks for new versions, where the user wants that. */
    @Test
    void onlyUpdatesSeeTheNetwork() {
        noClasses()
                .that()
                .doNotHaveSimpleName("UpdatesViewModel")
                .and()
                .doNotHaveSimpleName("UpdateBar")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.manako.engine.net..")
                .check(APP);
    }

    @Test
    void onlyTaskComesBackToTheUiThread() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.manako.app.task..")
                .should()
                .callMethod(Platform.class, "runLater", Runnable.class)
                .check(APP);
    }

    @Test
    void nobodyPrintsButTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.manako.app.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(APP);
    }

    @Test
    void theEnginesLibrariesStayInTheEngine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "java.sql..", "org.bytedeco..", "javax.imageio..")
                .check(APP);
    }

    @Test
    void theEngineIsNamedByTheGalleryAndTheCommandLineAlone() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.manako.app.library..",
                        "io.manako.app.query..",
                        "io.manako.app.results..",
                        "io.manako.app.shell..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.manako.engine.Engine")
                .check(APP);
    }

    @Test
    void onlyTheShellOpensSockets() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.manako.app.shell..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.(net|nio\\.channels)\\.(Server)?Socket.*")
                .check(APP);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.manako.app.(*)..").should().beFreeOfCycles().check(APP);
    }
}
