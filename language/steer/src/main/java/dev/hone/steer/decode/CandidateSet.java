package dev.hone.steer.decode;

import dev.hone.steer.Candidates;
import dev.hone.transformer.Rows;
import dev.hone.transformer.generate.Ranking;
import dev.hone.transformer.generate.SoftMax;
import java.util.Arrays;

/** The candidates at one place after another. For one thread; allocates nothing once made. */
final class CandidateSet implements Candidates {
    private static final double LIKELY = 1e-3;
    private static final double FURTHER = 1.0 / 16;
    private static final double UNLIKELY = 1e-7;

    private final CandidateRule rule;
    private final SoftMax softMax;
    private final Ranking ranking;
    private final int vocabulary;
    private final int[] ids;
    private final double[] probabilities;
    private int size;
    private double reached; // probability of those taken

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
            case CandidateRule.Mass(double mass, int _) -> rankMass(logits, row, mass);
            case CandidateRule.Likeliest(int _) -> {
                ranking.best(logits.values(), logits.at(row), vocabulary, ids.length);
                take(Double.POSITIVE_INFINITY);
            }
            case CandidateRule.Whole() -> {
                size = vocabulary;
                for (int id = 0; id < size; id++) {
                    probabilities[id] = softMax.weights()[id] / softMax.total();
                }
            }
        }
    }

    /** Likeliest first: most of the probability is on few tokens, so a rising number of them is looked at. */
    private void rankMass(Rows logits, int row, double mass) {
        for (double least = LIKELY; least > UNLIKELY; least *= FURTHER) {
            ranking.atLeast(logits.values(), logits.at(row), softMax, least * softMax.total());
            take(mass);
            if (size == ids.length || reached >= mass) {
                return;
            }
        }
        ranking.best(logits.values(), logits.at(row), vocabulary, ids.length);
        take(mass);
    }

    /** The first of those ranked, up to a probability. */
    private void take(double mass) {
        reached = 0;
        size = 0;
        while (size < Math.min(ranking.size(), ids.length) && reached < mass) {
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
