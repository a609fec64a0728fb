package dev.hone.budget.arms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sums by fold beside the loop over all pairs that they stand for; more queries than a block has rows. */
class SurroundingsTest {
    private static final int QUERIES = 700;
    private static final int FOLDS = 3;
    private static final double[] MEANS = {.5, .4, .3};

    private final RandomGenerator random = Seeds.of(1).generator();
    private final float[][] vectors = table(5);
    private final double[][] rows = Arrays.stream(table(3))
            .map(row -> new double[] {row[0], row[1], row[2]})
            .toArray(double[][]::new);
    private final int[] prompt = IntStream.range(0, QUERIES).map(i -> i / 2).toArray();
    private final int[] group = IntStream.range(0, QUERIES).map(i -> i / 14).toArray();
    private final int[][] foldOf = {folds(), folds()};
    private final Surroundings[] rounds = Surroundings.of(vectors, new Outcomes(rows, 2, false), prompt, group, foldOf);

    private float[][] table(int columns) {
        float[][] table = new float[QUERIES][columns];
        for (float[] row : table) {
            for (int c = 0; c < columns; c++) {
                row[c] = random.nextFloat();
            }
        }
        return table;
    }

    /** Equal prompts in one fold, as everywhere. */
    private int[] folds() {
        int[] of = IntStream.range(0, QUERIES).map(_ -> random.nextInt(FOLDS)).toArray();
        return IntStream.range(0, QUERIES).map(i -> of[i / 2]).toArray();
    }

    private interface Pairs {
        boolean take(int i, int j);
    }

    private Neighbourhood looped(int i, Pairs pairs) {
        Neighbourhood around = new Neighbourhood(3);
        for (int j = 0; j < QUERIES; j++) {
            if (pairs.take(i, j)) {
                double distance = 0;
                for (int k = 0; k < vectors[i].length; k++) {
                    distance += (vectors[i][k] - vectors[j][k]) * (vectors[i][k] - vectors[j][k]);
                }
                around.add((float) Math.exp(-distance / .4), rows[j]);
            }
        }
        return around;
    }

    private static void assertLike(Neighbourhood expected, Neighbourhood actual) {
        assertEquals(expected.nearest(), actual.nearest(), 1e-5);
        for (int width = 0; width <= Neighbourhood.ALL; width++) {
            for (int column = 0; column < MEANS.length; column++) {
                assertEquals(expected.mean(width, column, MEANS), actual.mean(width, column, MEANS), 1e-5);
            }
        }
    }

    @Test
    void what_a_fold_leaves_is_summed_as_by_a_loop_over_all_pairs() {
        int[] chosen = {0, 1, 350, 511, 512, 699};
        for (int r = 0; r < rounds.length; r++) {
            int[] fold = foldOf[r];
            for (int without = -1; without < FOLDS; without++) {
                int left = without;
                Neighbourhood[] all = rounds[r].all(chosen, cell -> cell != left);
                Neighbourhood[] others = rounds[r].otherGroups(chosen, cell -> cell != left);
                for (int k = 0; k < chosen.length; k++) {
                    assertLike(looped(chosen[k], (i, j) -> prompt[i] != prompt[j] && fold[j] != left), all[k]);
                    assertLike(
                            looped(
                                    chosen[k],
                                    (i, j) -> prompt[i] != prompt[j] && group[i] != group[j] && fold[j] != left),
                            others[k]);
                }
            }
        }
    }

    @Test
    void no_query_s_own_outcome_nor_its_fold_s_nor_its_group_s_is_in_what_surrounds_it() {
        double[][] changed = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
        for (int j = 0; j < QUERIES; j++) {
            if (foldOf[0][j] == foldOf[0][0] || group[j] == group[0]) {
                changed[j] = new double[] {100, 100, 100};
            }
        }
        Surroundings after = Surroundings.of(vectors, new Outcomes(changed, 2, false), prompt, group, foldOf)[0];
        int[] first = {0};
        int fold = foldOf[0][0];
        assertEquals(
                mean(rounds[0].otherGroups(first, cell -> cell != fold)),
                mean(after.otherGroups(first, cell -> cell != fold)),
                0);
        assertNotEquals(mean(rounds[0].all(first, cell -> cell != fold)), mean(after.all(first, cell -> cell != fold)));
    }

    private static double mean(Neighbourhood[] around) {
        return around[0].mean(0, 0, MEANS);
    }
}
