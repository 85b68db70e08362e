package io.manako.app.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.geometry.Agreement;
import io.manako.engine.lexical.WordMatch;
import io.manako.engine.phs.HeadScore;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Blend;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A ranking as the JSON document that {@code search --json} prints and an export writes. */
public final class HitJson {
    private HitJson() {}

    /** @param photo null where words alone were asked for */
    public static ObjectNode of(@Nullable Path photo, String model, SearchResult result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("photo", photo == null ? null : photo.toString());
        json.put("model", model);
        ArrayNode heads = json.putArray("heads");
        for (HeadScore head : result.heads()) {
            heads.addObject()
                    .put("block", head.block())
                    .put("head", head.head())
                    .put("score", rounded(head.score(), 6))
                    .put("selected", head.selected());
        }
        if (!result.called().isEmpty()) {
            ArrayNode called = json.putArray("called");
            result.called().forEach(called::add);
        }
        if (!result.missing().isEmpty()) {
            ArrayNode missing = json.putArray("missingWords");
            result.missing().forEach(missing::add);
        }
        ArrayNode hits = json.putArray("hits");
        for (Hit hit : result.hits()) {
            ObjectNode node = hits.addObject()
                    .put("rank", hit.rank())
                    .put("path", hit.path().toString())
                    .put("score", rounded(hit.score(), 6));
            result.band(hit).ifPresent(band -> node.put("band", band.name().toLowerCase(Locale.ROOT)));
            node.set("box", sides(hit.box()));
            ArrayNode duplicates = node.putArray("duplicates");
            hit.duplicates().forEach(path -> duplicates.add(path.toString()));
            Blend blend = hit.blend();
            if (blend != null) {
                node.set("blend", json(blend));
            }
            Agreement same = hit.same();
            if (same != null) {
                node.put("sameThingFeatures", same.features());
            }
        }
        json.putObject("millis")
                .put("encode", rounded(result.millis().encode(), 3))
                .put("rank", rounded(result.millis().rank(), 3))
                .put("total", rounded(result.millis().total(), 3));
        return json;
    }

    private static ObjectNode json(Blend blend) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        WordMatch match = blend.words();
        json.put("score", rounded(blend.score(), 6));
        json.put("lookRank", blend.lookRank() == 0 ? null : (Integer) blend.lookRank());
        json.put("wordRank", match == null ? null : (Integer) match.rank());
        json.put("wordScore", match == null ? null : rounded(match.score(), 6));
        ArrayNode words = json.putArray("words");
        if (match != null) {
            match.words().forEach(words::add);
        }
        return json;
    }

    /** Left, top, width and height in pixels of the upright photo: a box as every document has it and --box takes it. */
    public static ArrayNode sides(Box box) {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(rounded(box.x(), 2))
                .add(rounded(box.y(), 2))
                .add(rounded(box.width(), 2))
                .add(rounded(box.height(), 2));
    }

    /** A number as people write it: no exponent, no digits that say nothing. */
    public static BigDecimal rounded(double value, int digits) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    }
}
