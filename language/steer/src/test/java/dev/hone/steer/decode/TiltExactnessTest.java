package dev.hone.steer.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.steer.Candidates;
import dev.hone.steer.head.Outcomes;
import dev.hone.transformer.Rows;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A language of four words and texts of four: 256 texts, so that the exact answer can be counted out. */
class TiltExactnessTest {
    private static final int WORDS = 4;
    private static final int LENGTH = 4;
    private static final int TEXTS = 256;
    private static final Seeds SEEDS = Seeds.of(5);

    private final Tilt tilt = new Tilt(TiltSettings.USUAL.withCandidates(new CandidateRule.Whole()), WORDS);

    /** A prefix's logits: of the words that may follow. */
    private static Rows logits(int prefix, int length) {
        float[] values = new float[WORDS];
        for (int a = 0; a < WORDS; a++) {
            values[a] = (float) (3 * SEEDS.child(length).child(prefix).uniform(a));
        }
        return new Rows(values, 0, WORDS);
    }

    /** From -2 to 2 by eighths, so that a distribution of 33 points holds it. */
    private static double reward(int text) {
        return Math.rint(8 * (4 * SEEDS.child("reward").uniform(text) - 2)) / 8;
    }

    /** What a function of the reward is worth on average after a prefix, under the frozen model. */
    private double mean(int prefix, int length, DoubleUnaryOperator of) {
        if (length == LENGTH) {
            return of.applyAsDouble(reward(prefix));
        }
        Candidates words = tilt.candidates(logits(prefix, length), 0);
        double[] p = new double[WORDS];
        for (int a = 0; a < WORDS; a++) {
            p[a] = words.probability(a);
        }
        double sum = 0;
        for (int a = 0; a < WORDS; a++) {
            sum += p[a] * mean(WORDS * prefix + a, length + 1, of);
        }
        return sum;
    }

    private interface Values {
        double bonus(int prefix, int length);
    }

    /** The chance of every text when each token is tilted by the bonus of the prefix it leads to. */
    private double[] tilted(Values values) {
        double[] chances = new double[TEXTS];
        follow(0, 0, 1, values, chances);
        return chances;
    }

    private void follow(int prefix, int length, double chance, Values values, double[] chances) {
        if (length == LENGTH) {
            chances[prefix] = chance;
            return;
        }
        double[] bonus = new double[WORDS];
        for (int a = 0; a < WORDS; a++) {
            bonus[a] = values.bonus(WORDS * prefix + a, length + 1);
        }
        Rows logits = logits(prefix, length);
        Candidates words = tilt.candidates(logits, 0);
        double[] p = new double[WORDS];
        for (int a = 0; a < WORDS; a++) {
            p[a] = words.probability(a);
        }
        tilt.add(bonus);
        tilt.apply(logits, 0, Double.POSITIVE_INFINITY);
        double[] q = new double[WORDS];
        for (int a = 0; a < WORDS; a++) {
            q[a] = p[a] * Math.exp(tilt.logRatio(a));
        }
        for (int a = 0; a < WORDS; a++) {
            follow(WORDS * prefix + a, length + 1, chance * q[a], values, chances);
        }
    }

    /** {@code p(text) exp(beta r(text)) / Z}. */
    private double[] exact(double beta) {
        double[] chances = tilted((_, _) -> 0);
        double z = 0;
        for (int text = 0; text < TEXTS; text++) {
            chances[text] *= Math.exp(beta * reward(text));
            z += chances[text];
        }
        for (int text = 0; text < TEXTS; text++) {
            chances[text] /= z;
        }
        return chances;
    }

    private static double distance(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += Math.abs(p[i] - q[i]);
        }
        return sum / 2;
    }

    private double gapOfMeans(double beta) {
        return distance(exact(beta), tilted((prefix, length) -> beta * mean(prefix, length, r -> r)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-2, 0.5, 1, 3, 8})
    void softValuesGiveTheExactTiltedDistribution(double beta) {
        double[] steered = tilted((prefix, length) -> Math.log(mean(prefix, length, r -> Math.exp(beta * r))));
        assertTrue(distance(exact(beta), steered) < 1e-9, () -> "off by " + distance(exact(beta), steered));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-2, 0.5, 1, 3, 8})
    void distributionsGiveItAtEveryStrength(double beta) {
        Outcomes outcomes = Outcomes.between(-2, 2, 33);
        double[] steered = tilted((prefix, length) -> {
            double[] logits = new double[33];
            for (int i = 0; i < logits.length; i++) {
                double point = outcomes.points()[i];
                logits[i] = Math.log(mean(prefix, length, r -> r == point ? 1 : 0));
            }
            return outcomes.soft(logits, 0, 0, beta);
        });
        assertTrue(distance(exact(beta), steered) < 1e-9, () -> "off by " + distance(exact(beta), steered));
    }

    @Test
    void meanValuesDoNotAndTheGapGrowsWithTheSquareOfBeta() {
        double small = gapOfMeans(0.05);
        assertTrue(small > 1e-5, () -> "a gap of " + small);
        assertEquals(4, gapOfMeans(0.1) / small, 0.3);
        assertTrue(gapOfMeans(2) > 0.05, () -> "a gap of only " + gapOfMeans(2));
    }

    @Test
    void chancesSumToOne() {
        double sum = 0;
        for (double chance : tilted((prefix, length) -> 3 * mean(prefix, length, r -> r))) {
            sum += chance;
        }
        assertEquals(1, sum, 1e-12);
    }
}
