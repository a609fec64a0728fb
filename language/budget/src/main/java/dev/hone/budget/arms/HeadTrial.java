package dev.hone.budget.arms;

import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Scores heads on queries that were held out, and chooses among heads by such scores. Not for several threads. */
final class HeadTrial {
    private static final double[] SHARES = {0.25, 0.5, 0.75};

    private final List<Query> queries;
    private final Outcomes outcomes;
    private final Costs costs;
    private final double[][] cost; // measured [queries][arms]
    private final Seeds seeds;
    private final IdentityHashMap<HeldOut, Map<ArmHead, double[]>> known = new IdentityHashMap<>();

    /**
     * A trial on a pool.
     *
     * @param cost measured [queries][arms]
     * @param seeds break ties
     */
    HeadTrial(List<Query> queries, Outcomes outcomes, Costs costs, double[][] cost, Seeds seeds) {
        this.queries = queries;
        this.outcomes = outcomes;
        this.costs = costs;
        this.cost = cost;
        this.seeds = seeds;
    }

    /**
     * The head to use, by what was held out: the average over all widths, unless another gains more than it by over a standard
     * error. Heads are much alike, and the best of a dozen is often so by luck; choosing less freely gains more.
     *
     * @param labels of the pool's queries; what is alike in label counts once for the standard error
     */
    ArmHead best(List<HeldOut> parts, int[] labels) {
        ArmHead usual = ArmHead.usual(outcomes.arms());
        List<ArmHead> others = new ArrayList<>(ArmHead.candidates(outcomes.arms()));
        others.add(new ArmHead(Target.SUCCESS, narrowest(parts)));
        others.remove(usual);
        List<double[]> usualGains =
                parts.stream().map(part -> gains(part, usual)).toList();
        ArmHead best = usual;
        double most = 0;
        for (ArmHead head : others) {
            double[] byLabel = new double[Arrays.stream(labels).max().orElse(0) + 1];
            for (int p = 0; p < usualGains.size(); p++) {
                double[] gains = gains(parts.get(p), head);
                for (int k = 0; k < gains.length; k++) {
                    byLabel[labels[parts.get(p).queries()[k]]] +=
                            gains[k] - usualGains.get(p)[k];
                }
            }
            double more = Arrays.stream(byLabel).sum();
            double error =
                    Math.sqrt(Arrays.stream(byLabel).map(sum -> sum * sum).sum());
            if (more > error && more > most) {
                most = more;
                best = head;
            }
        }
        return best;
    }

    /** For each arm the width of least squared error. */
    private List<Integer> narrowest(List<HeldOut> parts) {
        return IntStream.range(0, outcomes.arms())
                .mapToObj(arm -> IntStream.rangeClosed(0, Neighbourhood.ALL)
                        .boxed()
                        .min(Comparator.comparingDouble(width -> parts.stream()
                                .mapToDouble(part -> squaredError(part, arm, width))
                                .sum()))
                        .orElseThrow())
                .toList();
    }

    private double squaredError(HeldOut part, int arm, int width) {
        double sum = 0;
        for (int k = 0; k < part.queries().length; k++) {
            double error = part.around()[k].mean(width, arm, part.means()) - outcomes.rows()[part.queries()[k]][arm];
            sum += error * error;
        }
        return sum;
    }

    /**
     * What each query gains over the best fixed mix at equal cost, mean over the shares. A query that costs more than the mix
     * is charged what the mix would buy for the difference: else a resample of queries that happen to be sent to dear arms
     * would count as a gain. The mix was chosen elsewhere, as the head's knowledge was got elsewhere.
     *
     * @return [queries of the part]; remembered, and must be left alone
     */
    double[] gains(HeldOut part, ArmHead head) {
        return known.computeIfAbsent(part, _ -> new HashMap<>()).computeIfAbsent(head, _ -> measured(part, head));
    }

    private double[] measured(HeldOut part, ArmHead head) {
        int[] chosen = part.queries();
        List<Forecast> forecasts = new ArrayList<>(chosen.length);
        for (int k = 0; k < chosen.length; k++) {
            forecasts.add(forecast(part, k, head));
        }
        Batch batch = new Batch(Forecast.options(costs.arms(), forecasts), seeds.child("ties"));
        double[] gains = new double[chosen.length];
        for (double share : SHARES) {
            int[] plan = batch.within(part.mix().costAt(share) * chosen.length);
            double spent = IntStream.range(0, plan.length)
                    .mapToDouble(k -> cost[chosen[k]][plan[k]])
                    .average()
                    .orElse(Double.NaN);
            double[] mix = part.mix().at(spent);
            double price = part.mix().priceAt(spent);
            for (int k = 0; k < plan.length; k++) {
                int query = chosen[k];
                double quality = outcomes.rows()[query][plan[k]] - dot(mix, outcomes.rows()[query]);
                double more = cost[query][plan[k]] - dot(mix, cost[query]);
                gains[k] += (quality - price * more) / SHARES.length;
            }
        }
        return gains;
    }

    private Forecast forecast(HeldOut part, int place, ArmHead head) {
        Neighbourhood around = part.around()[place];
        double[] lengths = head.lengths(around, part.means(), outcomes);
        double[] expected = new double[outcomes.arms()];
        for (int a = 0; a < expected.length; a++) {
            expected[a] = costs.of(queries.get(part.queries()[place]), a, lengths[a]);
        }
        return new Forecast(head.quality(around, part.means(), outcomes), part.means(), expected);
    }

    private static double dot(double[] weights, double[] values) {
        double sum = 0;
        for (int a = 0; a < weights.length; a++) {
            sum += weights[a] * values[a];
        }
        return sum;
    }
}
