package dev.hone.budget.evidence;

import dev.hone.budget.evaluation.Fold;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.Optional;

/**
 * Everything that is learnt about the worth of samples, from the fitting and choosing queries of one fold.
 *
 * @param table learnt on the fitting queries
 * @param guard at which budgets sharing by the table may be used: those at which it gained on the choosing queries
 * @param prices of the streaming form, met on the choosing queries
 * @param giveUp prices below which a query that has no success is given up; learnt with a head, so none at first
 * @param votes where answers are compared at run time: how good the vote of b samples is; learnt with a head, so none at first
 * @param logistic what samples tell without a reward; learnt where their texts are known, so none at first
 * @param binary whether the rewards are 0 and 1, so that a query that has a 1 is done
 */
public record SampleEvidence(
        BestSoFarTable table,
        EvidenceGuard guard,
        PriceRule prices,
        GiveUpPrices giveUp,
        Optional<VoteCurves> votes,
        Optional<GuardedLogistic> logistic,
        boolean binary) {
    /** As for curves of choosing queries: one query with few samples may not shorten what is tried on the others. */
    private static final double MOST = 0.75;

    /** The same with prices for giving up. */
    public SampleEvidence withGiveUp(GiveUpPrices learnt) {
        return new SampleEvidence(table, guard, prices, learnt, votes, logistic, binary);
    }

    /** The same with what votes are worth. */
    public SampleEvidence withVotes(VoteCurves learnt) {
        return new SampleEvidence(table, guard, prices, giveUp, Optional.of(learnt), logistic, binary);
    }

    /** The same with what samples tell without a reward. */
    public SampleEvidence withLogistic(Optional<GuardedLogistic> learnt) {
        return new SampleEvidence(table, guard, prices, giveUp, votes, learnt, binary);
    }

    /** Learns on a fold of a graded pool; nothing where most queries have a single grade. */
    public static Optional<SampleEvidence> on(GradedQueries queries, Fold fold, Seeds seeds) {
        if (queries.samplesOfMost(fold.fit(), MOST) < 2) {
            return Optional.empty();
        }
        Orders orders = Orders.of(queries, Orders.COUNT, seeds.child("orders"));
        return Optional.of(on(queries, fold, orders, Prefixes.of(queries, orders), seeds));
    }

    /** Learns, where orders of the samples are at hand. */
    static SampleEvidence on(GradedQueries queries, Fold fold, Orders orders, Prefixes prefixes, Seeds seeds) {
        double[][][] fit = Arrays.stream(fold.fit())
                .mapToObj(i -> arranged(queries.rewards(i), i, orders))
                .toArray(double[][][]::new);
        int most = queries.samplesOfMost(fold.fit(), MOST) - 1;
        BestSoFarTable table = BestSoFarTable.learn(fit, most);
        int[] held = fold.choose().length == 0 ? fold.fit() : fold.choose();
        int cap = queries.samplesOfMost(held, MOST);
        int[] usable =
                Arrays.stream(held).filter(i -> queries.samples(i) >= cap).toArray();
        Worth worth = worth(table, prefixes);
        PriceRule prices = PriceRule.meeting(worths(usable, cap, worth, prefixes.orders()), Math.max(1, cap));
        EvidenceGuard guard = fold.choose().length == 0
                ? EvidenceGuard.closed()
                : EvidenceGuard.test(queries, usable, cap, prefixes, worth, seeds.child("guard"));
        return new SampleEvidence(
                table, guard, prices, GiveUpPrices.NONE, Optional.empty(), Optional.empty(), queries.isBinary());
    }

    /** Why sharing by {@code learnt} is not used for a reward, in one clause. */
    static String whyUnused(Optional<SampleEvidence> learnt, boolean binary, double mean) {
        if (learnt.isEmpty()) {
            return "the predictor holds none";
        }
        if (learnt.get().binary() != binary) {
            return binary
                    ? "the predictor learnt from numbers, and this reward is 0 or 1"
                    : "the predictor learnt from rewards of 0 and 1, and this reward may be any number";
        }
        if (mean < 1) {
            return "it gives every query a sample first, and the mean budget is below 1";
        }
        return learnt.get().guard().reason(mean);
    }

    /** The table's view of orders that are replayed. */
    Worth worth(Prefixes prefixes) {
        return worth(table, prefixes);
    }

    private static Worth worth(BestSoFarTable table, Prefixes prefixes) {
        return (query, order, drawn) -> table.worth(drawn, prefixes.best(query, order, drawn));
    }

    private static double[][] arranged(double[] rewards, int query, Orders orders) {
        double[][] arranged = new double[orders.count()][];
        for (int k = 0; k < arranged.length; k++) {
            arranged[k] = orders.arrange(query, k, rewards);
        }
        return arranged;
    }

    /** Worths of every sample after the first, kept from rising. [queries * orders][cap - 1] */
    private static double[][] worths(int[] queries, int cap, Worth worth, int orders) {
        double[][] worths = new double[queries.length * orders][Math.max(0, cap - 1)];
        for (int i = 0; i < queries.length; i++) {
            for (int k = 0; k < orders; k++) {
                double least = Double.POSITIVE_INFINITY;
                double[] row = worths[i * orders + k];
                for (int drawn = 1; drawn < cap; drawn++) {
                    least = Math.min(least, worth.of(queries[i], k, drawn));
                    row[drawn - 1] = least;
                }
            }
        }
        return worths;
    }
}
