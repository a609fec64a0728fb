package dev.hone.learn;

import java.util.random.RandomGenerator;

/**
 * A network's best action: the choice with the largest output, or the middle of its distribution. Draws nothing. Not safe for
 * two threads.
 */
public final class NetworkPolicy implements Policy {
    /** How outputs become an action. */
    public enum Form {
        /** A logit for each choice. */
        CATEGORICAL,
        /** The means of normal numbers, clipped to the ends of the space. */
        GAUSSIAN,
        /** Numbers that tanh brings within the ends of the space; outputs beyond the action's size are not read. */
        SQUASHED
    }

    private final Space observations;
    private final Space actions;
    private final Form form;
    private final PlainNetwork network;
    private final RunningNorm norm;
    private final float[] features;
    private final float[] raw;

    /**
     * A policy that acts with this very network and norm, as they are at each call.
     *
     * @param norm of the features; one that saw nothing changes nothing
     */
    public NetworkPolicy(Space observations, Space actions, Form form, PlainNetwork network, RunningNorm norm) {
        if ((form == Form.CATEGORICAL) != (actions instanceof Space.Discrete)) {
            throw new IllegalArgumentException("a policy of form " + form + " for actions of " + actions);
        }
        this.observations = observations;
        this.actions = actions;
        this.form = form;
        this.network = network;
        this.norm = norm;
        features = new float[Features.width(observations)];
        raw = new float[actions.size()];
    }

    @Override
    public Space observations() {
        return observations;
    }

    @Override
    public Space actions() {
        return actions;
    }

    Form form() {
        return form;
    }

    PlainNetwork network() {
        return network;
    }

    RunningNorm norm() {
        return norm;
    }

    @Override
    public void act(float[] observation, RandomGenerator random, float[] action) {
        Features.write(observations, observation, 0, features, 0);
        norm.apply(features, 0);
        float[] outputs = network.forward(features, 0);
        switch (actions) {
            case Space.Discrete _ -> action[0] = Categorical.best(outputs);
            case Space.Box box -> {
                for (int i = 0; i < raw.length; i++) {
                    raw[i] = form == Form.SQUASHED ? (float) Math.tanh(outputs[i]) : outputs[i];
                }
                new ActionScale(box).write(raw, 0, action, 0);
            }
        }
    }
}
