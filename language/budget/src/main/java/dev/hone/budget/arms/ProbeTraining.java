package dev.hone.budget.arms;

import dev.hone.core.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Learns whether and how weak answers tell where the strong arm pays. Nothing, one or two of them are tried on fitting queries that
 * were held out, at equal cost with probes paid for; more are drawn only where that gained more by over a standard error.
 */
final class ProbeTraining {
    private static final double[] SHARES = {0.25, 0.5, 0.75};

    private final ArmedQueries queries;
    private final double[][] cost; // measured, of all queries
    private final Router router;
    private final Probes probes;
    private final ProbePlans plans;
    private final int weak;
    private final int strong;
    private final Seeds seeds;

    ProbeTraining(ArmedQueries queries, double[][] cost, Router router, Probes probes, Seeds seeds) {
        this.queries = queries;
        this.cost = cost;
        this.router = router;
        this.probes = probes;
        this.plans = new ProbePlans(queries, cost, router, probes);
        this.weak = router.mix().cheapest();
        this.strong = router.mix().best();
        this.seeds = seeds;
    }

    /**
     * The rule for one kind of query.
     *
     * @param parts of the fitting queries, each known by the others alone: its own outcome, were it in its forecast, would be read
     *     back from there
     * @param labels of the pool's queries; what is alike in label counts once for the standard error
     */
    ProbeRule fit(Regime regime, List<HeldOut> parts, int[] labels) {
        if (weak == strong || weak != probes.arm() || parts.size() < 2) {
            return ProbeRule.NONE;
        }
        List<List<Forecast>> forecasts =
                parts.stream().map(part -> forecasts(regime, part)).toList();
        ProbeRule best = ProbeRule.NONE;
        List<double[]> worth = IntStream.range(0, parts.size())
                .mapToObj(p -> worth(unseen(parts.get(p), forecasts.get(p))))
                .toList();
        for (int m = 1; m <= probes.most() && affordable(m, parts); m++) {
            ProbeHead.Fitted fitted = fitted(m, parts, forecasts);
            List<double[]> tried = tried(m, parts, forecasts, fitted.heldOut());
            if (clearlyMore(tried, worth, parts, labels)) {
                best = new ProbeRule(m, Optional.of(fitted.head()));
                worth = tried;
            }
        }
        return best;
    }

    private List<Forecast> forecasts(Regime regime, HeldOut part) {
        return IntStream.range(0, part.queries().length)
                .mapToObj(k -> regime.supported()
                        ? router.forecast(
                                queries.queries().get(part.queries()[k]), regime, part.around()[k], part.means())
                        : new Forecast(
                                part.mix().qualities(),
                                part.mix().qualities(),
                                part.mix().costs()))
                .toList();
    }

    private static List<Probed> unseen(HeldOut part, List<Forecast> forecasts) {
        return IntStream.range(0, forecasts.size())
                .mapToObj(k -> Probed.unseen(part.queries()[k], forecasts.get(k)))
                .toList();
    }

    /** Whether probing everybody leaves anything to spend at the least share. */
    private boolean affordable(int m, List<HeldOut> parts) {
        double probe = parts.stream()
                .flatMapToInt(part -> Arrays.stream(part.queries()))
                .mapToDouble(i -> cost[i][weak])
                .average()
                .orElse(0);
        return m * probe < router.mix().costAt(SHARES[0]);
    }

    private ProbeHead.Fitted fitted(int m, List<HeldOut> parts, List<List<Forecast>> forecasts) {
        List<double[]> rows = new ArrayList<>();
        List<Double> targets = new ArrayList<>();
        List<Integer> part = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            int[] chosen = parts.get(p).queries();
            for (int k = 0; k < chosen.length; k++) {
                for (int order = 0; order < Probes.ORDERS; order++) {
                    rows.add(ProbeRule.row(
                            probes.traits(m, chosen[k], order), forecasts.get(p).get(k), weak, strong));
                    targets.add(queries.quality(chosen[k], strong) - probes.reward(chosen[k], order));
                    part.add(p);
                }
            }
        }
        return ProbeHead.fit(
                rows.toArray(double[][]::new),
                targets.stream().mapToDouble(Double::doubleValue).toArray(),
                part.stream().mapToInt(Integer::intValue).toArray(),
                parts.size());
    }

    private List<double[]> tried(int m, List<HeldOut> parts, List<List<Forecast>> forecasts, double[] gains) {
        List<double[]> tried = new ArrayList<>();
        int at = 0;
        for (int p = 0; p < parts.size(); p++) {
            List<Probed> batch = new ArrayList<>();
            for (int k = 0; k < parts.get(p).queries().length; k++) {
                double[] own = Arrays.copyOfRange(gains, at, at + Probes.ORDERS);
                batch.add(new Probed(parts.get(p).queries()[k], forecasts.get(p).get(k), m, own));
                at += Probes.ORDERS;
            }
            tried.add(worth(batch));
        }
        return tried;
    }

    /** Quality of each query less what the best fixed mix would buy for its cost, mean over the shares. [batch] */
    private double[] worth(List<Probed> batch) {
        double[] worth = new double[batch.size()];
        for (int order = 0; order < Probes.ORDERS; order++) {
            ProbePlans.Plans planned =
                    plans.of(batch, order, seeds.child("ties").child(order));
            for (double share : SHARES) {
                double price = router.mix().priceAt(router.mix().costAt(share));
                planned.score(
                        share,
                        (k, spent, quality) -> worth[k] += (quality - price * spent) / (SHARES.length * Probes.ORDERS));
            }
        }
        return worth;
    }

    private static boolean clearlyMore(List<double[]> tried, List<double[]> worth, List<HeldOut> parts, int[] labels) {
        double[] byLabel = new double[Arrays.stream(labels).max().orElse(0) + 1];
        for (int p = 0; p < parts.size(); p++) {
            for (int k = 0; k < tried.get(p).length; k++) {
                byLabel[labels[parts.get(p).queries()[k]]] += tried.get(p)[k] - worth.get(p)[k];
            }
        }
        double more = Arrays.stream(byLabel).sum();
        return more > Math.sqrt(Arrays.stream(byLabel).map(sum -> sum * sum).sum());
    }
}
