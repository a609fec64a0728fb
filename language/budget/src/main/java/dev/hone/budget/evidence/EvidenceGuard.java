package dev.hone.budget.evidence;

import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Evaluation;
import dev.hone.core.statistics.Interval;
import dev.hone.lm.Partition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether a rule that looks at samples may share a budget: it may at budgets at which its replay on the choosing queries
 * beat uniform sampling on the same orders, at equal cost and beyond chance. Elsewhere every query gets the same.
 *
 * @param checks by mean budget, ascending
 */
public record EvidenceGuard(List<Check> checks) {
    /** Confidence of the intervals: the lower end leaves one chance in twenty. */
    private static final double CONFIDENCE = 0.90;

    private static final int[] BUDGETS = {2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64};

    /**
     * One trial.
     *
     * @param budget samples per query on average
     * @param gain mean quality of the rule's answers less that of uniform sampling
     */
    public record Check(int budget, Interval gain) {
        boolean supports() {
            return gain.low() > 0;
        }
    }

    public EvidenceGuard {
        checks = List.copyOf(checks);
    }

    /** A guard that lets nothing through. */
    public static EvidenceGuard closed() {
        return new EvidenceGuard(List.of());
    }

    /**
     * Tries a rule on queries that it did not learn from.
     *
     * @param held queries with at least {@code cap} samples each
     * @param cap most samples of one query
     */
    static EvidenceGuard test(GradedQueries queries, int[] held, int cap, Prefixes prefixes, Worth worth, Seeds seeds) {
        if (held.length < 2) {
            return closed();
        }
        int[] clusters =
                Partition.clusterOf(Arrays.stream(held).mapToObj(queries::query).toList());
        Evaluation strict = new Evaluation(seeds, Evaluation.RESAMPLES, CONFIDENCE);
        Replay replay = new Replay(prefixes);
        List<Check> checks = new ArrayList<>();
        for (int budget : BUDGETS) {
            if (budget >= cap) {
                break; // at the cap everyone has all samples, and nothing can be shared
            }
            double[] gain = replay.gains(held, cap, budget, worth);
            checks.add(new Check(
                    budget,
                    strict.statistic(
                            clusters,
                            drawn -> IntStream.of(drawn)
                                    .mapToDouble(i -> gain[i])
                                    .average()
                                    .orElse(Double.NaN))));
        }
        return new EvidenceGuard(checks);
    }

    /** Whether the rule may share a mean budget; the trial that is nearest in ratio decides. */
    public boolean supports(double budget) {
        return nearest(budget).map(Check::supports).orElse(false);
    }

    /** One clause: what the guard decides at a mean budget, and why. */
    public String reason(double budget) {
        Optional<Check> nearest = nearest(budget);
        if (nearest.isEmpty()) {
            return "too few queries or samples to try it on";
        }
        Interval gain = nearest.get().gain();
        return String.format(
                Locale.ROOT,
                "on the choosing queries it gained %+.3f [%+.3f, %+.3f] at %d samples per query, %s",
                gain.estimate(),
                gain.low(),
                gain.high(),
                nearest.get().budget(),
                nearest.get().supports() ? "beyond chance" : "not beyond chance");
    }

    private Optional<Check> nearest(double budget) {
        return checks.stream().min(Comparator.comparingDouble(check -> Math.abs(Math.log(check.budget() / budget))));
    }
}
