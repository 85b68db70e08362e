package io.manako.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageTest {
    @Test
    void isFilledInInEnglish() {
        assertThat(Message.of("engine.photo.megabytes", "a {0} 'b'.jpg", 3000, 1024)
                        .english())
                .isEqualTo("a {0} 'b'.jpg has 3000 MB, and photos of more than 1024 MB are not opened:"
                        + " save a smaller copy of it.");
    }

    @Test
    void holdsAnotherMessage() {
        Message inner = Message.of("engine.store.damaged", "x.mv.db", "bad");
        assertThat(Message.of("engine.store.not-backed-up", inner).english())
                .isEqualTo("The catalogue was not backed up. The file x.mv.db is damaged (bad).");
    }

    @Test
    void comesBackFromOneString() {
        for (Message message : new Message[] {
            Message.of("engine.photo.empty", "写真 \n.jpg"),
            Message.of("engine.prompt.only-negative"),
            Message.of("engine.photo.no-size", "", "PNG"),
            Message.plain("It is damaged.")
        }) {
            assertThat(Message.decode(message.encoded())).isEqualTo(message);
        }
    }

    @Test
    void theSeparatorInAFileNameAddsNoArgument() {
        Message message = Message.of("engine.photo.no-size", "a\u001fb", "PNG");
        assertThat(Message.decode(message.encoded()).arguments()).containsExactly("a b", "PNG");
    }

    @Test
    void aStringOfAnOlderLibraryIsAPlainSentence() {
        assertThat(Message.decode("x.jpg is empty.").english()).isEqualTo("x.jpg is empty.");
        assertThat(Message.decode("").english()).isEmpty();
    }

    @Test
    void aKeyOfANewerProgramStillSaysWhatItIsAbout() {
        assertThat(Message.of("engine.photo.holographic", "x.jpg").english()).contains("x.jpg");
    }
}
