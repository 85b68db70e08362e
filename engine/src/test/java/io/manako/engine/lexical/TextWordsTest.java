package io.manako.engine.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextWordsTest {
    /** The words that are found, with a minus before each that is not. */
    private static String words(List<TextWord> words) {
        return words.stream()
                .map(word -> word.found() ? word.text() : "-" + word.text())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "lamp, 'Two Lamps, a red lamp', 'Two -Lamps a red'", // each once, in whatever number and case
        "red lamp, 'A lamp; a red lamp', 'A lamp -red'", // the lamp is found elsewhere in the text
        "red lamp, 'A red LAMP', 'A -red -LAMP'",
        "cafe, 'Le Café.', 'Le -Café'",
        "amp, lamp, lamp",
        "電気, 赤い電気スタンドが机の上に, '赤 い -電気 スタンド が 机 の 上 に'",
        "ランプ, テーブルランプ, テーブルランプ", // half of it is still found
        "猫, 黒猫, 黒猫",
        "ＬＡＭＰ, a lamp, 'a -lamp'",
    })
    void wordsOfATextAndThoseThatAreTakenOut(String takenOut, String text, String words) {
        assertThat(words(new TextWords(List.of(takenOut)).of(text))).isEqualTo(words);
    }

    @Test
    void wordsInNamesAreJoinedBySigns() {
        assertThat(words(new TextWords(List.of("lamp")).ofName("trip/Red-DeskLamp_2.jpg")))
                .isEqualTo("trip Red Desk -Lamp 2 jpg");
    }

    @Test
    void whatIsTakenOutIsBlank() {
        TextWords words = new TextWords(List.of("red lamp", "ランプ", "猫"));
        assertThat(words.kept("one red lamp, lamps")).isEqualTo("one         , lamps");
        assertThat(words.kept("テーブルランプと黒猫")).isEqualTo("テーブル   と黒 ");
        assertThat(new TextWords(List.of()).kept("Ｌamp")).isEqualTo("Lamp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "…", "🏮", "\u0000", "\ud800"})
    void whatHasNoWordsHasNone(String text) {
        TextWords words = new TextWords(List.of(text));
        assertThat(words.kept("a lamp")).isEqualTo("a lamp");
        assertThat(new TextWords(List.of("lamp")).of("lamp " + text)).contains(new TextWord("lamp", false));
    }
}
