package io.manako.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagNameTest {
    @Test
    void blanksAroundItAndWidthsOfLettersDoNotCount() {
        assertThat(new TagName(" \u3000Ｌａｍｐ\u00a0").text()).isEqualTo("Lamp");
        assertThat(new TagName("ﾗﾝﾌﾟ").text()).isEqualTo("ランプ");
        assertThat(new TagName("e\u0301te\u0301").text()).isEqualTo("été");
    }

    @Test
    void caseDoesNotMakeAnotherTag() {
        assertThat(new TagName("LAMP").key()).isEqualTo(new TagName("lamp").key());
        assertThat(new TagName("ΟΔΟΣ").key()).isEqualTo(new TagName("οδος").key());
        assertThat(new TagName("cote").key()).isNotEqualTo(new TagName("côte").key());
    }

    @Test
    void whatATextBeginsWithItStillBeginsWithWhenFolded() {
        assertThat(TagName.fold("ΟΔΟΣΣ")).startsWith(TagName.fold("οδος"));
        assertThat(TagName.fold("Straße")).startsWith(TagName.fold("STRA"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "💡",
                "👨‍👩‍👧‍👦 家族",
                "'; DROP TABLE tag; --",
                "title:(foo OR bar)~2^3 *:*",
                "a \" quote",
                "%_\\",
                "AND"
            })
    void oddNamesAreNames(String name) {
        assertThat(new TagName(name).text()).isEqualTo(name);
    }

    @Test
    void aNameHasAtMostTwoHundredCharactersHoweverTheyAreCoded() {
        assertThat(new TagName("💡".repeat(200)).text()).hasSize(400);
        assertThatThrownBy(() -> new TagName("a".repeat(10_000)))
                .isInstanceOf(TagException.class)
                .hasMessageContaining("at most 200 characters")
                .hasMessageContaining("10000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u3000"})
    void nothingIsNoName(String name) {
        assertThatThrownBy(() -> new TagName(name))
                .isInstanceOf(TagException.class)
                .hasMessageContaining("needs a name");
    }

    @Test
    void controlCharactersAndHalvesOfCharactersAreRefused() {
        assertThatThrownBy(() -> new TagName("red\nlamp"))
                .isInstanceOf(TagException.class)
                .hasMessageContaining("U+000A in place 4");
        assertThatThrownBy(() -> new TagName("💡\0")).hasMessageContaining("U+0000 in place 2");
        assertThatThrownBy(() -> new TagName("a\ud83d")).hasMessageContaining("U+D83D in place 2");
    }
}
