package dev.hone.steer.fit;

import dev.hone.core.HoneException;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.format.Pool;
import java.util.stream.DoubleStream;

/**
 * A reward's mean and spread over the frozen model's own texts. Fixed before anything is learnt: a scale that moved with each batch
 * would move the target that later states are learnt from.
 *
 * @param deviation above 0
 */
public record Scaling(double mean, double deviation) {
    public Scaling {
        if (!Double.isFinite(mean) || !(deviation > 0 && Double.isFinite(deviation))) {
            throw new IllegalArgumentException("a reward of mean " + mean + " and deviation " + deviation);
        }
    }

    /**
     * That of all samples of a graded pool.
     *
     * @throws HoneException if all rewards are the same
     */
    public static Scaling of(Pool graded, String reward) {
        double[] rewards = graded.entries().stream()
                .flatMap(entry -> entry.arms().values().stream())
                .map(PoolEntry.Arm::rewards)
                .flatMapToDouble(DoubleStream::of)
                .toArray();
        double mean = DoubleStream.of(rewards).average().orElse(0);
        double variance = DoubleStream.of(rewards)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        if (!(Math.sqrt(variance) > 1e-9 * Math.max(1, Math.abs(mean)))) {
            throw new HoneException(
                    graded.source() + ": the reward '" + reward + "' is " + mean + " for all " + rewards.length
                            + " samples; nothing tells a better token from a worse one.",
                    "choose a reward that differs among what this model says, or sample more and longer texts");
        }
        return new Scaling(mean, Math.sqrt(variance));
    }

    /** A reward in deviations from the mean. */
    public double standard(double reward) {
        return (reward - mean) / deviation;
    }
}
