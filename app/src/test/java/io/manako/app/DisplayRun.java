package io.manako.app;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintStream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The process of {@link DisplayTest}: runs the journeys and prints a line for each. */
final class DisplayRun {
    static final String RESULT = "journey ";
    static final String SUCCESSFUL = ": " + Status.SUCCESSFUL;

    private DisplayRun() {}

    public static void main(String[] args) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(
                        selectClass(DropJourney.class),
                        selectClass(TagDragJourney.class),
                        selectClass(WheelJourney.class))
                .build();
        LauncherFactory.create().execute(request, new Printer(System.out));
        // JavaFX has threads that would live on.
        Runtime.getRuntime().halt(0);
    }

    private record Printer(PrintStream out) implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            result.getThrowable().ifPresent(failure -> failure.printStackTrace(out));
            if (test.isTest() || result.getStatus() != Status.SUCCESSFUL) {
                out.println(RESULT + test.getDisplayName() + ": " + result.getStatus());
            }
            out.flush();
        }
    }
}
