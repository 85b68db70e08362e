package io.manako.engine.saved;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.filter.Filter;
import io.manako.engine.filter.FilterException;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.phs.HeadId;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.Point;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.prompt.Prompt;
import io.manako.engine.search.Judgement;
import io.manako.engine.search.SearchRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A question as one JSON document. */
public final class QuestionJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private QuestionJson() {}

    public static String write(Question question) {
        SearchRequest request = question.request();
        ObjectNode json = JSON.createObjectNode();
        json.put("model", question.model()).put("fingerprint", question.fingerprint());
        Question.AskedPhoto photo = question.photo();
        if (photo != null) {
            ObjectNode asked = json.putObject("photo").put("path", photo.path().toString());
            PhotoId id = photo.id();
            asked.put("id", id == null ? null : (Long) id.value());
            asked.put("width", photo.width()).put("height", photo.height());
        }
        ArrayNode marks = json.putArray("marks");
        request.prompts().forEach(mark -> write(mark, marks.addObject()));
        ArrayNode heads = json.putArray("heads");
        request.overrides()
                .forEach((head, on) -> heads.addObject()
                        .put("block", head.block())
                        .put("head", head.head())
                        .put("on", on));
        ArrayNode judgements = json.putArray("judgements");
        request.judgements().forEach(said -> write(said, judgements.addObject()));
        Path folder = request.folder();
        json.put("folder", folder == null ? null : folder.toString());
        json.put("filter", request.filter().written());
        json.put("words", request.words());
        json.put("limit", request.limit());
        return json.toString();
    }

    private static void write(Prompt mark, ObjectNode json) {
        json.put("wanted", mark.polarity() == Polarity.POSITIVE);
        switch (mark) {
            case Point point -> json.put("kind", "point").put("x", point.x()).put("y", point.y());
            case Box box ->
                json.put("kind", "box")
                        .put("x", box.x())
                        .put("y", box.y())
                        .put("width", box.width())
                        .put("height", box.height());
            case Mask mask ->
                json.put("kind", "mask")
                        .put("width", mask.width())
                        .put("height", mask.height())
                        .put("inside", PackedMask.pack(mask.inside()));
        }
    }

    private static void write(Judgement judgement, ObjectNode json) {
        json.put("wanted", judgement.wanted());
        switch (judgement) {
            case Judgement.OfPhoto(PhotoId photo, boolean wanted, @Nullable Box region) -> {
                json.put("photo", photo.value());
                if (region != null) {
                    write(region, json.putObject("region"));
                }
            }
            case Judgement.OfTag(String tag, boolean wanted) -> json.put("tag", tag);
        }
    }

    /** @throws IllegalArgumentException if that is no question */
    public static Question read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            List<Prompt> marks = new ArrayList<>();
            json.required("marks").forEach(mark -> marks.add(mark(mark)));
            Map<HeadId, Boolean> heads = new HashMap<>();
            json.required("heads")
                    .forEach(head ->
                            heads.put(new HeadId(integer(head, "block"), integer(head, "head")), truth(head, "on")));
            List<Judgement> judgements = new ArrayList<>();
            json.required("judgements").forEach(said -> judgements.add(judgement(said)));
            JsonNode folder = json.required("folder");
            SearchRequest request = new SearchRequest(
                    marks,
                    heads,
                    integer(json, "limit"),
                    folder.isNull() ? null : Path.of(folder.textValue()),
                    Filter.parse(string(json, "filter")),
                    judgements,
                    true,
                    string(json, "words"));
            return new Question(photo(json.path("photo")), request, string(json, "model"), string(json, "fingerprint"));
        } catch (JsonProcessingException | FilterException | NullPointerException e) {
            throw new IllegalArgumentException("no question: " + e.getMessage(), e);
        }
    }

    private static Question.@Nullable AskedPhoto photo(JsonNode json) {
        if (json.isMissingNode()) {
            return null;
        }
        JsonNode id = json.required("id");
        int width = integer(json, "width");
        int height = integer(json, "height");
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a photo of " + width + " x " + height);
        }
        return new Question.AskedPhoto(
                Path.of(string(json, "path")), id.isNull() ? null : new PhotoId(id.longValue()), width, height);
    }

    private static Prompt mark(JsonNode json) {
        Polarity polarity = truth(json, "wanted") ? Polarity.POSITIVE : Polarity.NEGATIVE;
        return switch (string(json, "kind")) {
            case "point" -> new Point(number(json, "x"), number(json, "y"), polarity);
            case "box" -> box(json, polarity);
            case "mask" -> {
                int width = integer(json, "width");
                int height = integer(json, "height");
                yield new Mask(width, height, PackedMask.unpack(string(json, "inside"), width, height), polarity);
            }
            default -> throw new IllegalArgumentException("an unknown mark: " + json);
        };
    }

    private static Box box(JsonNode json, Polarity polarity) {
        return new Box(number(json, "x"), number(json, "y"), number(json, "width"), number(json, "height"), polarity);
    }

    private static Judgement judgement(JsonNode json) {
        boolean wanted = truth(json, "wanted");
        if (json.has("tag")) {
            return new Judgement.OfTag(string(json, "tag"), wanted);
        }
        JsonNode region = json.path("region");
        return new Judgement.OfPhoto(
                new PhotoId(json.required("photo").longValue()),
                wanted,
                region.isMissingNode() ? null : box(region, Polarity.POSITIVE));
    }

    private static String string(JsonNode json, String name) {
        JsonNode value = json.required(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + " is no text: " + value);
        }
        return value.textValue();
    }

    private static double number(JsonNode json, String name) {
        JsonNode value = json.required(name);
        if (!value.isNumber()) {
            throw new IllegalArgumentException(name + " is no number: " + value);
        }
        return value.doubleValue();
    }

    private static int integer(JsonNode json, String name) {
        double value = number(json, name);
        if (value != (int) value) {
            throw new IllegalArgumentException(name + " is no whole number: " + value);
        }
        return (int) value;
    }

    private static boolean truth(JsonNode json, String name) {
        JsonNode value = json.required(name);
        if (!value.isBoolean()) {
            throw new IllegalArgumentException(name + " is neither true nor false: " + value);
        }
        return value.booleanValue();
    }
}
