package dev.hone.learn;

/** What one step of an environment gave. Used again from step to step, so that a rollout allocates nothing. */
public final class Step {
    private final float[] observation;
    private double reward;
    private boolean terminated;
    private boolean truncated;

    /** An empty one for observations of that space. */
    public Step(Space observations) {
        observation = new float[observations.size()];
    }

    /** Where the environment writes the next observation and the caller reads it. */
    public float[] observation() {
        return observation;
    }

    /**
     * Says how the step went, for environments.
     *
     * @param terminated the episode reached an end of its own: nothing can be earned after it
     * @param truncated the episode was cut off, for example by a time limit: its future had a value
     */
    public void set(double reward, boolean terminated, boolean truncated) {
        this.reward = reward;
        this.terminated = terminated;
        this.truncated = truncated;
    }

    public double reward() {
        return reward;
    }

    public boolean terminated() {
        return terminated;
    }

    public boolean truncated() {
        return truncated;
    }

    /** Whether the episode is over, for either reason. */
    public boolean ended() {
        return terminated || truncated;
    }
}
