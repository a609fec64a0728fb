package dev.hone.budget.evidence;

import java.util.Arrays;

/**
 * Votes of one query's samples, counted as they are drawn. The answer with most votes leads; of equal ones the answer seen
 * first. A missing answer is drawn but votes for nothing.
 */
final class Ballot {
    /** How sure Adaptive-Consistency is that the leader of the first two is the majority when it stops (arXiv 2305.11860). */
    private static final double SURE = 0.95;

    /** Below this cap the lead rule alone speaks: three votes of four are little to be sure by. */
    private static final int ADAPTIVE_FROM = 9;

    private static final int FEWEST = 3;

    private int[] votes = new int[4]; // by answer
    private int[] first = new int[4]; // sample that gave the answer first
    private int drawn;
    private int leader = -1;

    /** Counts the next sample, whose answer has a number from 0, or {@link Answers#MISSING}. */
    void add(int answer) {
        if (answer >= votes.length) {
            votes = Arrays.copyOf(votes, 2 * answer);
            first = Arrays.copyOf(first, 2 * answer);
        }
        if (answer >= 0) {
            if (votes[answer]++ == 0) {
                first[answer] = drawn;
            }
            boolean leads = leader < 0
                    || votes[answer] > votes[leader]
                    || (votes[answer] == votes[leader] && first[answer] < first[leader]);
            leader = leads ? answer : leader;
        }
        drawn++;
    }

    /** Samples counted so far. */
    int drawn() {
        return drawn;
    }

    /** The sample whose answer is chosen: the first that gave the leading one, or the very first if none gave any. */
    int chosen() {
        return leader < 0 ? 0 : first[leader];
    }

    /** Votes for the leading answer. */
    int leading() {
        return leader < 0 ? 0 : votes[leader];
    }

    /** Votes for the one behind it. */
    int second() {
        int second = 0;
        for (int answer = 0; answer < votes.length; answer++) {
            second = answer == leader ? second : Math.max(second, votes[answer]);
        }
        return second;
    }

    /**
     * The lead rule: no outcome of the samples that are left before the cap can change the choice. Exact, so the answer is the
     * one that all samples would give. A tie would go to the answer seen first, so the lead must be larger than what is left.
     */
    boolean decided(int cap) {
        return decided(leading(), second(), cap - drawn);
    }

    private static boolean decided(int leading, int second, int left) {
        return leading - second > left;
    }

    /**
     * {@link #decided}, or from a cap of 9 on Adaptive-Consistency: at least three samples, and with a uniform prior the leader
     * is in the majority against the second with a probability of .95.
     */
    boolean settled(int cap) {
        return settled(leading(), second(), drawn, cap);
    }

    private static boolean settled(int leading, int second, int drawn, int cap) {
        return decided(leading, second, cap - drawn)
                || (cap >= ADAPTIVE_FROM && drawn >= FEWEST && leading > 0 && majority(leading, second) >= SURE);
    }

    /** The fewest further samples after which it can be {@link #settled}: if all vote for the leader. At least 1. */
    int soonest(int cap) {
        int more = 1;
        while (drawn + more < cap && !settled(leading() + more, second(), drawn + more, cap)) {
            more++;
        }
        return more;
    }

    /** P(X > 1/2) for X ~ Beta(a + 1, b + 1): that of a + b + 1 fair coins at most a show heads. */
    static double majority(int a, int b) {
        int coins = a + b + 1;
        double term = Math.pow(0.5, coins);
        double sum = 0;
        for (int heads = 0; heads <= a; heads++) {
            sum += term;
            term *= (double) (coins - heads) / (heads + 1);
        }
        return sum;
    }
}
