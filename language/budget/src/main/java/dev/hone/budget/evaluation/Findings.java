package dev.hone.budget.evaluation;

import dev.hone.core.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in sentences what an evaluation found, what it can't find, and what would settle it. */
final class Findings {
    /** Fewer report queries than this leave the ratio open by a tenth or more. */
    private static final int FEW = 300;

    private static final String SAMPLE = "hone budget sample QUERIES --model MODEL --reward REWARD --n 64 --out POOL";

    private static final String RATES =
            "The predictor's loss on unseen queries is %.3f nats per sample; always predicting the mean gives %.3f, knowing"
                    + " every success rate %.3f. It tells rightly in %.0f %% whether a query is easier than the median.";

    private static final String REWARDS =
            "The predictor's pinball loss on unseen queries is %.3f, in the reward's unit; always predicting the same quantiles"
                    + " gives %.3f, knowing those of every query %.3f. It tells rightly in %.0f %% whether a query gains more"
                    + " from a second sample than the median.";

    private final BudgetEvaluation evaluation;
    private final List<Integer> budgets;
    private final double[] withFloor;

    /** @param withFloor ratios of the head by budget if every query must get a sample; empty: it must already */
    Findings(BudgetEvaluation evaluation, List<Integer> budgets, double[] withFloor) {
        this.evaluation = evaluation;
        this.budgets = budgets;
        this.withFloor = withFloor;
    }

    List<String> all() {
        List<String> lines = new ArrayList<>();
        lines.add(protocol(evaluation.protocol()));
        unscorable(evaluation.protocol()).ifPresent(lines::add);
        leftOut(evaluation.protocol()).ifPresent(lines::add);
        evaluation
                .intrinsic()
                .ifPresent(i -> lines.add(String.format(
                        Locale.ROOT,
                        evaluation.protocol().binary() ? RATES : REWARDS,
                        i.loss(),
                        i.meanLoss(),
                        i.entropyFloor(),
                        100 * i.medianAccuracy())));
        blind(evaluation.protocol()).ifPresent(lines::add);
        budgets.forEach(budget -> lines.add(saving(budget)));
        lines.addAll(limits());
        lines.addAll(size(evaluation.protocol()));
        if (withFloor.length > 0) {
            int last = budgets.size() - 1;
            evaluation
                    .row(evaluation.planner(), budgets.get(last))
                    .filter(row ->
                            !number(withFloor[last]).equals(number(row.ratio().estimate())))
                    .ifPresent(row -> lines.add(String.format(
                            Locale.ROOT,
                            "Giving every query at least one sample (--floor 1) makes the ratio %s %s instead of %s.",
                            at(budgets.get(last)),
                            number(withFloor[last]),
                            number(row.ratio().estimate()))));
        }
        return lines;
    }

    /** Who was scored, and who was not. */
    static List<String> scored(BudgetEvaluation.Protocol protocol) {
        List<String> lines = new ArrayList<>();
        lines.add(protocol(protocol));
        unscorable(protocol).ifPresent(lines::add);
        leftOut(protocol).ifPresent(lines::add);
        return lines;
    }

    static List<String> uniformOnly(BudgetEvaluation.Protocol protocol) {
        List<String> lines = scored(protocol);
        lines.add(
                protocol.binary()
                        ? "Every query gets the same number of samples."
                        : "There is one real-valued reward a query, which can't show what a second sample gains: every query"
                                + " gets the same number of samples, at least one.");
        lines.addAll(size(protocol));
        return lines;
    }

    private static String protocol(BudgetEvaluation.Protocol p) {
        if (p.fitted() == 0) {
            return String.format(
                    Locale.ROOT, "%d queries with at least %d graded samples each.", p.queries(), p.samples());
        }
        return p.folds() == 1
                ? String.format(
                        Locale.ROOT,
                        "Reported on %d queries with at least %d graded samples each; the predictor saw %d others.",
                        p.queries(),
                        p.samples(),
                        p.fitted())
                : String.format(
                        Locale.ROOT,
                        "Cross-fitted in %d folds, %s: each of %d queries with at least %d graded samples is reported by"
                                + " predictors that were fitted on about %d others.",
                        p.folds(),
                        p.rounds() == 1 ? "one way" : "mean of " + p.rounds() + " ways of folding",
                        p.queries(),
                        p.samples(),
                        p.fitted());
    }

    private static Optional<String> unscorable(BudgetEvaluation.Protocol p) {
        return p.unscorable().isEmpty()
                ? Optional.empty()
                : Optional.of("Not evaluated, for want of graded samples: budgets "
                        + String.join(
                                ", ",
                                p.unscorable().stream().map(String::valueOf).toList()) + ".");
    }

    private static Optional<String> leftOut(BudgetEvaluation.Protocol p) {
        if (p.leftOut().isEmpty()) {
            return Optional.empty();
        }
        int shown = Math.min(5, p.leftOut().size());
        String more = p.leftOut().size() > shown ? " and " + (p.leftOut().size() - shown) + " more" : "";
        return Optional.of(String.format(
                Locale.ROOT,
                "Left out, having fewer than %d graded samples: %s%s.",
                p.samples(),
                String.join(", ", p.leftOut().subList(0, shown)),
                more));
    }

    private static Optional<String> blind(BudgetEvaluation.Protocol p) {
        int fits = p.folds() * p.rounds();
        if (p.blind() == 0) {
            return Optional.empty();
        }
        String where = fits == 1 ? "" : String.format(Locale.ROOT, " in %d of %d fits", p.blind(), fits);
        return Optional.of("The features told nothing about difficulty that held on other queries" + where
                + "; there the predictor expects the same of every query, and its plan is uniform.");
    }

    private String saving(int budget) {
        Interval ratio =
                evaluation.row(evaluation.planner(), budget).map(Row::ratio).orElse(Interval.UNDEFINED);
        String early = evaluation
                .row(Policy.EARLY_STOP, budget)
                .map(row -> String.format(
                        Locale.ROOT,
                        " With a verifier at run time, stopping at the first success needs %s.",
                        number(row.ratio().estimate())))
                .orElse("");
        String plan = evaluation.guard().containsKey(budget)
                ? " A plan would be " + evaluation.guard().get(budget) + "."
                : "";
        String said;
        if (!ratio.isDefined()) {
            said = "No plan reaches uniform sampling's quality " + at(budget) + ".";
        } else if (ratio.high() < 1) {
            said = "For the quality of uniform sampling " + at(budget) + " the predictor's plan needs "
                    + interval(ratio) + " of its samples.";
        } else if (ratio.low() > 1) {
            said = "No saving here " + at(budget) + ": the predictor would cost more than uniform sampling, "
                    + interval(ratio) + ".";
        } else {
            said = "No saving here " + at(budget) + ": the predictor's plan needs " + interval(ratio)
                    + " of uniform sampling's samples.";
        }
        return said + early + plan;
    }

    /** What no predictor can win here. */
    private List<String> limits() {
        List<String> lines = new ArrayList<>();
        for (BudgetEvaluation.GainSpread gain : evaluation.gains()) {
            Optional<Row> oracle = evaluation.row(Policy.ORACLE, gain.budget());
            if (oracle.isEmpty() || !oracle.get().ratio().isDefined()) {
                continue;
            }
            lines.add(String.format(
                    Locale.ROOT,
                    "What a predictor can win: after %d sample%s the next one gains %.4f on average, give or take %.4f from"
                            + " query to query; an allocator that went by half of each query's samples, scored on"
                            + " the others, would need %s.",
                    gain.budget(),
                    gain.budget() == 1 ? "" : "s",
                    gain.mean(),
                    gain.deviation(),
                    interval(oracle.get().ratio())));
        }
        evaluation.besideOracle().stream()
                .filter(b -> b.budget() > 1 && Double.isFinite(b.share()))
                .forEach(b -> lines.add(String.format(
                        Locale.ROOT,
                        "On the half of the samples that scores the oracle, at %d: predictor %s, oracle %s, that is %.2f of"
                                + " its saving.",
                        b.budget(),
                        number(b.head()),
                        number(b.oracle()),
                        b.share())));
        return lines;
    }

    /** What the number of queries and of grades can and can't show. */
    private static List<String> size(BudgetEvaluation.Protocol p) {
        List<String> lines = new ArrayList<>();
        if (p.samples() == 1) {
            lines.add(
                    "One grade each shows the mean quality of one sample and which kinds of query do better, but not what a"
                            + " second sample would gain: that can't be told from luck. Draw more: " + SAMPLE);
        } else if (p.samples() < 16) {
            lines.add(String.format(
                    Locale.ROOT,
                    "With %d grades each, budgets up to %d can be scored, and no oracle beyond %d. Draw more: %s",
                    p.samples(),
                    p.samples(),
                    p.samples() / 2,
                    SAMPLE));
        }
        if (p.queries() < FEW) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%d queries can show large savings only: one below about %.0f %% can't be told from luck, and a predictor"
                            + " learns little from so few. %,d queries with 64 samples each would settle a tenth: %s",
                    p.queries(),
                    200 / Math.sqrt(Math.max(1, p.queries())),
                    2500,
                    SAMPLE));
        }
        return lines;
    }

    private static String at(int budget) {
        return String.format(Locale.ROOT, "at %d sample%s per query", budget, budget == 1 ? "" : "s");
    }

    private static String interval(Interval ratio) {
        return String.format(
                Locale.ROOT, "%s [%s, %s]", number(ratio.estimate()), number(ratio.low()), number(ratio.high()));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "-";
    }
}
