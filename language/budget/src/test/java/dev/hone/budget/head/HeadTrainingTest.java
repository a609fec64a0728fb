package dev.hone.budget.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.Simulation;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Correlation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeadTrainingTest {
    private static final Examples FIT = Simulation.draw(Seeds.of(1), 600, 24, 64, 1);
    private static final Examples CHOOSE = Simulation.draw(Seeds.of(2), 240, 24, 64, 1);
    private static final Examples REPORT = Simulation.draw(Seeds.of(3), 400, 24, 64, 1);

    /** One strength of regularisation, one network: the same code, quicker. */
    private static final HeadSettings QUICK = HeadSettings.DEFAULT.alone().withWeightDecay(10);

    @ParameterizedTest
    @EnumSource(names = {"BETA_BINOMIAL", "POINT"})
    void a_head_learns_what_the_features_tell(HeadKind kind) {
        FittedHead fitted = HeadTraining.fit(kind, FIT, CHOOSE, QUICK, Seeds.of(5));
        assertFalse(fitted.isConstant());
        double correlation = Correlation.spearman(scores(fitted.head(), REPORT), rates(REPORT));
        assertTrue(correlation > .85, "rank correlation on unseen queries " + correlation);
        Intrinsic intrinsic = Intrinsic.of(fitted.head(), FIT, REPORT);
        assertTrue(
                intrinsic.loss() < .6 * intrinsic.meanLoss() + .4 * intrinsic.entropyFloor(),
                () -> "more than a third of the way from the mean to the floor: " + intrinsic);
        assertTrue(intrinsic.loss() > intrinsic.entropyFloor());
        assertTrue(intrinsic.medianAccuracy() > .85, intrinsic::toString);
    }

    @ParameterizedTest
    @EnumSource(names = {"BETA_BINOMIAL", "POINT"})
    void labels_of_other_queries_teach_nothing(HeadKind kind) {
        int constant = 0;
        for (int shuffle = 0; shuffle < 4; shuffle++) {
            Examples fit = FIT.withLabelsOf(rotation(FIT.size(), 17 + shuffle));
            Examples choose = CHOOSE.withLabelsOf(rotation(CHOOSE.size(), 17 + shuffle));
            FittedHead fitted = HeadTraining.fit(kind, fit, choose, QUICK, Seeds.of(shuffle));
            constant += fitted.isConstant() ? 1 : 0;
        }
        assertTrue(constant >= 3, constant + " of 4 heads saw through the shuffle");
    }

    @Test
    void training_is_the_same_for_the_same_seed_and_differs_for_another() {
        HeadSettings quick = new HeadSettings(16, List.of(1.0), 5e-3, 256, 5, 5, 1);
        float[] query = REPORT.features(0);
        double first = HeadTraining.fit(HeadKind.POINT, FIT, CHOOSE, quick, Seeds.of(1))
                .head()
                .score(query);
        double again = HeadTraining.fit(HeadKind.POINT, FIT, CHOOSE, quick, Seeds.of(1))
                .head()
                .score(query);
        double other = HeadTraining.fit(HeadKind.POINT, FIT, CHOOSE, quick, Seeds.of(2))
                .head()
                .score(query);
        assertEquals(first, again, 0);
        assertNotEquals(first, other);
    }

    @Test
    void networks_from_other_first_weights_are_averaged_where_that_helps() {
        HeadSettings four = new HeadSettings(16, List.of(10.0), 1e-2, 256, 6, 4, 4);
        FittedHead together = HeadTraining.fit(HeadKind.BETA_BINOMIAL, FIT, CHOOSE, four, Seeds.of(1));
        FittedHead alone = HeadTraining.fit(HeadKind.BETA_BINOMIAL, FIT, CHOOSE, four.alone(), Seeds.of(1));
        assertTrue(together.loss() <= alone.loss(), together.loss() + " after " + alone.loss());
        assertTrue(together.head().network().hidden() == 64 || together.loss() == alone.loss());
        assertEquals(16, alone.head().network().hidden());
    }

    @Test
    void the_strength_of_regularisation_that_does_best_is_kept() {
        HeadSettings tried = new HeadSettings(16, List.of(0.0, 300.0), 1e-2, 256, 6, 4, 1);
        FittedHead best = HeadTraining.fit(HeadKind.POINT, FIT, CHOOSE, tried, Seeds.of(1));
        for (double weightDecay : tried.weightDecays()) {
            HeadSettings one = tried.withWeightDecay(weightDecay);
            double loss = HeadTraining.fit(HeadKind.POINT, FIT, CHOOSE, one, Seeds.of(1))
                    .loss();
            assertTrue(best.loss() <= loss, "weight decay " + weightDecay);
        }
        assertEquals(0, best.weightDecay().orElseThrow(), "300 at this rate forgets faster than it learns");
    }

    @Test
    void settings_that_cannot_train_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> new HeadSettings(0, List.of(1.0), 1e-2, 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new HeadSettings(1, List.of(), 1e-2, 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new HeadSettings(1, List.of(-1.0), 1e-2, 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new HeadSettings(1, List.of(1.0), 0, 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new HeadSettings(1, List.of(1.0), 1e-2, 1, 1, 1, 0));
    }

    @Test
    void examples_that_contradict_themselves_are_refused() {
        float[][] x = {{1}, {2}};
        int[] two = {2, 2};
        assertThrows(IllegalArgumentException.class, () -> Examples.ofCounts(x, new int[] {2}, two));
        assertThrows(IllegalArgumentException.class, () -> Examples.ofCounts(x, two, new int[] {1, 3}));
        assertThrows(IllegalArgumentException.class, () -> Examples.ofCounts(x, new int[] {0, 1}, new int[] {0, 0}));
        assertThrows(IllegalArgumentException.class, () -> Examples.ofCounts(new float[][] {{1}, {1, 2}}, two, two));
    }

    @Test
    void a_handful_of_queries_gives_a_constant_head() {
        Examples few = FIT.subset(new int[] {0, 1, 2});
        FittedHead fitted = HeadTraining.fit(HeadKind.BETA_BINOMIAL, few, few, HeadSettings.DEFAULT, Seeds.of(1));
        assertTrue(fitted.isConstant());
        assertEquals(fitted.constantLoss(), fitted.loss(), 0);
        assertEquals(fitted.head().score(FIT.features(0)), fitted.head().score(FIT.features(1)), 0);
    }

    @Test
    void queries_that_always_or_never_succeed_leave_everything_finite() {
        HeadSettings tiny = new HeadSettings(4, List.of(1.0), 1e-2, 256, 15, 5, 1);
        for (int successes : new int[] {0, 8}) {
            int[] samples = IntStream.generate(() -> 8).limit(40).toArray();
            int[] all = IntStream.generate(() -> successes).limit(40).toArray();
            Examples same = Examples.ofCounts(Arrays.copyOf(FIT.features(), 40), samples, all);
            for (HeadKind kind : List.of(HeadKind.BETA_BINOMIAL, HeadKind.POINT)) {
                double score = HeadTraining.fit(kind, same, same, tiny, Seeds.of(1))
                        .head()
                        .score(FIT.features(50));
                assertEquals(successes / 8.0, score, .05);
            }
        }
    }

    @Test
    void features_that_never_vary_are_ignored() {
        float[][] widened = Arrays.stream(FIT.features())
                .map(x -> {
                    float[] y = Arrays.copyOf(x, x.length + 1);
                    y[x.length] = .1f;
                    return y;
                })
                .toArray(float[][]::new);
        float[] z = Standardisation.of(widened).apply(widened);
        int width = widened[0].length;
        assertEquals(0, z[width - 1], 0);
        double[] column =
                IntStream.range(0, FIT.size()).mapToDouble(i -> z[i * width]).toArray();
        assertEquals(0, Arrays.stream(column).average().orElseThrow(), 1e-5);
        assertEquals(1, Arrays.stream(column).map(v -> v * v).average().orElseThrow(), 1e-4);
    }

    @Test
    void shuffled_examples_keep_features_and_move_labels() {
        int[] order = rotation(FIT.size(), 1);
        Examples moved = FIT.withLabelsOf(order);
        assertArrayEquals(FIT.features(0), moved.features(0));
        assertEquals(FIT.successes(1), moved.successes(0));
    }

    private static int[] rotation(int n, int by) {
        return IntStream.range(0, n).map(i -> (i + by) % n).toArray();
    }

    private static double[] scores(DifficultyHead head, Examples examples) {
        return IntStream.range(0, examples.size())
                .mapToDouble(i -> head.score(examples.features(i)))
                .toArray();
    }

    private static double[] rates(Examples examples) {
        return IntStream.range(0, examples.size()).mapToDouble(examples::rate).toArray();
    }
}
