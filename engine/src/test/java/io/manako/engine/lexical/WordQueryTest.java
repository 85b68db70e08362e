package io.manako.engine.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.lexical.WordQuery.Need;
import io.manako.engine.lexical.WordQuery.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordQueryTest {
    private static Word word(String text, Need need) {
        return new Word(text, need, false);
    }

    @Test
    void wordsAreWantedRequiredOrExcluded() {
        assertThat(WordQuery.parse("red AND chair NOT person lamp").words())
                .containsExactly(
                        word("red", Need.REQUIRED),
                        word("chair", Need.REQUIRED),
                        word("person", Need.EXCLUDED),
                        word("lamp", Need.WANTED));
        assertThat(WordQuery.parse("a AND NOT b OR c").words())
                .containsExactly(word("a", Need.REQUIRED), word("b", Need.EXCLUDED), word("c", Need.WANTED));
    }

    @Test
    void quotesHoldWordsTogetherAndAsterisksGoOn() {
        assertThat(WordQuery.parse("\"red lamp\" ca* \"desk la\"* ”赤い　椅子”").words())
                .containsExactly(
                        word("red lamp", Need.WANTED),
                        new Word("ca", Need.WANTED, true),
                        new Word("desk la", Need.WANTED, true),
                        word("赤い 椅子", Need.WANTED));
        assertThat(WordQuery.parse("\"AND\" \"not closed").words())
                .containsExactly(word("AND", Need.WANTED), word("not closed", Need.WANTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t\u3000", "AND", "NOT", "OR AND NOT", "\"\"", "*", "**** \" \""})
    void whatHasNoWordsAsksForNothing(String text) {
        assertThat(WordQuery.parse(text).words()).isEmpty();
    }

    @Test
    void hugeQueriesAreCut() {
        assertThat(WordQuery.parse("a ".repeat(10_000)).words()).hasSize(32);
        assertThat(WordQuery.parse("🏮".repeat(10_000)).words()).containsExactly(word("🏮".repeat(100), Need.WANTED));
    }
}
