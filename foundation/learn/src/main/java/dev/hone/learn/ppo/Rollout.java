package dev.hone.learn.ppo;

import dev.hone.learn.Advantages;

/** What the environments and the policy did in one rollout. Every array is [time, environment, ..], filled again each time. */
final class Rollout {
    final int environments;
    final float[] features;
    final float[] raw;
    final float[] logProbabilities;
    final float[] rewards;
    final float[] values;
    final float[] next;
    final boolean[] terminated;
    final boolean[] ended;
    final float[] advantages;
    final float[] returns;

    Rollout(int steps, int environments, int width, int rawSize) {
        int n = steps * environments;
        this.environments = environments;
        features = new float[n * width];
        raw = new float[n * rawSize];
        logProbabilities = new float[n];
        rewards = new float[n];
        values = new float[n];
        next = new float[n];
        terminated = new boolean[n];
        ended = new boolean[n];
        advantages = new float[n];
        returns = new float[n];
    }

    /** How many steps it holds, of all environments. */
    int size() {
        return rewards.length;
    }

    void estimate(double gamma, double lambda) {
        Advantages.estimate(gamma, lambda, environments, rewards, values, next, terminated, ended, advantages);
        for (int k = 0; k < size(); k++) {
            returns[k] = advantages[k] + values[k];
        }
    }
}
