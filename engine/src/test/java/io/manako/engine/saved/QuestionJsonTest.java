package io.manako.engine.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.manako.engine.filter.Filter;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.phs.HeadId;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.Point;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.search.Judgement;
import io.manako.engine.search.SearchRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionJsonTest {
    private static Question everything() throws Exception {
        boolean[] inside = new boolean[21];
        inside[0] = inside[9] = inside[20] = true;
        SearchRequest request = new SearchRequest(
                List.of(
                        new Point(1.5, 2, Polarity.NEGATIVE),
                        new Box(0.1, 2, 30, 40),
                        new Mask(7, 3, inside, Polarity.NEGATIVE)),
                Map.of(new HeadId(11, 2), true, new HeadId(10, 0), false),
                20,
                Path.of("/photos/旅行 \"one\""),
                Filter.parse("lamp NOT (desk OR chair) date:2024"),
                List.of(
                        new Judgement.OfPhoto(new PhotoId(3), true, null),
                        new Judgement.OfPhoto(new PhotoId(9), false, new Box(1, 2, 3, 4)),
                        new Judgement.OfTag("Hund 犬", true),
                        new Judgement.OfTag("car", false)),
                true,
                "red \"desk lamp\" 💡");
        return new Question(
                new Question.AskedPhoto(Path.of("/photos/a.jpg"), new PhotoId(7), 4000, 3000), request, "vit", "ab12");
    }

    @Test
    void allThatMakesAQuestionComesBack() throws Exception {
        Question asked = everything();

        Question read = QuestionJson.read(QuestionJson.write(asked));

        Mask mask = (Mask) read.request().prompts().get(2);
        Mask drawn = (Mask) asked.request().prompts().get(2);
        assertThat(mask.inside()).isEqualTo(drawn.inside());
        assertThat(mask.polarity()).isEqualTo(Polarity.NEGATIVE);
        assertThat(read).usingRecursiveComparison().isEqualTo(asked);
    }

    @Test
    void wordsAloneNeedNoPhoto() {
        SearchRequest request =
                new SearchRequest(List.of(), Map.of(), 5, null, Filter.EVERYTHING, List.of(), true, "lamp");
        Question read = QuestionJson.read(QuestionJson.write(new Question(null, request, "vit", "ab12")));
        assertThat(read).isEqualTo(new Question(null, request, "vit", "ab12"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "null", "{}", "{\"marks\":[], \"heads\":[], \"judgements\":[]}"})
    void whatIsNoQuestionIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> QuestionJson.read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"limit\":20>\"limit\":0",
                "\"limit\":20>\"limit\":1.5",
                "\"kind\":\"box\">\"kind\":\"circle\"",
                "\"width\":7>\"width\":2000000000",
                "\"width\":7>\"width\":-7",
                "\"width\":4000>\"width\":0",
                "\"inside\":\">\"inside\":\"!",
                "\"block\":11>\"block\":\"eleven\"",
                "lamp NOT (desk>lamp NOT ((desk",
                "\"wanted\":true>\"wanted\":null"
            })
    void aBrokenPartIsRefused(String change) throws Exception {
        String[] parts = change.split(">");
        String written = QuestionJson.write(everything());
        assertThat(written).contains(parts[0]);
        String broken = written.replace(parts[0], parts[1]);
        assertThatIllegalArgumentException().isThrownBy(() -> QuestionJson.read(broken));
    }
}
