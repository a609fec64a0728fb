package dev.hone.budget.evidence;

import dev.hone.budget.allocation.Gains;
import dev.hone.budget.evaluation.Fold;
import dev.hone.budget.evaluation.Guard;
import dev.hone.budget.evaluation.PlanCurve;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.evaluation.PolicyFamily;
import dev.hone.budget.evaluation.Row;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.evaluation.Trial;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import dev.hone.lm.SampleFeatures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.IntPredicate;

/**
 * {@code replan}: a first sample where the query alone promises enough, then a plan for the rest by what that sample shows, never by
 * its reward ({@link Replanning}). Where the guard does not support it, the plan by the query alone stands.
 */
public final class Replan implements PolicyFamily {
    private final Optional<SampleFeatures> samples;
    private final Optional<Replanning> learnt;

    /**
     * @param samples how samples are seen; absent: they are not
     * @param learnt on the trial's only fold; absent: it is learnt in every fold
     */
    public Replan(Optional<SampleFeatures> samples, Optional<Replanning> learnt) {
        this.samples = samples;
        this.learnt = learnt;
    }

    @Override
    public Result on(Trial trial) {
        if (!trial.queries().isBinary() || trial.trained().isEmpty() || trial.samples() < 2) {
            return Result.NOTHING;
        }
        Optional<String> obstacle = Replanning.obstacle(trial.queries(), samples);
        if (obstacle.isPresent()) {
            return new Result(List.of(), new LinkedHashMap<>(), List.of(obstacle.get()));
        }
        List<PlanCurve> curves = new ArrayList<>();
        for (int way = 0; way < trial.ways().size(); way++) {
            PlanCurve curve = trial.curve();
            for (int f = 0; f < trial.ways().get(way).size(); f++) {
                Fold fold = trial.ways().get(way).get(f);
                Trained trained = trial.trained().get(way).get(f);
                Seeds own = trial.seeds().child("replan").child(way).child(f);
                Optional<Replanning> used = learnt.isPresent()
                        ? learnt
                        : Replanning.on(
                                trial.queries(),
                                trial.features(),
                                samples.orElseThrow(),
                                fold,
                                trained,
                                trial.head(),
                                own);
                used.ifPresent(again -> fill(curve, trial, fold, trained, again, own));
                Optional<Guard> guard = used.map(Replanning::guard);
                standWhere(
                        mean -> mean == 0
                                || guard.filter(g -> g.supports(mean, trial.floor()))
                                        .isEmpty(),
                        curve,
                        trial.of(Policy.PLAN).get(way),
                        trial.places(trial.reported(fold)));
            }
            curves.add(curve);
        }
        List<Row> rows = trial.rows(Policy.REPLAN, curves, trial.uniform());
        SequencedMap<Policy, List<PlanCurve>> drawn = new LinkedHashMap<>();
        drawn.put(Policy.REPLAN, curves);
        return new Result(rows, drawn, findings(rows, trial, curves));
    }

    private void fill(PlanCurve curve, Trial trial, Fold fold, Trained trained, Replanning again, Seeds seeds) {
        int[] reported = trial.reported(fold);
        FirstSamples first = FirstSamples.of(
                trial.queries(), reported, Replanning.REPLAYS, samples.orElseThrow(), seeds.child("report"));
        Gains before = ReplanGuard.before(trained, trial.features(), reported, trial.cap());
        Gains after = again.after(first, trial.features(), trial.cap());
        new ReplanReplay(trial.queries(), first, before, after).fill(curve, trial.places(reported), trial.floor());
    }

    /** The plan by the query alone, at some mean budgets. */
    private static void standWhere(IntPredicate means, PlanCurve curve, PlanCurve plan, int[] places) {
        for (int mean = curve.first(); mean <= curve.last(); mean++) {
            if (means.test(mean)) {
                for (int place : places) {
                    curve.set(mean, place, plan.budget(mean, place), plan.quality(mean, place));
                }
            }
        }
    }

    private static List<String> findings(List<Row> rows, Trial trial, List<PlanCurve> curves) {
        PlanCurve uniform = trial.uniform();
        List<Interval> planned = trial.difference(curves, trial.of(Policy.BETA_BINOMIAL), uniform);
        List<Interval> streamed = trial.difference(curves, trial.of(Policy.STREAM), uniform);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (row.budget() > 1) {
                lines.add(String.format(
                        Locale.ROOT,
                        "Without a reward, at %d samples per query: planning again after the first sample needs %.2f [%.2f, %.2f] of"
                                + " uniform sampling's samples, %s beside the plan by the query alone, %s beside stream.",
                        row.budget(),
                        row.ratio().estimate(),
                        row.ratio().low(),
                        row.ratio().high(),
                        signed(planned.get(i)),
                        signed(streamed.get(i))));
            }
        }
        return lines;
    }

    private static String signed(Interval difference) {
        return String.format(
                Locale.ROOT, "%+.3f [%+.3f, %+.3f]", difference.estimate(), difference.low(), difference.high());
    }
}
