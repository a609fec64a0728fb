package dev.hone.reward.learnt;

import dev.hone.core.Seeds;
import dev.hone.lm.Partition;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Fits a head and predicts answers to queries that it has not seen; the answers to queries that are alike stay together. */
final class CrossFit {
    static final int FOLDS = 5;

    /** Strengths that are tried, as shares of what the data say: from hardly any penalty to little but the mean. */
    private static final double[] STRENGTHS = {0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100};

    private CrossFit() {}

    /** The head of all the answers, its strength the one that predicts held-out queries best. */
    static Linear fit(Answers answers, Seeds seeds) {
        return new Ridge(answers.vectors(), answers.rewards()).solve(strength(answers, seeds));
    }

    /** For each answer what a head says that saw neither its query nor one alike, nor chose its strength by them. [answers] */
    static double[] heldOut(Answers answers, Seeds seeds) {
        double[] predicted = new double[answers.rewards().length];
        int[] fold = folds(answers, seeds);
        for (int f = 0; f < FOLDS; f++) {
            Linear head = fit(answers.to(others(fold, f)), seeds.child("fold").child(f));
            for (int i = 0; i < predicted.length; i++) {
                if (fold[answers.queryOf()[i]] == f) {
                    predicted[i] = head.of(answers.vectors()[i]);
                }
            }
        }
        return predicted;
    }

    /** For each answer the mean reward of the answers in the other folds: what a head has to beat. [answers] */
    static double[] heldOutMeans(Answers answers, Seeds seeds) {
        double[] means = new double[FOLDS];
        int[] fold = folds(answers, seeds);
        for (int f = 0; f < FOLDS; f++) {
            means[f] = Arrays.stream(answers.to(others(fold, f)).rewards())
                    .average()
                    .orElseThrow();
        }
        return Arrays.stream(answers.queryOf())
                .mapToDouble(query -> means[fold[query]])
                .toArray();
    }

    /** The strength with the least squared error on held-out folds; the greatest of equals. */
    static double strength(Answers answers, Seeds seeds) {
        double[] errors = new double[STRENGTHS.length];
        int[] fold = folds(answers, seeds);
        for (int f = 0; f < FOLDS; f++) {
            Answers seen = answers.to(others(fold, f));
            Answers unseen = answers.to(Partition.members(fold, f));
            Ridge ridge = new Ridge(seen.vectors(), seen.rewards());
            for (int s = 0; s < STRENGTHS.length; s++) {
                Linear head = ridge.solve(STRENGTHS[s]);
                for (int i = 0; i < unseen.rewards().length; i++) {
                    double miss = unseen.rewards()[i] - head.of(unseen.vectors()[i]);
                    errors[s] += miss * miss;
                }
            }
        }
        int best = 0;
        for (int s = 1; s < STRENGTHS.length; s++) {
            best = errors[s] <= errors[best] ? s : best;
        }
        return STRENGTHS[best];
    }

    /** The fold of every query. [queries] */
    static int[] folds(Answers answers, Seeds seeds) {
        double[] equal = new double[FOLDS];
        Arrays.fill(equal, 1.0 / FOLDS);
        return Partition.assign(answers.queries(), equal, seeds.child("fold"));
    }

    private static int[] others(int[] fold, int held) {
        return IntStream.range(0, fold.length).filter(q -> fold[q] != held).toArray();
    }
}
