package dev.hone.budget.evidence;

import dev.hone.budget.evaluation.Fold;
import dev.hone.budget.evaluation.Guard;
import dev.hone.budget.evaluation.PlanCurve;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.evaluation.PolicyFamily;
import dev.hone.budget.evaluation.Row;
import dev.hone.budget.evaluation.Trial;
import dev.hone.core.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * {@code logistic}: a batch's budget shared by what samples show without a reward, which only chooses at the end. Where its guard
 * does not support that, every query gets the same.
 */
public final class Logistic implements PolicyFamily {
    @Override
    public Result on(Trial trial) {
        if (trial.samples() < 2 || !GuardedLogistic.teaches(trial.queries())) {
            return Result.NOTHING;
        }
        Orders orders = Orders.of(trial.queries(), Orders.COUNT, trial.seeds().child("orders"));
        Prefixes prefixes = Prefixes.of(trial.queries(), orders);
        SampleViews views = SampleViews.of(trial.queries());
        Replay replay = new Replay(prefixes);
        PlanCurve uniform = trial.fineCurve();
        replay.uniform(uniform, trial.reported(), trial.places(trial.reported()));
        List<PlanCurve> curves = new ArrayList<>();
        List<Guard> guards = new ArrayList<>();
        for (int way = 0; way < trial.ways().size(); way++) {
            PlanCurve curve = trial.fineCurve();
            for (int f = 0; f < trial.ways().get(way).size(); f++) {
                Fold fold = trial.ways().get(way).get(f);
                Seeds own = trial.seeds().child("logistic").child(way).child(f);
                Optional<GuardedLogistic> learnt =
                        GuardedLogistic.on(trial.queries(), fold, views, orders, prefixes, own);
                int[] reported = trial.reported(fold);
                int[] places = trial.places(reported);
                learnt.ifPresent(l -> replay.shared(
                        curve, reported, places, trial.samples(), l.worth(views, orders, reported, trial.samples())));
                Guard guard = learnt.map(GuardedLogistic::guard).orElse(Guard.closed());
                replay.uniform(curve, reported, places, mean -> !guard.supports(mean, 1), _ -> false);
                guards.add(guard);
            }
            curves.add(curve);
        }
        List<Row> rows = trial.rows(Policy.LOGISTIC, curves, uniform);
        SequencedMap<Policy, List<PlanCurve>> drawn = new LinkedHashMap<>();
        drawn.put(Policy.LOGISTIC, curves);
        return new Result(rows, drawn, findings(rows, guards));
    }

    private static List<String> findings(List<Row> rows, List<Guard> guards) {
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            if (row.budget() > 1) {
                long open = guards.stream()
                        .filter(guard -> guard.supports(row.budget(), 1))
                        .count();
                lines.add(String.format(
                        Locale.ROOT,
                        "%s at %d samples per query: with no reward until the end, going on by what samples show of themselves"
                                + " needs %.2f [%.2f, %.2f] of uniform sampling's samples (supported in %d of %d fits).",
                        row.ratio().high() < 1 ? "Saving" : "No saving here",
                        row.budget(),
                        row.ratio().estimate(),
                        row.ratio().low(),
                        row.ratio().high(),
                        open,
                        guards.size()));
            }
        }
        return lines;
    }
}
