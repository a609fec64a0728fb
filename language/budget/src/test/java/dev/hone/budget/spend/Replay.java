package dev.hone.budget.spend;

import dev.hone.core.Seeds;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Interval;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.ToDoubleFunction;

/** What a keeper did with a stream. */
final class Replay {
    private record UnderWay(Reservation reservation, double cost) {}

    private final double[] quality;
    private final double[] cost;
    private final int refused;
    private final double worstPrefix;
    private final SpendState end;

    private Replay(double[] quality, double[] cost, int refused, double worstPrefix, SpendState end) {
        this.quality = quality;
        this.cost = cost;
        this.refused = refused;
        this.worstPrefix = worstPrefix;
        this.end = end;
    }

    /** Offers the stream to a new keeper, settling calls in order, with as many under way as the drift says. */
    static Replay of(List<Arrival> stream, SpendRule rule, Traffic.Drift drift) {
        SpendKeeper keeper = new SpendKeeper(rule);
        Queue<UnderWay> underWay = new ArrayDeque<>();
        double[] quality = new double[stream.size()];
        double[] cost = new double[stream.size()];
        int refused = 0;
        double worst = 0;
        for (int i = 0; i < stream.size(); i++) {
            while (underWay.size() >= drift.underWay(i)) {
                settle(underWay.remove());
            }
            Arrival arrival = stream.get(i);
            Optional<Reservation> reservation = keeper.reserve(arrival.actions());
            if (reservation.isPresent()) {
                int choice = reservation.get().choice();
                quality[i] = arrival.quality()[choice];
                cost[i] = arrival.drawn()[choice];
                underWay.add(new UnderWay(reservation.get(), cost[i]));
            } else {
                refused++;
            }
            if (i >= 200) {
                worst = Math.max(worst, keeper.snapshot().mean() / rule.budget());
            }
        }
        underWay.forEach(Replay::settle);
        return new Replay(quality, cost, refused, worst, keeper.snapshot());
    }

    private static void settle(UnderWay call) {
        call.reservation().settle(call.cost());
    }

    /** Requests that got no action; their quality is 0. */
    int refused() {
        return refused;
    }

    /** Largest running mean, calls under way at their worst case, over the budget, from request 201 on. */
    double worstPrefix() {
        return worstPrefix;
    }

    /** The keeper's last state. */
    SpendState end() {
        return end;
    }

    double totalCost() {
        return Arrays.stream(cost).sum();
    }

    double totalQuality() {
        return Arrays.stream(quality).sum();
    }

    /** Ratio of total quality to a plan's, with a bootstrap interval over queries. */
    Interval qualityRelativeTo(double[] plan, List<Arrival> stream, Seeds seeds) {
        return interval(stream, seeds, drawn -> sum(quality, drawn) / sum(plan, drawn));
    }

    /** Mean quality above the best fixed mix of two actions that costs as much, paired by request; interval over queries. */
    Interval gainOverUniform(List<Arrival> stream, Seeds seeds) {
        double[] uniform = Uniform.atEqualCost(stream, totalCost());
        return interval(stream, seeds, drawn -> (sum(quality, drawn) - sum(uniform, drawn)) / drawn.length);
    }

    private static Interval interval(List<Arrival> stream, Seeds seeds, ToDoubleFunction<int[]> statistic) {
        int[] queries = stream.stream().mapToInt(Arrival::query).toArray();
        return Bootstrap.grouped(seeds, queries, 500, statistic, .95);
    }

    private static double sum(double[] values, int[] indices) {
        double sum = 0;
        for (int i : indices) {
            sum += values[i];
        }
        return sum;
    }
}
