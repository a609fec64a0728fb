package dev.hone.imitate.train;

import dev.hone.core.HoneException;

/**
 * What stays the same over a training.
 *
 * @param steps updates in all, at least 1; every row of a comparison has as many
 * @param batch windows in an update, at least 1
 * @param rate AdamW's highest learning rate; it rises over {@code warmup} steps and falls along half a cosine to 0
 * @param warmup steps
 * @param weightDecay of AdamW
 * @param average how much of the averaged weights an update keeps (EMA), in [0, 1); 0 uses the weights themselves
 * @param heldOut share of the episodes that are not learnt from, in [0, 1); rounded to whole episodes
 * @param checkpoints weights that are kept on the way, the last of them at the end; at least 1
 */
public record TrainingSettings(
        long steps,
        int batch,
        double rate,
        long warmup,
        double weightDecay,
        double average,
        double heldOut,
        int checkpoints) {
    /** What rows of comparisons are trained with. */
    public static final TrainingSettings DEFAULT = new TrainingSettings(20_000, 256, 1e-3, 500, 1e-6, 0, 0.05, 10);

    public TrainingSettings {
        if (steps < 1 || batch < 1 || warmup < 0 || checkpoints < 1 || checkpoints > 99) {
            throw new HoneException(
                    steps + " steps with batches of " + batch + ", " + warmup + " steps of warm-up and " + checkpoints
                            + " checkpoints.",
                    "use 20000 steps, batches of 256, 500 and 10");
        }
        if (!(rate > 0 && weightDecay >= 0 && average >= 0 && average < 1 && heldOut >= 0 && heldOut < 1)) {
            throw new HoneException(
                    "A learning rate of " + rate + ", weight decay " + weightDecay + ", averaging " + average
                            + ", held out " + heldOut + ".",
                    "use 0.001, 0.000001, 0 and 0.05");
        }
    }

    /** The same with another number of updates; the warm-up is at most a tenth of them. */
    public TrainingSettings withSteps(long newSteps) {
        return new TrainingSettings(
                newSteps, batch, rate, Math.min(warmup, newSteps / 10), weightDecay, average, heldOut, (int)
                        Math.min(checkpoints, newSteps));
    }

    /** The same with another highest learning rate. */
    public TrainingSettings withRate(double newRate) {
        return new TrainingSettings(steps, batch, newRate, warmup, weightDecay, average, heldOut, checkpoints);
    }

    /** The same with averaged weights. */
    public TrainingSettings withAverage(double newAverage) {
        return new TrainingSettings(steps, batch, rate, warmup, weightDecay, newAverage, heldOut, checkpoints);
    }
}
