package dev.hone.learn;

import dev.hone.core.Seeds;

/** Plays whole episodes with a policy: the one evaluator of training, commands and tests. */
public final class Episodes {
    private Episodes() {}

    /**
     * Undiscounted return of each episode. Episode k depends on seed and k alone.
     *
     * @throws IllegalArgumentException if the policy is for other observations or actions
     */
    public static double[] returns(Environment environment, Policy policy, int episodes, Seeds seeds) {
        if (!environment.observations().equals(policy.observations())
                || !environment.actions().equals(policy.actions())) {
            throw new IllegalArgumentException("the policy is for another environment than " + environment.name());
        }
        double[] returns = new double[episodes];
        float[] actions = new float[policy.chunk() * policy.actions().size()];
        float[] action = new float[policy.actions().size()];
        Step step = new Step(environment.observations());
        for (int k = 0; k < episodes; k++) {
            returns[k] = play(environment, policy, seeds.child(k), step, actions, action);
        }
        return returns;
    }

    private static double play(
            Environment environment, Policy policy, Seeds seeds, Step step, float[] actions, float[] action) {
        RandomStream random = new RandomStream(seeds.child("policy").asLong());
        environment.reset(seeds.child("environment").asLong(), step.observation());
        step.set(0, false, false);
        policy.begin();
        double sum = 0;
        while (!step.ended()) {
            policy.act(step.observation(), random, actions);
            for (int i = 0; i < policy.chunk() && !step.ended(); i++) {
                System.arraycopy(actions, i * action.length, action, 0, action.length);
                environment.step(action, step);
                sum += step.reward();
            }
        }
        return sum;
    }
}
