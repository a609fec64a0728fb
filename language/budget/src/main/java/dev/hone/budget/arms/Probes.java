package dev.hone.budget.arms;

import dev.hone.budget.evidence.ProbeTraits;
import dev.hone.lm.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Answers of one arm, taken as probes in several orders, so that a plan is not scored by the luck of one answer. What an answer shows
 * is looked at once.
 */
final class Probes {
    /** Orders in which a query's answers are taken. */
    static final int ORDERS = 4;

    private final int arm;
    private final double[][] rewards; // of the first answer [queries][orders]
    private final double[][][][] traits; // [probes - 1][queries][orders][traits]

    private Probes(int arm, double[][] rewards, double[][][][] traits) {
        this.arm = arm;
        this.rewards = rewards;
        this.traits = traits;
    }

    /** Whether an arm's answers can be looked at: each query has a text, be it a blank one. */
    static boolean readable(ArmedQueries queries, int arm) {
        return IntStream.range(0, queries.size())
                .allMatch(i -> queries.answers(i, arm).stream()
                        .allMatch(answer -> answer.text().isPresent()));
    }

    /** The probes of an arm that is {@link #readable}. */
    static Probes of(ArmedQueries queries, int arm) {
        int n = queries.size();
        boolean pairs =
                IntStream.range(0, n).allMatch(i -> queries.answers(i, arm).size() > 1);
        double[][] rewards = new double[n][ORDERS];
        List<double[][][]> traits = new ArrayList<>();
        for (int probes = 1; probes <= (pairs ? 2 : 1); probes++) {
            double[][][] of = new double[n][ORDERS][];
            for (int i = 0; i < n; i++) {
                List<Sample> answers = queries.answers(i, arm);
                String question = queries.queries().get(i).text();
                for (int order = 0; order < ORDERS; order++) {
                    rewards[i][order] = queries.rewards(i, arm)[order % answers.size()];
                    of[i][order] = order >= answers.size()
                            ? of[i][order % answers.size()]
                            : ProbeTraits.of(question, taken(answers, order, probes));
                }
            }
            traits.add(of);
        }
        return new Probes(arm, rewards, traits.toArray(double[][][][]::new));
    }

    private static List<Sample> taken(List<Sample> answers, int order, int probes) {
        return IntStream.range(0, probes)
                .mapToObj(p -> answers.get((order + p) % answers.size()))
                .toList();
    }

    /** Whose answers they are. */
    int arm() {
        return arm;
    }

    /** The most that every query has, 1 or 2. */
    int most() {
        return traits.length;
    }

    /** The reward of the answer that stands if no other arm is asked. */
    double reward(int query, int order) {
        return rewards[query][order];
    }

    /** What so many probes show; must be left alone. */
    double[] traits(int probes, int query, int order) {
        return traits[probes - 1][query][order];
    }
}
