package io.manako.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.engine.lexical.WordMatch;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.phs.HeadScore;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.search.Blend;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchResult;
import io.manako.engine.vit.ScoreBands;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HitJsonTest {
    private static final SearchResult RESULT = new SearchResult(
            new PatchGrid(1, 1),
            new float[1],
            List.of(new HeadScore(5, 2, 0.25f, true, 1.5f)),
            List.of(new Hit(
                    1,
                    new PhotoId(7),
                    Path.of("/p/a b.jpg"),
                    0.731f,
                    new Box(0, 300, 40.25, 1e-9),
                    3,
                    640,
                    480,
                    List.of(Path.of("/p/copy.jpg")))),
            300,
            new SearchResult.Timing(80.12345, 9, 89.2));

    @Test
    void hasTheShapeThatWasPromised() throws Exception {
        JsonNode json = new ObjectMapper().readTree(print());

        assertThat(json.fieldNames()).toIterable().containsExactly("photo", "model", "heads", "hits", "millis");
        assertThat(json.get("photo").asText()).isEqualTo(Path.of("/p/q.jpg").toString());
        assertThat(json.get("model").asText()).isEqualTo("tiny");
        JsonNode head = json.get("heads").get(0);
        assertThat(head.fieldNames()).toIterable().containsExactly("block", "head", "score", "selected");
        assertThat(head.get("block").asInt()).isEqualTo(5);
        assertThat(head.get("head").asInt()).isEqualTo(2);
        assertThat(head.get("score").asDouble()).isEqualTo(0.25);
        assertThat(head.get("selected").asBoolean()).isTrue();
        JsonNode hit = json.get("hits").get(0);
        assertThat(hit.fieldNames()).toIterable().containsExactly("rank", "path", "score", "box", "duplicates");
        assertThat(hit.get("rank").asInt()).isEqualTo(1);
        assertThat(hit.get("score").asDouble()).isEqualTo(0.731);
        assertThat(hit.get("box")).hasSize(4);
        assertThat(hit.get("duplicates")).hasSize(1);
        assertThat(hit.get("duplicates").get(0).asText())
                .isEqualTo(Path.of("/p/copy.jpg").toString());
        JsonNode millis = json.get("millis");
        assertThat(millis.fieldNames()).toIterable().containsExactly("encode", "rank", "total");
        assertThat(millis.get("encode").asDouble()).isEqualTo(80.123);
    }

    @Test
    void writesNumbersWithoutExponents() throws Exception {
        assertThat(print().replaceAll("\\s+", "")).contains("\"box\":[0,300,40.25,0]");
    }

    @Test
    void whatTheMarkedThingMayBeCalledIsThereWhereThatHadASay() {
        assertThat(json(RESULT.called(List.of("lamp", "ランプ"))).at("/called/1").asText())
                .isEqualTo("ランプ");
        assertThat(json(RESULT).has("called")).isFalse();
    }

    @Test
    void wordsThatNoPhotoHasAreThereWhereThereAreSuch() {
        assertThat(json(RESULT.missing(List.of("zebra", "yak*")))
                        .at("/missingWords/1")
                        .asText())
                .isEqualTo("yak*");
        assertThat(json(RESULT).has("missingWords")).isFalse();
    }

    private static JsonNode json(SearchResult result) {
        return HitJson.of(Path.of("/p/q.jpg"), "tiny", result);
    }

    @Test
    void aScoreWhoseMeaningIsKnownHasItsBand() {
        assertThat(HitJson.of(Path.of("/p/q.jpg"), "tiny", RESULT.meaning(new ScoreBands(0.8f, 0.7f)))
                        .at("/hits/0/band")
                        .asText())
                .isEqualTo("fair");
    }

    private static String print() throws Exception {
        return JsonText.of(HitJson.of(Path.of("/p/q.jpg"), "tiny", RESULT));
    }

    @Test
    void bothPartsOfARankStandThereWhereWordsWereAskedFor() {
        Box box = new Box(0, 0, 4, 3);
        WordMatch match = new WordMatch(new PhotoId(7), 2, 1.5f, List.of("red", "lamp"));
        SearchResult result = new SearchResult(
                new PatchGrid(1, 1),
                new float[1],
                List.of(),
                List.of(
                        new Hit(1, new PhotoId(7), Path.of("/p/a"), 0.5f, box, 0, 4, 3)
                                .with(new Blend(0.03f, 9, match)),
                        new Hit(2, new PhotoId(8), Path.of("/p/b"), 0.6f, box, 0, 4, 3)
                                .with(new Blend(0.01f, 1, null))),
                2,
                new SearchResult.Timing(0, 1, 1));

        JsonNode json = HitJson.of(null, "tiny", result);

        assertThat(json.get("photo").isNull()).isTrue();
        JsonNode blend = json.get("hits").get(0).get("blend");
        assertThat(blend.fieldNames())
                .toIterable()
                .containsExactly("score", "lookRank", "wordRank", "wordScore", "words");
        assertThat(blend.get("lookRank").asInt()).isEqualTo(9);
        assertThat(blend.get("wordRank").asInt()).isEqualTo(2);
        assertThat(blend.get("wordScore").asDouble()).isEqualTo(1.5);
        assertThat(blend.get("words")).hasSize(2);
        JsonNode none = json.get("hits").get(1).get("blend");
        assertThat(none.get("wordRank").isNull()).isTrue();
        assertThat(none.get("words")).isEmpty();
    }
}
