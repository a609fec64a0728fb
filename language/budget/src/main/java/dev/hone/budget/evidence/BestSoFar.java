package dev.hone.budget.evidence;

import dev.hone.budget.evaluation.Fold;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.PlanCurve;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.evaluation.PolicyFamily;
import dev.hone.budget.evaluation.Row;
import dev.hone.budget.evaluation.Trial;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Where the reward is at hand while sampling: {@code best-so-far} shares a batch's budget by {@link BestSoFarTable},
 * {@code best-so-far-price} is its streaming form, and for real-valued rewards {@code adabon} stands beside them. At budgets that
 * the guard does not support both do the same for every query; with 0/1 rewards they still stop at a success.
 */
public final class BestSoFar implements PolicyFamily {
    private final BiFunction<GradedQueries, Orders, Prefixes> scored;

    /** Where answers are as good as their rewards say. */
    public BestSoFar() {
        this(Prefixes::of);
    }

    /** @param scored how answers are scored, for example by judges that the rule does not see */
    BestSoFar(BiFunction<GradedQueries, Orders, Prefixes> scored) {
        this.scored = scored;
    }

    /** One fold of one way of folding. */
    private record Part(int way, Fold fold, SampleEvidence learnt) {}

    @Override
    public Result on(Trial trial) {
        if (trial.samples() < 2) {
            return Result.NOTHING;
        }
        Orders orders = Orders.of(trial.queries(), Orders.COUNT, trial.seeds().child("orders"));
        Prefixes prefixes = scored.apply(trial.queries(), orders);
        Replay replay = new Replay(prefixes);
        List<Part> parts = parts(trial, orders);
        PlanCurve uniform = trial.fineCurve();
        replay.uniform(uniform, trial.reported(), trial.places(trial.reported()));
        List<PlanCurve> shared = curves(trial);
        List<PlanCurve> priced = curves(trial);
        parts.parallelStream().forEach(part -> {
            int[] reported = trial.reported(part.fold());
            int[] places = trial.places(reported);
            replay.shared(
                    shared.get(part.way()),
                    reported,
                    places,
                    trial.samples(),
                    part.learnt().worth(prefixes));
            fallBack(replay, part.learnt(), shared.get(part.way()), reported, places);
            Seeds chance = trial.seeds().child("price").child(part.way());
            replay.alone(
                    priced.get(part.way()),
                    reported,
                    places,
                    (mean, query, order) -> stop(
                            part.learnt(),
                            prefixes,
                            mean,
                            query,
                            order,
                            trial.samples(),
                            chance.child(trial.queries().query(query).id()).uniform(order)));
            fallBack(replay, part.learnt(), priced.get(part.way()), reported, places);
        });
        List<Row> rows = new ArrayList<>(trial.rows(Policy.BEST_SO_FAR, shared, uniform));
        rows.addAll(trial.rows(Policy.BEST_SO_FAR_PRICE, priced, uniform));
        List<String> findings = findings(rows, parts);
        SequencedMap<Policy, List<PlanCurve>> curves = new LinkedHashMap<>();
        curves.put(Policy.BEST_SO_FAR, shared);
        if (!trial.queries().isBinary()) {
            PlanCurve adabon = trial.curve();
            for (Fold fold : trial.ways().getFirst()) {
                int[] reported = trial.reported(fold);
                Adabon.replay(adabon, reported, trial.places(reported), trial.queries(), orders, prefixes);
            }
            rows.addAll(trial.rows(Policy.ADABON, List.of(adabon), uniform));
        }
        return new Result(rows, curves, findings);
    }

    private static List<Part> parts(Trial trial, Orders orders) {
        record Place(int way, int fold) {}
        Prefixes seen = Prefixes.of(trial.queries(), orders);
        return IntStream.range(0, trial.ways().size())
                .boxed()
                .flatMap(way -> IntStream.range(0, trial.ways().get(way).size()).mapToObj(f -> new Place(way, f)))
                .parallel()
                .map(place -> {
                    Fold fold = trial.ways().get(place.way()).get(place.fold());
                    Seeds own = trial.seeds().child("guard").child(place.way()).child(place.fold());
                    return new Part(place.way(), fold, SampleEvidence.on(trial.queries(), fold, orders, seen, own));
                })
                .toList();
    }

    private static List<PlanCurve> curves(Trial trial) {
        return trial.ways().stream().map(_ -> trial.fineCurve()).toList();
    }

    /** Where a query that came by itself stops: at a sample that is not worth the mean budget's price, or at the cap. */
    private static int stop(
            SampleEvidence learnt, Prefixes prefixes, double mean, int query, int order, int cap, double chance) {
        if (mean < 1) {
            return chance < mean ? 1 : 0;
        }
        PriceRule.Step price = learnt.prices().at(mean);
        Worth worth = learnt.worth(prefixes);
        int drawn = 1;
        while (drawn < cap && price.draws(worth.of(query, order, drawn), chance)) {
            drawn++;
        }
        return drawn;
    }

    /** Where the guard does not support the rule: uniform sampling, which stops at a success where there is such a thing. */
    private static void fallBack(Replay replay, SampleEvidence learnt, PlanCurve curve, int[] queries, int[] places) {
        replay.uniform(
                curve,
                queries,
                places,
                mean -> mean > 0 && !learnt.guard().supports(mean),
                best -> learnt.binary() && best == 1);
    }

    private static List<String> findings(List<Row> rows, List<Part> parts) {
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            Interval ratio = row.ratio();
            boolean unknown = !Double.isFinite(ratio.estimate()); // better than the pool shows of uniform sampling
            if (row.policy() != Policy.BEST_SO_FAR || row.budget() < 2 || unknown) {
                continue;
            }
            long open = parts.stream()
                    .filter(part -> part.learnt().guard().supports(row.budget()))
                    .count();
            String used = parts.size() == 1
                    ? parts.getFirst().learnt().guard().reason(row.budget())
                    : "supported in " + open + " of " + parts.size() + " fits";
            lines.add(String.format(
                    Locale.ROOT,
                    "%s at %d samples per query: where the reward is at hand while sampling, sharing by the best so far needs"
                            + " %.2f [%.2f, %.2f] of uniform sampling's samples (%s).",
                    ratio.high() < 1 ? "Saving" : "No saving",
                    row.budget(),
                    ratio.estimate(),
                    ratio.low(),
                    ratio.high(),
                    used));
        }
        return lines;
    }
}
