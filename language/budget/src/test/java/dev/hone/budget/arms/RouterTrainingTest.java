package dev.hone.budget.arms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.lm.TextFeatures;
import dev.hone.lm.format.Pool;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the guard may know. */
class RouterTrainingTest {
    private static final List<String> ARMS = List.of("small", "large");
    private static final int FOLD = 0;

    /** A pool in folds by group, with outcomes that may be others than it holds. */
    private static final class Bench {
        final ArmedQueries queries;
        final int[] group;
        final Cells cells;
        final int[] fitted;
        private final int[] prompt;
        private final Costs costs = Costs.of(CostUnit.SAMPLES, ARMS, Optional.empty());
        private final float[][] vectors;

        Bench(Pool pool, SplitKind split) {
            queries = ArmedQueries.of(pool, ARMS);
            prompt = SplitKind.SHUFFLED.numbers(queries.queries());
            group = SplitKind.GROUPS.numbers(queries.queries());
            var folds = split.folds(queries.queries(), 4, Seeds.of(3));
            cells = Cells.of(queries.queries(), folds, Seeds.of(4));
            fitted = IntStream.range(0, queries.size())
                    .filter(i -> cells.fold(cells.of()[i]) != FOLD)
                    .toArray();
            vectors = QueryVectors.of(new TextFeatures(), queries.queries());
        }

        Outcomes outcomes() {
            return Outcomes.of(queries, false);
        }

        Surroundings around(Outcomes outcomes) {
            return Surroundings.of(vectors, outcomes, prompt, group, new int[][] {cells.of()})[0];
        }

        double[][] cost() {
            return costs.measured(queries);
        }

        RouterTraining training(Outcomes outcomes) {
            return new RouterTraining(queries, outcomes, costs, cost(), fitted, Seeds.of(5));
        }

        HeadTrial trial(Outcomes outcomes) {
            return new HeadTrial(queries.queries(), outcomes, costs, cost(), Seeds.of(5));
        }

        List<RouterTraining.Turn> turns(Outcomes outcomes) {
            return training(outcomes).turns(around(outcomes), cells, FOLD);
        }

        /** The outcomes with those of some cell turned around: where a model was right it is wrong. */
        Outcomes turned(int cell) {
            double[][] rows =
                    Arrays.stream(outcomes().rows()).map(double[]::clone).toArray(double[][]::new);
            for (int i = 0; i < rows.length; i++) {
                if (cells.of()[i] == cell) {
                    rows[i] = new double[] {1 - rows[i][0], 1 - rows[i][1], 1 - rows[i][2]};
                }
            }
            return new Outcomes(rows, 2, false);
        }
    }

    private static void assertKnowsTheSame(HeldOut before, HeldOut after) {
        assertArrayEquals(before.queries(), after.queries());
        assertArrayEquals(before.means(), after.means(), 0);
        assertEquals(before.mix(), after.mix());
        for (int k = 0; k < before.around().length; k++) {
            for (int column = 0; column < before.means().length; column++) {
                assertEquals(
                        before.around()[k].mean(Neighbourhood.ALL, column, before.means()),
                        after.around()[k].mean(Neighbourhood.ALL, column, after.means()),
                        0);
            }
        }
    }

    @Test
    void what_a_head_is_tried_on_did_not_choose_it() {
        for (SplitKind split : SplitKind.values()) {
            Bench bench = new Bench(ArmPools.templates(20, true, 1), split);
            List<RouterTraining.Turn> before = bench.turns(bench.outcomes());
            int[] numbers = bench.cells.numbers(FOLD);
            assertTrue(numbers.length >= 4, () -> numbers.length + " cells");
            for (int t = 0; t < numbers.length; t++) {
                Outcomes turned = bench.turned(numbers[t]);
                RouterTraining.Turn was = before.get(t);
                RouterTraining.Turn is = bench.turns(turned).get(t);
                assertEquals(was.tried().mix(), is.tried().mix());
                assertArrayEquals(was.tried().means(), is.tried().means(), 0);
                for (int c = 0; c < was.choice().size(); c++) {
                    assertKnowsTheSame(was.choice().get(c), is.choice().get(c));
                }
                ArmHead head = bench.trial(bench.outcomes()).best(was.choice(), bench.group);
                assertEquals(head, bench.trial(turned).best(is.choice(), bench.group));
                assertNotEquals(
                        Arrays.stream(bench.trial(bench.outcomes()).gains(was.tried(), head))
                                .sum(),
                        Arrays.stream(bench.trial(turned).gains(is.tried(), head))
                                .sum());
            }
        }
    }

    @Test
    void the_fold_that_is_reported_teaches_and_chooses_nothing() {
        Bench bench = new Bench(ArmPools.templates(20, true, 1), SplitKind.GROUPS);
        int[] reported = bench.cells.numbers(1 + FOLD);
        Outcomes turned = bench.turned(reported[0]);
        assertEquals(FOLD, bench.cells.fold(reported[0]));
        Router before = bench.training(bench.outcomes()).fit(bench.around(bench.outcomes()), bench.cells, FOLD);
        Router after = bench.training(turned).fit(bench.around(turned), bench.cells, FOLD);
        assertEquals(before.known(), after.known());
        assertEquals(before.unseen(), after.unseen());
        assertEquals(before.mix(), after.mix());
        assertEquals(before.familiar(), after.familiar(), 0);
    }

    @Test
    void a_turn_is_known_by_other_groups_only() {
        for (SplitKind split : SplitKind.values()) {
            Bench bench = new Bench(ArmPools.templates(20, true, 1), split);
            int own = bench.group[bench.fitted[0]];
            double[][] rows =
                    Arrays.stream(bench.outcomes().rows()).map(double[]::clone).toArray(double[][]::new);
            for (int i = 0; i < rows.length; i++) {
                if (bench.group[i] == own) {
                    rows[i] = new double[] {7, 7, 7};
                }
            }
            Neighbourhood before = first(bench.turns(bench.outcomes()), bench.fitted[0]);
            Neighbourhood after = first(bench.turns(new Outcomes(rows, 2, false)), bench.fitted[0]);
            double[] none = {0, 0, 0};
            assertEquals(before.mean(0, 0, none), after.mean(0, 0, none), 0);
        }
    }

    private static Neighbourhood first(List<RouterTraining.Turn> turns, int query) {
        for (RouterTraining.Turn turn : turns) {
            for (int k = 0; k < turn.tried().queries().length; k++) {
                if (turn.tried().queries()[k] == query) {
                    return turn.tried().around()[k];
                }
            }
        }
        throw new AssertionError("query " + query + " is never tried");
    }

    @Test
    void with_few_folds_a_fold_is_cut_into_whole_groups_so_that_a_fit_can_still_be_tested() {
        ArmedQueries queries = ArmedQueries.of(ArmPools.templates(5, true, 1), ARMS);
        int[] group = SplitKind.GROUPS.numbers(queries.queries());
        for (int folds : new int[] {2, 3, 5}) {
            var made = SplitKind.GROUPS.folds(queries.queries(), folds, Seeds.of(1));
            Cells cells = Cells.of(queries.queries(), made, Seeds.of(2));
            for (int f = 0; f < made.size(); f++) {
                assertTrue(cells.numbers(f).length >= 4, "cells of a fit in " + folds + " folds");
                for (int i : made.get(f).report()) {
                    assertEquals(f, cells.fold(cells.of()[i]));
                }
            }
            for (int i = 1; i < group.length; i++) {
                assertTrue(group[i] != group[i - 1] || cells.of()[i] == cells.of()[i - 1], "a group in two cells");
            }
        }
        assertEquals(5, Cells.whole(queries.queries(), Seeds.of(1)).numbers(Cells.NO_FOLD).length);
    }

    @Test
    void chance_gains_nothing_however_many_heads_there_are_to_choose_from() {
        double sum = 0;
        int opened = 0;
        for (int seed = 1; seed <= 12; seed++) {
            Bench bench = new Bench(ArmPools.templates(20, false, seed), SplitKind.GROUPS);
            Regime unseen = bench.training(bench.outcomes())
                    .fit(bench.around(bench.outcomes()), bench.cells, FOLD)
                    .unseen();
            sum += unseen.gain().estimate();
            opened += unseen.gain().low() > 0 ? 1 : 0;
        }
        double mean = sum / 12;
        assertEquals(0, mean, .015);
        assertFalse(opened > 3, opened + " of 12 tests found a gain in chance");
    }
}
