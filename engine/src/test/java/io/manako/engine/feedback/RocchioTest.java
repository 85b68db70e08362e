package io.manako.engine.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.vector.Simd;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RocchioTest {
    private static final float[] X = {1, 0, 0};
    private static final float[] Y = {0, 1, 0};
    private static final float[] Z = {0, 0, 1};

    @Test
    void withoutExamplesTheQueryStays() {
        assertThat(QueryUpdate.STANDARD.update(X, List.of()).query()).containsExactly(X);
    }

    @Test
    void movesTowardsWhatIsWantedAndAwayFromWhatIsNot() {
        float[] updated = new Rocchio(1, 0.5f, 0, 1)
                .update(X, List.of(one(Y, true), one(Z, false)))
                .query();
        // (1, 1, −0.5) over its norm 1.5
        assertThat(updated[0]).isCloseTo(2 / 3f, within(1e-6f));
        assertThat(updated[1]).isCloseTo(2 / 3f, within(1e-6f));
        assertThat(updated[2]).isCloseTo(-1 / 3f, within(1e-6f));
    }

    @Test
    void manyExamplesMoveItMoreThanOne() {
        Rocchio update = new Rocchio(2, 0.5f, 2, 2);
        float one = Simd.dot(update.update(X, List.of(one(Y, true))).query(), Y);
        float ten = Simd.dot(
                update.update(
                                X,
                                IntStream.range(0, 10)
                                        .mapToObj(i -> one(Y, true))
                                        .toList())
                        .query(),
                Y);
        assertThat(one).isPositive();
        assertThat(ten).isGreaterThan(one);
    }

    @Test
    void theInstanceMeantIsChosenAnewByTheUpdatedQuery() {
        // By the first query the second photo's instance X' is nearest; once Y is known to be wanted, its Y' is.
        float[] nearX = {0.8f, 0, 0.6f};
        float[] nearY = {0.6f, 0.8f, 0};
        List<Example> examples =
                List.of(one(Y, true), one(Y, true), one(Y, true), new Example(new float[][] {nearX, nearY}, true));
        QueryUpdate.Updated once = new Rocchio(2, 0, 0, 1).update(X, examples);
        QueryUpdate.Updated twice = new Rocchio(2, 0, 0, 2).update(X, examples);
        assertThat(once.query()[2]).isPositive();
        assertThat(twice.query()[2]).isZero();
        assertThat(once.meant()).as("what was meant is told").containsExactly(0, 0, 0, 0);
        assertThat(twice.meant()).containsExactly(0, 0, 0, 1);
    }

    @Test
    void examplesThatCancelTheQueryLeaveItAsItWas() {
        assertThat(new Rocchio(1, 1, 0, 1).update(X, List.of(one(X, false))).query())
                .containsExactly(X);
    }

    @Test
    void contradictionsStayFiniteAndNormalised() {
        float[] updated = QueryUpdate.STANDARD
                .update(X, List.of(one(Y, true), one(Y, false), one(Z, false)))
                .query();
        assertThat(Simd.dot(updated, updated)).isCloseTo(1, within(1e-5f));
    }

    private static Example one(float[] descriptor, boolean wanted) {
        return new Example(new float[][] {descriptor}, wanted);
    }
}
