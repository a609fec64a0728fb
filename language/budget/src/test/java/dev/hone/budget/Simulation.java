package dev.hone.budget;

import dev.hone.budget.head.Examples;
import dev.hone.core.Seeds;
import java.util.random.RandomGenerator;

/**
 * Queries whose true success rates are known. Rates come from three kinds of query, nearly hopeless, mixed and nearly
 * certain, as a small model's arithmetic does; features are random directions that tell the rate through noise.
 */
public final class Simulation {
    /** Deviation of the logarithm of the spread of {@link #drawReal}'s rewards, from query to query. */
    public static final double SPREAD = 0.7;

    private Simulation() {}

    /**
     * Draws queries with S samples each.
     *
     * @param noise deviation of the noise in the features, against a signal of about 1; infinite for no signal at all
     */
    public static Examples draw(Seeds seeds, int queries, int dimension, int samples, double noise) {
        RandomGenerator random = seeds.generator();
        double[][] directions = new double[2][dimension]; // the same for every seed: a law, not an accident
        RandomGenerator law = Seeds.of(77).generator();
        for (double[] direction : directions) {
            for (int f = 0; f < dimension; f++) {
                direction[f] = law.nextGaussian();
            }
        }
        float[][] features = new float[queries][dimension];
        int[] s = new int[queries];
        int[] c = new int[queries];
        for (int i = 0; i < queries; i++) {
            double logit = logit(random);
            double squashed = Math.tanh(logit / 3);
            for (int f = 0; f < dimension; f++) {
                double signal = squashed * directions[0][f] + squashed * squashed * directions[1][f];
                features[i][f] = (float)
                        (Double.isInfinite(noise) ? random.nextGaussian() : signal + noise * random.nextGaussian());
            }
            double rate = 1 / (1 + Math.exp(-logit));
            s[i] = samples;
            for (int k = 0; k < samples; k++) {
                c[i] += random.nextDouble() < rate ? 1 : 0;
            }
        }
        return Examples.ofCounts(features, s, c);
    }

    /**
     * Queries with real-valued rewards whose level and spread both follow from the features; the spread alone decides what
     * another sample gains. Rewards lean to the left, as judges' scores do.
     */
    public static Examples drawReal(Seeds seeds, int queries, int samples) {
        RandomGenerator random = seeds.generator();
        float[][] features = new float[queries][6];
        double[][] rewards = new double[queries][samples];
        for (int i = 0; i < queries; i++) {
            for (int f = 0; f < features[i].length; f++) {
                features[i][f] = (float) random.nextGaussian();
            }
            double spread = Math.exp(SPREAD * features[i][0]);
            for (int k = 0; k < samples; k++) {
                rewards[i][k] = 5 + features[i][1] - spread * random.nextExponential();
            }
        }
        return new Examples(features, rewards);
    }

    private static double logit(RandomGenerator random) {
        double kind = random.nextDouble();
        double centre = kind < .35 ? -5 : kind < .7 ? -1.5 : 2.5;
        return centre + 1.2 * random.nextGaussian();
    }
}
