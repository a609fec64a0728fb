package dev.hone.budget.arms;

import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** The plans of every policy for the report queries of one fold. */
final class FoldPlans {
    /** Orders in which ties are broken, so that a plan that can't tell queries apart is scored by its expectation. */
    private static final int ORDERS = 4;

    private final ArmedQueries queries;
    private final double[][] cost; // measured, of all queries
    private final Router router;
    private final int[] fitted;
    private final int[] report;
    private final Neighbourhood[] around; // of the report queries, without their fold
    private final double[] means;
    private final Seeds seeds;

    FoldPlans(
            ArmedQueries queries,
            double[][] cost,
            Router router,
            int[] fitted,
            int[] report,
            Neighbourhood[] around,
            Seeds seeds) {
        this.queries = queries;
        this.cost = cost;
        this.router = router;
        this.fitted = fitted;
        this.report = report;
        this.around = around;
        this.means = router.fitted().means();
        this.seeds = seeds;
    }

    void fill(Map<ArmPolicy, ArmCurve> curves) {
        List<String> arms = queries.arms();
        List<Forecast> learnt = forecasts(false);
        mix(curve(curves, ArmPolicy.RANDOM), share -> ends(share));
        mix(
                curve(curves, ArmPolicy.FIXED_MIX),
                share -> router.mix().at(router.mix().costAt(share)));
        plan(curve(curves, ArmPolicy.LENGTH), byLength());
        plan(curve(curves, ArmPolicy.LEARNT), Forecast.options(arms, learnt));
        plan(curve(curves, ArmPolicy.PLAN), Forecast.options(arms, forecasts(true)));
        cascade(curve(curves, ArmPolicy.CASCADE), learnt);
        plan(curve(curves, ArmPolicy.ORACLE), Options.arms(arms, queries.quality(report), rows(report)));
    }

    private static ArmCurve curve(Map<ArmPolicy, ArmCurve> curves, ArmPolicy policy) {
        return Objects.requireNonNull(curves.get(policy));
    }

    private List<Forecast> forecasts(boolean guarded) {
        return IntStream.range(0, report.length)
                .mapToObj(k -> router.forecast(queries.queries().get(report[k]), around[k], means, guarded))
                .toList();
    }

    private Options byLength() {
        List<Query> known =
                Arrays.stream(fitted).mapToObj(queries.queries()::get).toList();
        LengthRule rule = new LengthRule(known, queries.quality(fitted), rows(fitted));
        return rule.options(
                queries.arms(),
                Arrays.stream(report).mapToObj(queries.queries()::get).toList());
    }

    private double[][] rows(int[] chosen) {
        return Arrays.stream(chosen).mapToObj(i -> cost[i]).toArray(double[][]::new);
    }

    /** The cheapest arm and the best, by chance. */
    private double[] ends(double share) {
        double[] shares = new double[queries.arms().size()];
        shares[router.mix().cheapest()] += 1 - share;
        shares[router.mix().best()] += share;
        return shares;
    }

    private interface Mix {
        double[] at(double share);
    }

    /** Arms by chance: every query costs and gains its expectation. */
    private void mix(ArmCurve curve, Mix mix) {
        for (int step = 0; step <= ArmCurve.STEPS; step++) {
            double[] shares = mix.at(ArmCurve.share(step));
            for (int i : report) {
                for (int a = 0; a < shares.length; a++) {
                    curve.add(step, i, shares[a] * cost[i][a], shares[a] * queries.quality(i, a));
                }
            }
        }
    }

    /** The plans that options lead to. */
    private void plan(ArmCurve curve, Options options) {
        for (int k = 0; k < ORDERS; k++) {
            Batch batch = new Batch(options, seeds.child("ties").child(k));
            for (int step = 0; step <= ArmCurve.STEPS; step++) {
                int[] plan = batch.within(router.mix().costAt(ArmCurve.share(step)) * report.length);
                for (int i = 0; i < plan.length; i++) {
                    int arm = plan[i];
                    curve.add(step, report[i], cost[report[i]][arm] / ORDERS, queries.quality(report[i], arm) / ORDERS);
                }
            }
        }
    }

    /**
     * The cheapest arm answers every query once and its reward is seen; where it leaves most to gain, the best arm answers
     * too, and the better answer counts. The probe is paid for wherever it is drawn.
     */
    private void cascade(ArmCurve curve, List<Forecast> forecasts) {
        int weak = router.mix().cheapest();
        int strong = router.mix().best();
        double[][] expected = new double[report.length][2];
        double[][] spent = new double[report.length][2];
        double[] better = new double[report.length];
        for (int i = 0; i < report.length; i++) {
            double seen = queries.rewards(report[i], weak)[0];
            Forecast forecast = forecasts.get(i);
            expected[i] = new double[] {seen, Math.max(seen, forecast.reward()[strong])};
            double probe = cost[report[i]][weak];
            spent[i] = new double[] {probe, probe + (strong == weak ? 0 : forecast.cost()[strong])};
            better[i] = Arrays.stream(queries.rewards(report[i], strong))
                    .map(reward -> Math.max(reward, seen))
                    .average()
                    .orElse(seen);
        }
        Batch batch = new Batch(Options.arms(List.of("stop", "go on"), expected, spent), seeds.child("cascade"));
        for (int step = 0; step <= ArmCurve.STEPS; step++) {
            int[] plan = batch.within(router.mix().costAt(ArmCurve.share(step)) * report.length);
            for (int i = 0; i < plan.length; i++) {
                int query = report[i];
                boolean on = plan[i] == 1;
                double first = queries.rewards(query, weak)[0];
                curve.add(
                        step,
                        query,
                        cost[query][weak] + (on && strong != weak ? cost[query][strong] : 0),
                        on ? better[i] : first);
            }
        }
    }
}
