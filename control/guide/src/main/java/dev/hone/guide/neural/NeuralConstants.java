package dev.hone.guide.neural;

/**
 * Every number of the methods that networks add; one set for all environments.
 *
 * @param actorRate Adam's rate for actors and temperatures
 * @param criticRate Adam's rate for critics
 * @param tau how far target critics follow with each update
 * @param capacity of the replay, in steps
 * @param firstEpisodes of random actions before anything is learnt
 * @param batchSteps steps of an update without memory
 * @param stepsPerUpdate environment steps between updates without memory
 * @param batchEpisodes whole episodes of an update with memory
 * @param stepsPerSequenceUpdate environment steps between updates with memory, which are dear
 * @param targetEntropy that the temperature holds a policy of real numbers to, in nats per dimension
 * @param firstTemperature of real numbers
 * @param choiceTemperature what a nat of entropy is worth to a policy of choices
 * @param valueUnit what an output of 1 stands for in critics of choices, whose rewards are tens
 * @param noveltyFeatures random features by which an explorer tells what is new
 */
public record NeuralConstants(
        double actorRate,
        double criticRate,
        double tau,
        int capacity,
        int firstEpisodes,
        int batchSteps,
        int stepsPerUpdate,
        int batchEpisodes,
        int stepsPerSequenceUpdate,
        double targetEntropy,
        double firstTemperature,
        double choiceTemperature,
        double valueUnit,
        int noveltyFeatures) {
    /** What every reported result was made with. */
    public static final NeuralConstants DEFAULT =
            new NeuralConstants(5e-4, 1e-3, 0.01, 100_000, 10, 128, 4, 32, 8, -1, 0.2, 1, 10, 64);

    public NeuralConstants {
        if (!(actorRate > 0
                && criticRate > 0
                && tau > 0
                && tau <= 1
                && firstTemperature > 0
                && choiceTemperature > 0
                && valueUnit > 0)) {
            throw new IllegalArgumentException("rates " + actorRate + " and " + criticRate + ", tau " + tau
                    + ", temperatures " + firstTemperature + " and " + choiceTemperature + ", values in " + valueUnit);
        }
        if (capacity < 1 || firstEpisodes < 1 || batchSteps < 1 || batchEpisodes < 1 || noveltyFeatures < 1) {
            throw new IllegalArgumentException("batches of " + batchSteps + " steps and " + batchEpisodes
                    + " episodes from " + capacity + ", " + noveltyFeatures + " features of novelty");
        }
        if (stepsPerUpdate < 1 || stepsPerSequenceUpdate < 1) {
            throw new IllegalArgumentException(
                    "an update each " + stepsPerUpdate + " or " + stepsPerSequenceUpdate + " steps");
        }
    }
}
