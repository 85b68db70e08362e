package io.manako.engine.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lamp",
                "ca*",
                "\"desk lamp\"",
                "\"OR\"",
                "\"say \"\"so\"\" (now)\"",
                "\"two wo\"*",
                "赤い",
                "lamp NOT (desk OR chair)",
                "a b OR c NOT d",
                "NOT NOT a",
                "NOT (a b)",
                "(a OR b) (c OR d)",
                "folder:holidays folder:\"my photos/2024\"",
                "camera:\"eos 80d\"",
                "date:2024 date:2024-05 date:2024-05-31 date:2024-05-03..2025-01-01",
                "date:2024-01-01.. date:..2020-12-31",
                "rating:4 rating:3..5 NOT collection:\"my trip\" collection:be*"
            })
    void whatIsWrittenIsReadAsTheSame(String text) throws FilterException {
        Filter filter = Filter.parse(text);
        assertThat(filter.written()).isEqualTo(text);
        assertThat(Filter.parse(filter.written())).isEqualTo(filter);
    }

    @ParameterizedTest
    @CsvSource({
        "a AND b, a b",
        "date:2024-05..2024-05, date:2024-05",
        "rating:..2, rating:0..2",
        "(a) OR (b c), a OR b c"
    })
    void itIsWrittenTheShortWay(String typed, String written) throws FilterException {
        assertThat(Filter.parse(typed).written()).isEqualTo(written);
    }

    @Test
    void whatIsJoinedStaysJoined() throws FilterException {
        Filter both = Filter.parse("a OR b").and(Filter.parse("c OR d"));
        assertThat(both.written()).isEqualTo("(a OR b) (c OR d)");
        assertThat(Filter.EVERYTHING.written()).isEmpty();
    }
}
