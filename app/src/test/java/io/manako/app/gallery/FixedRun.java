package io.manako.app.gallery;

import io.manako.engine.task.ProgressListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A run that goes as far as a test says. */
public final class FixedRun implements IndexRun {
    public final List<Path> folders;
    public final ProgressListener listener;
    public final CompletableFuture<IndexSummary> result = new CompletableFuture<>();
    public final List<String> calls = new ArrayList<>();

    FixedRun(List<Path> folders, ProgressListener listener) {
        this.folders = folders;
        this.listener = listener;
    }

    @Override
    public void pause() {
        calls.add("pause");
    }

    @Override
    public void resume() {
        calls.add("resume");
    }

    @Override
    public void cancel() {
        calls.add("cancel");
    }

    @Override
    public CompletableFuture<IndexSummary> result() {
        return result;
    }
}
