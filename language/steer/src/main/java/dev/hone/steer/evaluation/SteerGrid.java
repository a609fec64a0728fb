package dev.hone.steer.evaluation;

import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.run.Run;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.reward.Reward;
import dev.hone.steer.Weighted;
import dev.hone.steer.decode.TiltSettings;
import dev.hone.transformer.generate.LocalModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two values at all pairs of some weights, beside the best of the frozen model's samples by a weighted sum of the two rewards: whether
 * each weight turns its own reward, and what front the pairs make.
 */
public final class SteerGrid {
    private static final int RESAMPLES = 2000;
    private static final double[] SHARES = {0, 0.25, 0.5, 0.75, 1};

    private final List<Query> prompts;
    private final Reward first;
    private final Reward second;
    private final int maxTokens;
    private final DrawStore store;
    private final Seeds seeds;

    /** @param run keeps what is drawn */
    public SteerGrid(
            LocalModel model,
            List<Query> prompts,
            Reward first,
            Reward second,
            SamplingOptions options,
            Run run,
            Listener listener) {
        this.prompts = List.copyOf(prompts);
        this.first = first;
        this.second = second;
        seeds = run.seeds();
        maxTokens = options.maxTokens();
        store = new DrawStore(model, prompts, options, seeds, run.items("draws"), listener);
    }

    /**
     * What was measured.
     *
     * @param cells by the first weight, then the second
     * @param firstRise of the first reward with the first weight
     * @param secondRise of the second with the second
     * @param front of the frozen model's samples
     */
    public record Result(List<GridCell> cells, GridRise firstRise, GridRise secondRise, List<FrontRow> front) {
        public Result {
            cells = List.copyOf(cells);
            front = List.copyOf(front);
        }
    }

    /**
     * Draws and measures.
     *
     * @param values two, whose own weights are left aside
     * @param weights rising, at least two
     * @param n samples of each pair and prompt
     * @param best of how many of the frozen model's samples; those above their number are left out
     */
    public Result measure(
            List<Weighted> values,
            List<Double> weights,
            TiltSettings settings,
            int n,
            BaseSamples base,
            List<Integer> best) {
        List<Draws> frozen = base.draws(store, prompts, maxTokens);
        double[][] firstGrades = Scale.grades(first, prompts, frozen);
        double[][] secondGrades = Scale.grades(second, prompts, frozen);
        Scale firstScale = Scale.of(firstGrades, first.name());
        Scale secondScale = Scale.of(secondGrades, second.name());
        int size = weights.size();
        double[][][] firstLines = new double[size][size][]; // [second weight][first weight][prompt]
        double[][][] secondLines = new double[size][size][]; // [first weight][second weight][prompt]
        List<GridCell> cells = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                List<Draws> draws = store.draw(policy(values, weights.get(i), weights.get(j), settings), n);
                firstLines[j][i] = means(firstScale.scaled(Scale.grades(first, prompts, draws)));
                secondLines[i][j] = means(secondScale.scaled(Scale.grades(second, prompts, draws)));
                cells.add(new GridCell(
                        weights.get(i),
                        weights.get(j),
                        Bootstrap.mean(seeds.child("first"), firstLines[j][i], RESAMPLES, 0.95),
                        Bootstrap.mean(seeds.child("second"), secondLines[i][j], RESAMPLES, 0.95),
                        mean(draws.stream()
                                .flatMapToDouble(drawn -> Arrays.stream(drawn.divergence()))
                                .toArray()),
                        mean(draws.stream()
                                .flatMapToDouble(drawn -> Arrays.stream(drawn.lengths()))
                                .toArray())));
            }
        }
        return new Result(
                cells,
                GridRise.of(firstLines, seeds.child("first rise")),
                GridRise.of(secondLines, seeds.child("second rise")),
                front(firstScale.scaled(firstGrades), secondScale.scaled(secondGrades), best));
    }

    private static Policy policy(List<Weighted> values, double first, double second, TiltSettings settings) {
        Weighted one = values.get(0);
        Weighted other = values.get(1);
        return Policy.steered(
                List.of(
                        new Weighted(one.name(), one.value(), first),
                        new Weighted(other.name(), other.value(), second)),
                settings,
                1);
    }

    private static List<FrontRow> front(double[][] first, double[][] second, List<Integer> best) {
        int least = Arrays.stream(first).mapToInt(row -> row.length).min().orElse(0);
        List<FrontRow> rows = new ArrayList<>();
        for (int m : best.stream().filter(m -> m <= least).toList()) {
            for (double share : SHARES) {
                double one = 0;
                double other = 0;
                for (int i = 0; i < first.length; i++) {
                    double[] sums = new double[first[i].length];
                    for (int k = 0; k < sums.length; k++) {
                        sums[k] = share * first[i][k] + (1 - share) * second[i][k];
                    }
                    BestOf chosen = new BestOf(sums, m);
                    one += chosen.mean(first[i]) / first.length;
                    other += chosen.mean(second[i]) / first.length;
                }
                rows.add(new FrontRow(m, share, one, other, BestOf.divergence(m)));
            }
        }
        return rows;
    }

    /** Of each row. */
    private static double[] means(double[][] rows) {
        return Arrays.stream(rows).mapToDouble(SteerGrid::mean).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
