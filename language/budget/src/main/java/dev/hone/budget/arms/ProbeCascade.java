package dev.hone.budget.arms;

import dev.hone.core.Seeds;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A cheap arm's answer is looked at, and where its look calls for it the best arm is asked instead. No reward is seen. Each kind of
 * query has a rule of its own, as in routing, and is decided by the query alone where held-out queries support no probe.
 */
final class ProbeCascade {
    private final ArmedQueries queries;
    private final Router router;
    private final Probes probes;
    private final ProbePlans plans;
    private final ProbeRule known;
    private final ProbeRule unseen;
    private final Seeds seeds;

    private ProbeCascade(
            ArmedQueries queries,
            double[][] cost,
            Router router,
            Probes probes,
            ProbeRule known,
            ProbeRule unseen,
            Seeds seeds) {
        this.queries = queries;
        this.router = router;
        this.probes = probes;
        this.plans = new ProbePlans(queries, cost, router, probes);
        this.known = known;
        this.unseen = unseen;
        this.seeds = seeds;
    }

    /**
     * Learns from fitting queries.
     *
     * @param cost measured, of all queries [all queries][arms]
     * @param known parts of them, each query known by all others
     * @param unseen parts of them, each query known by other groups
     */
    static ProbeCascade fit(
            ArmedQueries queries,
            double[][] cost,
            Router router,
            Probes probes,
            List<HeldOut> known,
            List<HeldOut> unseen,
            Seeds seeds) {
        ProbeTraining training = new ProbeTraining(queries, cost, router, probes, seeds.child("train"));
        int[] prompt = SplitKind.SHUFFLED.numbers(queries.queries());
        int[] group = SplitKind.GROUPS.numbers(queries.queries());
        return new ProbeCascade(
                queries,
                cost,
                router,
                probes,
                training.fit(router.known(), known, prompt),
                // with too few groups to try a router on, there are too few to try probes on
                router.unseen().gain().isDefined() ? training.fit(router.unseen(), unseen, group) : ProbeRule.NONE,
                seeds);
    }

    /** Adds the plans for some queries. */
    void fill(ArmCurve curve, int[] report, Neighbourhood[] around) {
        int weak = router.mix().cheapest();
        int strong = router.mix().best();
        double[] means = router.fitted().means();
        List<Probed> batch = IntStream.range(0, report.length)
                .mapToObj(k -> {
                    ProbeRule rule = router.knows(around[k]) ? known : unseen;
                    boolean guarded = rule.probes() == 0;
                    Forecast forecast = router.forecast(queries.queries().get(report[k]), around[k], means, guarded);
                    return rule.see(report[k], forecast, probes, weak, strong);
                })
                .toList();
        for (int order = 0; order < Probes.ORDERS; order++) {
            ProbePlans.Plans planned =
                    plans.of(batch, order, seeds.child("ties").child(order));
            for (int step = 0; step <= ArmCurve.STEPS; step++) {
                int at = step;
                planned.score(
                        ArmCurve.share(step),
                        (k, spent, quality) ->
                                curve.add(at, report[k], spent / Probes.ORDERS, quality / Probes.ORDERS));
            }
        }
    }
}
