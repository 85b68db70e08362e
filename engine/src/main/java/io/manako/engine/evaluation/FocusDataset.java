package io.manako.engine.evaluation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.engine.prompt.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A focus-oriented retrieval set (method.md §10): {@code instances.json} in COCO's format, {@code queries.json} with the
 * gallery's order and the questions, and the photos in {@code images}.
 *
 * @param photos the gallery, in its order
 * @param instances of the gallery's photos, crowds included
 */
public record FocusDataset(List<Photo> photos, List<Instance> instances, List<FocusQuery> queries) {
    public FocusDataset {
        photos = List.copyOf(photos);
        instances = List.copyOf(instances);
        queries = List.copyOf(queries);
    }

    /**
     * A photo of the gallery and its size in pixels.
     *
     * @param scene photos of the query's own scene are left out of its gallery; where each photo is its own, its index
     */
    public record Photo(Path file, int width, int height, int scene) {}

    /**
     * A thing in a photo.
     *
     * @param photo index in the gallery
     * @param box in photo pixels
     */
    public record Instance(int photo, String category, Box box, Segmentation segmentation) {
        private Instance in(int otherPhoto) {
            return new Instance(otherPhoto, category, box, segmentation);
        }
    }

    /** "Find photos that show such a thing": the instance marked; relevant is what has an instance of its category. */
    public record FocusQuery(Instance instance) {
        public String category() {
            return instance.category();
        }
    }

    /** Share of its photo that a query's box covers, from 0 to 1. */
    public double areaShare(FocusQuery query) {
        Box box = query.instance().box();
        Photo photo = photos.get(query.instance().photo());
        return box.width() * box.height() / ((double) photo.width() * photo.height());
    }

    /** Number of categories that queries ask for. */
    public int classes() {
        return (int) queries.stream().map(FocusQuery::category).distinct().count();
    }

    /**
     * A half of the set, so that what was chosen on one half is judged on photos of the other: every second photo of the
     * gallery, and the queries of these photos for which it holds another relevant one.
     *
     * @param number 1 or 2
     */
    public FocusDataset half(int number) {
        if (number != 1 && number != 2) {
            throw new IllegalArgumentException("there is no half " + number);
        }
        List<Photo> kept = new ArrayList<>();
        for (int i = number - 1; i < photos.size(); i += 2) {
            Photo photo = photos.get(i);
            kept.add(new Photo(photo.file(), photo.width(), photo.height(), kept.size()));
        }
        List<Instance> shown = instances.stream()
                .filter(instance -> instance.photo() % 2 == number - 1)
                .map(instance -> instance.in(instance.photo() / 2))
                .toList();
        List<FocusQuery> asked = queries.stream()
                .filter(query -> query.instance().photo() % 2 == number - 1)
                .map(query ->
                        new FocusQuery(query.instance().in(query.instance().photo() / 2)))
                .filter(query -> shown.stream()
                        .anyMatch(other -> other.category().equals(query.category())
                                && other.photo() != query.instance().photo()))
                .toList();
        return new FocusDataset(kept, shown, asked);
    }

    /**
     * Reads a set.
     *
     * @throws DatasetException if a file is missing or garbled or refers to what is not there
     */
    public static FocusDataset read(Path directory) throws DatasetException {
        JsonNode coco = parse(directory.resolve("instances.json"), "images", "annotations", "categories");
        JsonNode asked = parse(directory.resolve("queries.json"), "gallery", "queries");
        return new Reader(directory, coco, asked).read();
    }

    private static JsonNode parse(Path file, String... lists) throws DatasetException {
        if (!Files.isRegularFile(file)) {
            throw new DatasetException("There is no " + file + ": an evaluation set is a folder with instances.json,"
                    + " queries.json and images.");
        }
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(file.toFile());
        } catch (JacksonException e) {
            throw new DatasetException(file + " is no JSON: " + e.getOriginalMessage() + ".", e);
        } catch (IOException e) {
            throw new DatasetException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
        for (String list : lists) {
            if (!root.path(list).isArray()) {
                throw new DatasetException(file + " has no list named \"" + list + "\".");
            }
        }
        return root;
    }

    /** Reads the two documents against each other. */
    private static final class Reader {
        private final Path directory;
        private final JsonNode coco;
        private final JsonNode asked;
        private final Map<Long, String> categories = new HashMap<>();
        private final Map<String, JsonNode> images = new HashMap<>();
        private final Map<Long, Integer> photoOfImage = new HashMap<>();
        private final List<Photo> photos = new ArrayList<>();
        private final Map<Long, Instance> instances = new HashMap<>();

        Reader(Path directory, JsonNode coco, JsonNode asked) {
            this.directory = directory;
            this.coco = coco;
            this.asked = asked;
        }

        FocusDataset read() throws DatasetException {
            for (JsonNode category : coco.get("categories")) {
                categories.put(
                        category.path("id").asLong(), category.path("name").asText());
            }
            for (JsonNode image : coco.get("images")) {
                images.put(image.path("file_name").asText(), image);
            }
            for (JsonNode name : asked.get("gallery")) {
                addPhoto(name.asText());
            }
            List<Instance> all = new ArrayList<>();
            for (JsonNode annotation : coco.get("annotations")) {
                Integer photo = photoOfImage.get(annotation.path("image_id").asLong());
                if (photo != null) {
                    Instance instance = instance(annotation, photo);
                    instances.put(annotation.path("id").asLong(), instance);
                    all.add(instance);
                }
            }
            List<FocusQuery> queries = new ArrayList<>();
            for (JsonNode query : asked.get("queries")) {
                queries.add(query(query));
            }
            if (queries.isEmpty() || photos.size() < 2) {
                throw new DatasetException(directory.resolve("queries.json") + " has " + queries.size()
                        + " queries over " + photos.size() + " photos: there is nothing to measure.");
            }
            return new FocusDataset(photos, all, queries);
        }

        private void addPhoto(String name) throws DatasetException {
            JsonNode image = images.get(name);
            Path file = directory.resolve("images").resolve(name);
            if (image == null) {
                throw new DatasetException("The gallery of queries.json names " + name
                        + ", which is none of the images of instances.json.");
            }
            if (!Files.isRegularFile(file)) {
                throw new DatasetException("The photo " + file + " is missing.");
            }
            int width = image.path("width").asInt();
            int height = image.path("height").asInt();
            if (width < 1 || height < 1) {
                throw new DatasetException(
                        "instances.json gives " + name + " a size of " + width + " x " + height + " pixels.");
            }
            photoOfImage.put(image.path("id").asLong(), photos.size());
            photos.add(new Photo(file, width, height, photos.size()));
        }

        private Instance instance(JsonNode annotation, int photo) throws DatasetException {
            String category = categories.get(annotation.path("category_id").asLong());
            JsonNode b = annotation.path("bbox");
            try {
                if (category == null) {
                    throw new IllegalArgumentException("its category is not among the categories");
                }
                if (b.size() != 4) {
                    throw new IllegalArgumentException("its bbox is not four numbers");
                }
                // COCO has a few boxes of no width; a hundredth of a pixel lets them be boxes.
                Box box = new Box(
                        b.get(0).asDouble(Double.NaN),
                        b.get(1).asDouble(Double.NaN),
                        Math.max(0.01, b.get(2).asDouble(Double.NaN)),
                        Math.max(0.01, b.get(3).asDouble(Double.NaN)));
                return new Instance(photo, category, box, segmentation(annotation.path("segmentation")));
            } catch (IllegalArgumentException e) {
                throw new DatasetException(
                        "The annotation " + annotation.path("id").asText() + " of instances.json cannot be read: "
                                + e.getMessage() + ".",
                        e);
            }
        }

        private static Segmentation segmentation(JsonNode node) {
            if (node.isArray() && !node.isEmpty()) {
                List<double[]> rings = new ArrayList<>();
                for (JsonNode ring : node) {
                    double[] corners = new double[ring.size()];
                    for (int i = 0; i < corners.length; i++) {
                        corners[i] = ring.get(i).asDouble(Double.NaN);
                        if (!Double.isFinite(corners[i])) {
                            throw new IllegalArgumentException("its outline holds " + ring.get(i));
                        }
                    }
                    if (corners.length < 6 || corners.length % 2 != 0) {
                        throw new IllegalArgumentException("its outline has " + corners.length + " numbers");
                    }
                    rings.add(corners);
                }
                return new Segmentation.Polygons(rings);
            }
            JsonNode counts = node.path("counts");
            int height = node.path("size").path(0).asInt();
            int width = node.path("size").path(1).asInt();
            if (counts.isTextual()) {
                return Segmentation.RunLengths.decompress(width, height, counts.asText());
            }
            if (!counts.isArray()) {
                throw new IllegalArgumentException("its segmentation is neither polygons nor runs");
            }
            int[] runs = new int[counts.size()];
            for (int i = 0; i < runs.length; i++) {
                runs[i] = counts.get(i).asInt(-1);
            }
            return new Segmentation.RunLengths(width, height, runs);
        }

        private FocusQuery query(JsonNode query) throws DatasetException {
            Instance instance = instances.get(query.path("annotation").asLong());
            if (instance == null) {
                throw new DatasetException("A query of queries.json asks for annotation "
                        + query.path("annotation").asText() + ", which no photo of the gallery has.");
            }
            String photo = photos.get(instance.photo()).file().getFileName().toString();
            if (!photo.equals(query.path("photo").asText())
                    || !instance.category().equals(query.path("category").asText())) {
                throw new DatasetException("A query of queries.json asks for a "
                        + query.path("category").asText() + " in "
                        + query.path("photo").asText() + ", but annotation "
                        + query.path("annotation").asText() + " is a " + instance.category() + " in " + photo + ".");
            }
            return new FocusQuery(instance);
        }
    }
}
