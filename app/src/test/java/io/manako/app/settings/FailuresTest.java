package io.manako.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.message.Message;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final Messages japanese = new Messages(Language.JAPANESE);

    private String japanese(Throwable failure) {
        return japanese.get(Failures.message(failure));
    }

    @Test
    void theEnginesMessagesAreInTheUsersLanguage() {
        UnreadablePhotoException empty =
                new UnreadablePhotoException(Reason.EMPTY, Message.of("engine.photo.empty", "猫.jpg"));
        assertThat(japanese(empty)).isEqualTo("猫.jpg は空のファイル（0 バイト）です。元の場所からコピーし直してください。");
        assertThat(japanese(new CompletionException(empty))).isEqualTo(japanese(empty));
        assertThat(japanese.get(Message.of("query.unreadable", "猫.jpg", Failures.message(empty))))
                .startsWith("猫.jpg を開けません。猫.jpg は空");
        assertThat(Failures.isForeseen(empty)).isTrue();
    }

    @Test
    void theSystemsFileErrorsAreSentencesToo() {
        assertThat(japanese(new NoSuchFileException("/a/b"))).contains("/a/b").contains("見つかりません");
        assertThat(japanese(new AccessDeniedException("/a/b"))).contains("/a/b").contains("権限");
        assertThat(japanese(new FileSystemException("/a/b", null, "No space left on device")))
                .contains("/a/b", "No space left on device");
    }

    @Test
    void whatNobodyForesawSaysSo() {
        IllegalStateException fault = new IllegalStateException("a fault");
        assertThat(Failures.isForeseen(fault)).isFalse();
        assertThat(japanese(fault)).contains("a fault");
        assertThat(japanese(new IllegalStateException("java.lang.OutOfMemoryError", new OutOfMemoryError())))
                .contains("MANAKO_OPTS");
    }
}
