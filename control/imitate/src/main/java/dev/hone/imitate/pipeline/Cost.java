package dev.hone.imitate.pipeline;

/**
 * What a row took beside the demonstrations that every row has. What its collector's own training took is the collector's.
 *
 * @param simulatorSteps environment steps of its segments and roll-outs
 * @param dataMinutes processor minutes of its segments and roll-outs
 * @param trainingMinutes processor minutes of its updates
 */
public record Cost(long simulatorSteps, double dataMinutes, double trainingMinutes) {
    /** Nothing. */
    static final Cost NONE = new Cost(0, 0, 0);

    private static final double MINUTE = 60e9;

    /** Of data. */
    static Cost data(long simulatorSteps, long nanos) {
        return new Cost(simulatorSteps, nanos / MINUTE, 0);
    }

    /** Of updates. */
    static Cost training(long nanos) {
        return new Cost(0, 0, nanos / MINUTE);
    }

    /** Both. */
    Cost plus(Cost other) {
        return new Cost(
                simulatorSteps + other.simulatorSteps,
                dataMinutes + other.dataMinutes,
                trainingMinutes + other.trainingMinutes);
    }
}
