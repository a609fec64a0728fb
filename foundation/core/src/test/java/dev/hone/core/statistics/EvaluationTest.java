package dev.hone.core.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final double ABSENT = Double.NaN;
    private static final Evaluation EVALUATION = Evaluation.of(Seeds.of(3));

    @Test
    void aMeanSaysWhatItRestsOnAndWhatIsMissing() {
        Mean mean = EVALUATION.mean(new double[] {1, ABSENT, 2, 3, ABSENT});
        assertEquals(3, mean.n());
        assertEquals(2, mean.absent());
        assertEquals(2, mean.value());
        assertEquals(1, mean.sd());
        assertEquals(1 / Math.sqrt(3), mean.standardError(), 1e-15);
        assertTrue(mean.interval().contains(2));
    }

    @Test
    void absentValuesDoNotChangeWhatTheOthersSay() {
        assertEquals(
                EVALUATION.mean(new double[] {4, 1, 2, 2}).interval(),
                EVALUATION.mean(new double[] {4, ABSENT, 1, 2, 2}).interval());
    }

    @Test
    void aMeanOfNothingIsUndefined() {
        Mean mean = EVALUATION.mean(new double[] {ABSENT});
        assertEquals(0, mean.n());
        assertEquals(1, mean.absent());
        assertFalse(mean.interval().isDefined());
        assertEquals(Double.NaN, mean.sd());
    }

    @Test
    void aComparisonCountsEveryPairOnce() {
        double[] a = {1, 0, 1, 1, ABSENT, 0, Double.POSITIVE_INFINITY};
        double[] b = {0, 1, 1, 0, 1, ABSENT, Double.POSITIVE_INFINITY};
        PairedComparison comparison = EVALUATION.paired(a, b);
        assertEquals(5, comparison.n());
        assertEquals(2, comparison.absent());
        assertEquals(2, comparison.wins());
        assertEquals(1, comparison.losses());
        assertEquals(2, comparison.ties());
        assertEquals(0.2, comparison.difference().estimate(), 1e-15);
    }

    @Test
    void pairingSeesASmallDifferenceThatTwoMeansCannot() {
        Seeds seeds = Seeds.of(9);
        double[] a = new double[200];
        double[] b = new double[200];
        for (int i = 0; i < a.length; i++) {
            double hard = 10 * seeds.uniform(i);
            a[i] = hard + 0.3 + 0.5 * seeds.child("a").uniform(i);
            b[i] = hard + 0.5 * seeds.child("b").uniform(i);
        }
        PairedComparison comparison = EVALUATION.paired(a, b);
        assertTrue(comparison.isClear());
        assertEquals(
                comparison.meanA() - comparison.meanB(), comparison.difference().estimate(), 1e-12);
        assertTrue(EVALUATION.mean(a).interval().low()
                < EVALUATION.mean(b).interval().high());
        PairedComparison reversed = EVALUATION.paired(b, a);
        assertEquals(comparison.wins(), reversed.losses());
        assertEquals(-comparison.difference().high(), reversed.difference().low(), 0.02);
    }

    @Test
    void equalSidesAreNotClear() {
        double[] a = {1, 2, 3};
        assertFalse(EVALUATION.paired(a, a).isClear());
        assertEquals(3, EVALUATION.paired(a, a).ties());
        assertFalse(EVALUATION.paired(new double[0], new double[0]).isClear());
    }

    @Test
    void statisticsOfItemsAndGroupsUseTheSameSettings() {
        double[] values = {3, 1, 4, 1, 5, 9, 2, 6};
        int[] each = {0, 1, 2, 3, 4, 5, 6, 7};
        Interval ofItems = EVALUATION.statistic(8, drawn -> sum(values, drawn));
        assertEquals(31, ofItems.estimate());
        assertEquals(ofItems, EVALUATION.statistic(each, drawn -> sum(values, drawn)));
        assertEquals(0.95, EVALUATION.rate(3, 10).confidence());
        assertEquals(Rate.of(3, 10), EVALUATION.rate(3, 10));
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Evaluation(Seeds.of(1), 99, 0.95));
        assertThrows(IllegalArgumentException.class, () -> new Evaluation(Seeds.of(1), 100, 1));
        assertThrows(IllegalArgumentException.class, () -> EVALUATION.paired(new double[2], new double[3]));
    }

    private static double sum(double[] values, int[] drawn) {
        return Arrays.stream(drawn).mapToDouble(i -> values[i]).sum();
    }
}
