package io.manako.engine.evaluation;

import io.manako.engine.evaluation.Difference.Pair;
import io.manako.engine.geometry.GeometricVerifier;
import java.util.List;
import java.util.stream.Stream;

/** Rows that are measured together, and which of them are compared. */
public enum Suite {
    /** The rows of method.md §10. */
    METHODS {
        @Override
        List<Method> methods(Methods methods) {
            return methods.standard();
        }

        @Override
        List<Pair> pairs(List<Method> rows) {
            return List.of(
                    pair(RetrievalMethod.DEFAULT, RetrievalMethod.CROP),
                    pair(RetrievalMethod.DEFAULT, RetrievalMethod.WINDOWS),
                    pair(RetrievalMethod.DEFAULT, RetrievalMethod.BATCH),
                    pair(RetrievalMethod.CROP, RetrievalMethod.WHOLE),
                    pair(RetrievalMethod.PHS, RetrievalMethod.WHOLE),
                    pair(RetrievalMethod.FOCUS, RetrievalMethod.WHOLE),
                    pair(RetrievalMethod.WINDOWS, RetrievalMethod.WHOLE),
                    pair(RetrievalMethod.WINDOWS, RetrievalMethod.CROP),
                    pair(RetrievalMethod.BATCH, RetrievalMethod.WINDOWS),
                    pair(RetrievalMethod.CROP_WINDOWS, RetrievalMethod.WINDOWS),
                    pair(RetrievalMethod.CROP_BATCH, RetrievalMethod.BATCH));
        }
    },

    /** The rows of method.md §10, and the default with nothing and with more looked at by geometry. */
    INSTANCES {
        @Override
        List<Method> methods(Methods methods) {
            return Stream.concat(
                            methods.standard().stream(),
                            Stream.of(methods.ranking(), methods.same(GeometricVerifier.THOROUGH)))
                    .toList();
        }

        @Override
        List<Pair> pairs(List<Method> rows) {
            return Stream.concat(
                            METHODS.pairs(rows).stream(),
                            Stream.of(
                                    new Pair(RetrievalMethod.DEFAULT.key(), Methods.RANKING),
                                    new Pair(Methods.RANKING, RetrievalMethod.CROP.key()),
                                    new Pair(
                                            Methods.VERIFIED + GeometricVerifier.THOROUGH,
                                            RetrievalMethod.DEFAULT.key())))
                    .toList();
        }
    },

    /** The cheap rows that tell how a training goes: all of them come of one pass over the photos. */
    TRAINING {
        @Override
        List<Method> methods(Methods methods) {
            return Stream.of(RetrievalMethod.WHOLE, RetrievalMethod.PHS, RetrievalMethod.WINDOWS)
                    .map(methods::of)
                    .toList();
        }

        @Override
        List<Pair> pairs(List<Method> rows) {
            return List.of();
        }
    },

    /** The default, and the default with one part off or in another form. */
    ABLATION {
        @Override
        List<Method> methods(Methods methods) {
            return new Ablation(methods).rows();
        }

        @Override
        List<Pair> pairs(List<Method> rows) {
            return rows.stream()
                    .filter(row -> !row.key().equals(RetrievalMethod.DEFAULT.key()))
                    .map(row -> new Pair(row.key(), RetrievalMethod.DEFAULT.key()))
                    .toList();
        }
    };

    abstract List<Method> methods(Methods methods);

    abstract List<Pair> pairs(List<Method> rows);

    private static Pair pair(RetrievalMethod of, RetrievalMethod over) {
        return new Pair(of.key(), over.key());
    }
}
