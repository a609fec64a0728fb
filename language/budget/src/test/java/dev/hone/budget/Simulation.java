package dev.hone.budget;

import dev.hone.budget.head.Examples;
import dev.hone.core.Seeds;
import java.util.random.RandomGenerator;

/**
 * Queries whose true success rates are known. Rates come from three kinds of query, nearly hopeless, mixed and nearly
 * certain, as a small model's arithmetic does; features are random directions that tell the rate through noise.
 */
public final class Simulation {
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
        return new Examples(features, s, c);
    }

    private static double logit(RandomGenerator random) {
        double kind = random.nextDouble();
        double centre = kind < .35 ? -5 : kind < .7 ? -1.5 : 2.5;
        return centre + 1.2 * random.nextGaussian();
    }
}
