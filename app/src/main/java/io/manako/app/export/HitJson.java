package io.manako.app.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.phs.HeadScore;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;

/** A ranking as the JSON document that {@code search --json} prints and an export writes. */
public final class HitJson {
    private HitJson() {}

    public static ObjectNode of(Path photo, String model, SearchResult result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("photo", photo.toString());
        json.put("model", model);
        ArrayNode heads = json.putArray("heads");
        for (HeadScore head : result.heads()) {
            heads.addObject()
                    .put("block", head.block())
                    .put("head", head.head())
                    .put("score", rounded(head.score(), 6))
                    .put("selected", head.selected());
        }
        ArrayNode hits = json.putArray("hits");
        for (Hit hit : result.hits()) {
            ObjectNode node = hits.addObject()
                    .put("rank", hit.rank())
                    .put("path", hit.path().toString())
                    .put("score", rounded(hit.score(), 6));
            Box box = hit.box();
            node.putArray("box")
                    .add(rounded(box.x(), 2))
                    .add(rounded(box.y(), 2))
                    .add(rounded(box.width(), 2))
                    .add(rounded(box.height(), 2));
            ArrayNode duplicates = node.putArray("duplicates");
            hit.duplicates().forEach(path -> duplicates.add(path.toString()));
        }
        json.putObject("millis")
                .put("encode", rounded(result.millis().encode(), 3))
                .put("rank", rounded(result.millis().rank(), 3))
                .put("total", rounded(result.millis().total(), 3));
        return json;
    }

    /** A number as people write it: no exponent, no digits that say nothing. */
    public static BigDecimal rounded(double value, int digits) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    }
}
