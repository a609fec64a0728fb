package dev.hone.tensor;

import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** First values of parameters, drawn in Java so that they depend on the seed alone and on no library's generator. */
public final class Init {
    private Init() {}

    /** Independent values, uniform in [-bound, bound). */
    public static float[] uniform(Seeds seeds, long count, double bound) {
        RandomGenerator random = seeds.generator();
        float[] values = new float[Math.toIntExact(count)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
        return values;
    }

    /** Independent values, normal with mean 0. */
    public static float[] normal(Seeds seeds, long count, double deviation) {
        RandomGenerator random = seeds.generator();
        float[] values = new float[Math.toIntExact(count)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return values;
    }

    /** The same value everywhere. */
    public static float[] constant(long count, double value) {
        float[] values = new float[Math.toIntExact(count)];
        Arrays.fill(values, (float) value);
        return values;
    }
}
