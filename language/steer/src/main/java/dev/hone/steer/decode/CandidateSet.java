package dev.hone.steer.decode;

import dev.hone.steer.Candidates;
import dev.hone.transformer.Rows;
import dev.hone.transformer.generate.Ranking;
import dev.hone.transformer.generate.SoftMax;
import java.util.Arrays;

/** The candidates at one place after another. For one thread; allocates nothing once made. */
final class CandidateSet implements Candidates {
    private final CandidateRule rule;
    private final SoftMax softMax;
    private final Ranking ranking;
    private final int vocabulary;
    private final int[] ids;
    private final double[] probabilities;
    private int size;

    CandidateSet(CandidateRule rule, int vocabulary) {
        this.rule = rule;
        this.vocabulary = vocabulary;
        softMax = new SoftMax(vocabulary);
        ranking = new Ranking(vocabulary);
        int most = switch (rule) {
            case CandidateRule.Mass(double _, int cap) -> Math.min(cap, vocabulary);
            case CandidateRule.Likeliest(int k) -> Math.min(k, vocabulary);
            case CandidateRule.Whole() -> vocabulary;
        };
        ids = new int[most];
        probabilities = new double[most];
        if (rule instanceof CandidateRule.Whole) {
            Arrays.setAll(ids, id -> id);
        }
    }

    /** Most candidates that there can be. */
    int most() {
        return ids.length;
    }

    /** Takes in the frozen model's logits at the next place. */
    void choose(Rows logits, int row) {
        softMax.of(logits, row);
        switch (rule) {
            case CandidateRule.Mass(double mass, int _) -> rank(logits, row, mass);
            case CandidateRule.Likeliest(int _) -> rank(logits, row, Double.POSITIVE_INFINITY);
            case CandidateRule.Whole() -> {
                size = vocabulary;
                for (int id = 0; id < size; id++) {
                    probabilities[id] = softMax.weights()[id] / softMax.total();
                }
            }
        }
    }

    private void rank(Rows logits, int row, double mass) {
        ranking.best(logits.values(), logits.at(row), vocabulary, ids.length);
        double reached = 0;
        size = 0;
        while (size < ranking.size() && reached < mass) {
            int id = ranking.id(size);
            double probability = softMax.weights()[id] / softMax.total();
            if (probability == 0) {
                break; // so unlikely that it can't be drawn: there is nothing to prefer
            }
            ids[size] = id;
            probabilities[size++] = probability;
            reached += probability;
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int id(int candidate) {
        return ids[candidate];
    }

    @Override
    public double probability(int candidate) {
        return probabilities[candidate];
    }

    @Override
    public boolean whole() {
        return rule instanceof CandidateRule.Whole;
    }
}
