package dev.hone.learn;

import java.util.random.RandomGenerator;

/** A choice for each of the states that an observation names. Draws nothing. */
public final class TablePolicy implements Policy {
    private final Space.Discrete observations;
    private final Space.Discrete actions;
    private final int[] choices;

    /**
     * Copies the table.
     *
     * @param choices by state, each below {@code actions}
     */
    public TablePolicy(int actions, int... choices) {
        this.observations = new Space.Discrete(choices.length);
        this.actions = new Space.Discrete(actions);
        this.choices = choices.clone();
        for (int choice : choices) {
            if (choice < 0 || choice >= actions) {
                throw new IllegalArgumentException("the choice " + choice + " of " + actions);
            }
        }
    }

    @Override
    public Space.Discrete observations() {
        return observations;
    }

    @Override
    public Space.Discrete actions() {
        return actions;
    }

    /** What it does in a state. */
    public int choice(int state) {
        return choices[state];
    }

    @Override
    public void act(float[] observation, RandomGenerator random, float[] action) {
        action[0] = choices[(int) observation[0]];
    }
}
