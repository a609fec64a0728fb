package dev.hone.budget.evidence;

import dev.hone.budget.allocation.Allocation;
import dev.hone.budget.allocation.Gains;
import dev.hone.budget.evaluation.Fold;
import dev.hone.budget.evaluation.PlanCurve;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.evaluation.PolicyFamily;
import dev.hone.budget.evaluation.Row;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.evaluation.Trial;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Evaluation;
import dev.hone.core.statistics.Interval;
import dev.hone.lm.Partition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * Where answers can be compared and nothing grades them at run time: {@code vote} is the majority of B samples, {@code
 * settled-vote} stops before B once the vote is settled. Quality is the reward of the chosen sample, on average over orders of the
 * pool's samples. {@code uniform} and {@code plan} are rows too: the same number for every query, and a plan by
 * {@link VoteCurves}, which is the same where no head is at hand or its guard does not allow it.
 */
public final class Votes implements PolicyFamily {
    private final Answers answers;

    /** @param answers of the pool that is tried */
    public Votes(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Result on(Trial trial) {
        Orders orders = Orders.of(trial.queries(), Orders.COUNT, trial.seeds().child("votes"));
        PlanCurve vote = replay(trial, orders, (_, _) -> false);
        PlanCurve exact = replay(trial, orders, Ballot::decided);
        PlanCurve settled = replay(trial, orders, Ballot::settled);
        List<Row> rows = new ArrayList<>(trial.capped(Policy.UNIFORM, vote));
        List<PlanCurve> plans = planned(trial, vote);
        List<Row> plan = trial.capped(Policy.PLAN, plans);
        rows.addAll(plan);
        List<Row> votes = trial.capped(Policy.VOTE, vote);
        rows.addAll(votes);
        List<Row> early = trial.capped(Policy.SETTLED_VOTE, settled);
        rows.addAll(early);
        SequencedMap<Policy, List<PlanCurve>> curves = new LinkedHashMap<>();
        curves.put(Policy.VOTE, List.of(vote));
        curves.put(Policy.SETTLED_VOTE, List.of(settled));
        List<String> findings = new ArrayList<>();
        for (int b = 0; b < trial.budgets().size(); b++) {
            if (trial.budgets().get(b) > 1) {
                findings.add(majority(trial, vote, trial.budgets().get(b)));
                if (!trial.trained().isEmpty()) {
                    findings.add(planning(plan.get(b), votes.get(b)));
                }
                findings.add(stopping(
                        early.get(b),
                        votes.get(b),
                        trial.capped(Policy.SETTLED_VOTE, exact).get(b)));
            }
        }
        return new Result(rows, curves, findings);
    }

    /** One curve a way of folding: by what votes add, where its guard allows, else the same for every query. */
    private List<PlanCurve> planned(Trial trial, PlanCurve vote) {
        if (trial.trained().isEmpty()) {
            return List.of(vote);
        }
        List<PlanCurve> plans = new ArrayList<>();
        for (int way = 0; way < trial.ways().size(); way++) {
            PlanCurve curve = trial.curve();
            for (int f = 0; f < trial.ways().get(way).size(); f++) {
                Fold fold = trial.ways().get(way).get(f);
                Trained trained = trial.trained().get(way).get(f);
                Seeds own = trial.seeds().child("plan").child(way).child(f);
                VoteCurves votes = VoteCurves.learn("", trial.queries(), trial.features(), fold, trained, answers, own);
                plan(curve, trial, fold, trained, votes, vote);
            }
            plans.add(curve);
        }
        return plans;
    }

    private static void plan(
            PlanCurve curve, Trial trial, Fold fold, Trained trained, VoteCurves votes, PlanCurve vote) {
        int[] reported = trial.reported(fold);
        int[] places = trial.places(reported);
        float[][] vectors =
                Arrays.stream(reported).mapToObj(i -> trial.features()[i]).toArray(float[][]::new);
        Gains gains = votes.gains(trained.planner().head(), vectors, curve.last());
        for (int mean = Math.max(1, curve.first()); mean <= curve.last(); mean++) {
            boolean supported = votes.guard().supports(mean, 1);
            int[] budgets = supported ? Allocation.greedy(gains, mean, 1) : new int[0];
            for (int i = 0; i < places.length; i++) {
                int samples = supported ? budgets[i] : mean;
                curve.set(mean, places[i], samples, vote.quality(samples, places[i]));
            }
        }
    }

    /** Draws votes up to every whole cap, or to where {@code stop} says of the ballot and the cap that it is enough. */
    private PlanCurve replay(Trial trial, Orders orders, BiPredicate<Ballot, Integer> stop) {
        PlanCurve curve = trial.curve();
        int[] queries = trial.reported();
        int[] places = trial.places(queries);
        IntStream.range(0, queries.length).parallel().forEach(i -> {
            double[] rewards = trial.queries().rewards(queries[i]);
            int[] numbers = answers.of(queries[i]);
            for (int cap = Math.max(1, curve.first()); cap <= curve.last(); cap++) {
                double samples = 0;
                double quality = 0;
                for (int k = 0; k < orders.count(); k++) {
                    int[] order = orders.of(queries[i], k);
                    Ballot ballot = new Ballot();
                    do {
                        ballot.add(numbers[order[ballot.drawn()]]);
                    } while (ballot.drawn() < cap && !stop.test(ballot, cap));
                    samples += ballot.drawn();
                    quality += rewards[order[ballot.chosen()]];
                }
                curve.set(cap, places[i], samples / orders.count(), quality / orders.count());
            }
        });
        return curve;
    }

    /** Whether voting helps at all, which it need not. */
    private static String majority(Trial trial, PlanCurve vote, int budget) {
        int[] queries = trial.reported();
        int[] clusters = Partition.clusterOf(
                Arrays.stream(queries).mapToObj(trial.queries()::query).toList());
        Interval gain = Evaluation.of(trial.seeds())
                .statistic(
                        clusters,
                        drawn -> IntStream.of(drawn)
                                .mapToDouble(i -> vote.quality(budget, i) - vote.quality(1, i))
                                .average()
                                .orElse(Double.NaN));
        double one = mean(vote, 1, queries.length);
        String verdict = gain.low() > 0
                ? "Voting helps"
                : gain.high() < 0 ? "Voting hurts here: one sample is better" : "Voting makes no clear difference";
        return String.format(
                Locale.ROOT,
                "%s: the majority of %d has quality %.3f, one sample %.3f; difference %+.3f [%+.3f, %+.3f].",
                verdict,
                budget,
                mean(vote, budget, queries.length),
                one,
                gain.estimate(),
                gain.low(),
                gain.high());
    }

    private static double mean(PlanCurve curve, int budget, int queries) {
        return IntStream.range(0, queries)
                .mapToDouble(i -> curve.quality(budget, i))
                .average()
                .orElse(Double.NaN);
    }

    private static String planning(Row plan, Row vote) {
        double gain = plan.quality().estimate() - vote.quality().estimate();
        return String.format(
                Locale.ROOT,
                "Planning by what votes add, where its guard allows, has quality %.3f at %d samples per query, %+.3f"
                        + " beside the same number for every query.",
                plan.quality().estimate(),
                plan.budget(),
                gain);
    }

    private static String stopping(Row settled, Row vote, Row exact) {
        return String.format(
                Locale.ROOT,
                "Stopping when no later vote can change the choice draws %.2f of %d samples and always chooses the"
                        + " same; the rule that is used draws %.2f, and its quality differs by %+.4f.",
                exact.ratio().estimate(),
                settled.budget(),
                settled.ratio().estimate(),
                settled.quality().estimate() - vote.quality().estimate());
    }
}
