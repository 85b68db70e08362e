package io.manako.engine.evaluation;

import io.manako.engine.evaluation.FocusBenchmark.PhotoReader;
import io.manako.engine.evaluation.FocusDataset.Photo;
import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.Resampler;
import io.manako.engine.prompt.Box;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether copies of a photo are known as such, and other photos are not: every photo of a set is copied in memory as
 * programs and people copy photos, and the perceptual hashes are compared.
 */
public final class DuplicateBenchmark {
    private final PhotoReader reader;

    public DuplicateBenchmark(PhotoReader reader) {
        this.reader = reader;
    }

    /**
     * What was found.
     *
     * @param photos of the set
     * @param copies by what was done to them, of all photos
     * @param pairs of different photos
     * @param confused pairs that are taken for copies of each other
     */
    public record Report(int photos, List<Copies> copies, long pairs, long confused) {
        public Report {
            copies = List.copyOf(copies);
        }
    }

    /**
     * Copies of one sort, one of each photo.
     *
     * @param found how many are taken for what they are
     * @param meanDistance bits by which they differ from their photo, on average
     */
    public record Copies(String sort, int found, double meanDistance) {}

    /** @throws IOException if a photo cannot be read */
    public Report run(FocusDataset data, ProgressListener listener, CancellationToken token) throws IOException {
        List<PerceptualHash> hashes = new ArrayList<>();
        Map<Sort, List<PerceptualHash>> copies = new TreeMap<>();
        for (Photo photo : data.photos()) {
            token.throwIfCancelled();
            Raster picture = reader.read(photo.file());
            hashes.add(PerceptualHash.of(picture));
            for (Sort sort : Sort.values()) {
                copies.computeIfAbsent(sort, any -> new ArrayList<>()).add(PerceptualHash.of(sort.copy(picture)));
            }
            listener.onProgress(
                    Progress.of("eval.copy", hashes.size(), data.photos().size()));
        }
        long confused = 0;
        for (int i = 0; i < hashes.size(); i++) {
            for (int j = 0; j < i; j++) {
                confused += hashes.get(i).isNear(hashes.get(j)) ? 1 : 0;
            }
        }
        List<Copies> found = new ArrayList<>();
        copies.forEach((sort, made) -> found.add(compare(sort, hashes, made)));
        return new Report(hashes.size(), found, (long) hashes.size() * (hashes.size() - 1) / 2, confused);
    }

    private static Copies compare(Sort sort, List<PerceptualHash> photos, List<PerceptualHash> copies) {
        int found = 0;
        long distance = 0;
        for (int i = 0; i < copies.size(); i++) {
            found += photos.get(i).isNear(copies.get(i)) ? 1 : 0;
            distance += Long.bitCount(photos.get(i).bits() ^ copies.get(i).bits());
        }
        return new Copies(sort.key, found, (double) distance / copies.size());
    }

    private enum Sort {
        RECOMPRESSED("JPEG of quality 50") {
            @Override
            Raster copy(Raster photo) throws IOException {
                return compressed(photo, 50);
            }
        },
        POOR("JPEG of quality 20") {
            @Override
            Raster copy(Raster photo) throws IOException {
                return compressed(photo, 20);
            }
        },
        HALF("half the size") {
            @Override
            Raster copy(Raster photo) {
                return smaller(photo, 2);
            }
        },
        QUARTER("a quarter of the size") {
            @Override
            Raster copy(Raster photo) {
                return smaller(photo, 4);
            }
        },
        SENT("a quarter of the size, JPEG of quality 50") {
            @Override
            Raster copy(Raster photo) throws IOException {
                return compressed(smaller(photo, 4), 50);
            }
        },
        DARKER("darker by a fifth") {
            @Override
            Raster copy(Raster photo) {
                byte[] rgb = photo.rgb().clone();
                for (int i = 0; i < rgb.length; i++) {
                    rgb[i] = (byte) ((rgb[i] & 0xff) * 4 / 5);
                }
                return new Raster(photo.width(), photo.height(), rgb);
            }
        },
        TRIMMED("2 % cut off at each side") {
            @Override
            Raster copy(Raster photo) {
                return trimmed(photo, 0.02);
            }
        },
        CROPPED("5 % cut off at each side") {
            @Override
            Raster copy(Raster photo) {
                return trimmed(photo, 0.05);
            }
        };

        private final String key;

        Sort(String key) {
            this.key = key;
        }

        abstract Raster copy(Raster photo) throws IOException;

        private static Raster compressed(Raster photo, int quality) throws IOException {
            return PhotoDecoder.decode(PictureWriter.jpeg(photo, quality), 0);
        }

        private static Raster smaller(Raster photo, int divisor) {
            return Resampler.bicubic(
                    photo, Math.max(1, photo.width() / divisor), Math.max(1, photo.height() / divisor));
        }

        private static Raster trimmed(Raster photo, double share) {
            double w = photo.width();
            double h = photo.height();
            return Resampler.crop(photo, new Box(share * w, share * h, (1 - 2 * share) * w, (1 - 2 * share) * h));
        }
    }
}
