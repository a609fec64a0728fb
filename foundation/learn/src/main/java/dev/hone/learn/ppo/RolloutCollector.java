package dev.hone.learn.ppo;

import dev.hone.core.Seeds;
import dev.hone.learn.Features;
import dev.hone.learn.RandomStream;
import dev.hone.learn.RewardScale;
import dev.hone.learn.RunningNorm;
import dev.hone.learn.Space;
import dev.hone.learn.VectorEnvironment;

/**
 * The acting half of {@link Ppo}: fills a rollout step by step, in plain Java and without allocation. t is a step, e an
 * environment, k = t N + e its place in the rollout.
 */
final class RolloutCollector {
    final Rollout rollout;
    final RunningNorm norm;
    final RewardScale scale;
    final RandomStream random;

    private final PpoSettings settings;
    private final VectorEnvironment environments;
    private final ActorCritic model;
    private final Space observations;
    private final int width;
    private final float[] now;
    private final float[] after;
    private final float[] actions;
    private final float[] outputs;
    private long environmentNanos;
    private int episodes;
    private double returnSum;

    RolloutCollector(PpoSettings settings, VectorEnvironment environments, ActorCritic model, Seeds actionSeeds) {
        this.settings = settings;
        this.environments = environments;
        this.model = model;
        observations = environments.environment(0).observations();
        width = Features.width(observations);
        int n = environments.count();
        norm = new RunningNorm(width);
        scale = new RewardScale(n, settings.gamma());
        random = new RandomStream(actionSeeds.asLong());
        rollout = new Rollout(settings.rolloutSteps(), n, width, model.distribution.size());
        now = new float[n * width];
        after = new float[width];
        actions = new float[n * environments.environment(0).actions().size()];
        outputs = new float[model.distribution.outputs()];
    }

    /** Fills the rollout and estimates its advantages. */
    void collect() {
        environmentNanos = 0;
        episodes = 0;
        returnSum = 0;
        for (int t = 0; t < settings.rolloutSteps(); t++) {
            act(t);
        }
        rollout.estimate(settings.gamma(), settings.lambda());
    }

    /** Time that the last rollout spent inside environments. */
    long environmentNanos() {
        return environmentNanos;
    }

    /** Episodes that ended in the last rollout. */
    int episodes() {
        return episodes;
    }

    /** Mean undiscounted return of those; NaN if there were none. */
    double meanReturn() {
        return returnSum / episodes;
    }

    /** Step t of the rollout in every environment. */
    private void act(int t) {
        int n = environments.count();
        int size = model.distribution.size();
        int actionSize = actions.length / n;
        look();
        float[] values = model.critic.forward(now, 0, n);
        float[] all = model.actor.forward(now, 0, n);
        for (int e = 0; e < n; e++) {
            int k = t * n + e;
            rollout.values[k] = values[e * model.critic.outputStride()];
            if (t > 0 && !rollout.ended[k - n]) {
                rollout.next[k - n] = rollout.values[k];
            }
            System.arraycopy(all, e * model.actor.outputStride(), outputs, 0, outputs.length);
            rollout.logProbabilities[k] = (float) model.distribution.sample(outputs, random, rollout.raw, k * size);
            model.distribution.toAction(rollout.raw, k * size, actions, e * actionSize);
        }
        System.arraycopy(now, 0, rollout.features, t * now.length, now.length);

        long before = System.nanoTime();
        environments.step(actions);
        environmentNanos += System.nanoTime() - before;

        for (int e = 0; e < n; e++) {
            int k = t * n + e;
            double reward = environments.reward(e);
            rollout.ended[k] = environments.ended(e);
            rollout.terminated[k] = environments.terminated(e);
            rollout.rewards[k] = (float) (settings.scaleRewards() ? scale.see(e, reward, rollout.ended[k]) : reward);
            boolean last = t == settings.rolloutSteps() - 1;
            if (!rollout.terminated[k] && (rollout.ended[k] || last)) {
                rollout.next[k] = valueAfter(e);
            }
            if (rollout.ended[k]) {
                episodes++;
                returnSum += environments.returned(e);
            }
        }
    }

    /** Takes the features of what the environments show now. */
    private void look() {
        int size = observations.size();
        for (int e = 0; e < environments.count(); e++) {
            Features.write(observations, environments.observations(), e * size, now, e * width);
        }
        if (settings.normalizeObservations()) {
            norm.see(now);
            for (int e = 0; e < environments.count(); e++) {
                norm.apply(now, e * width);
            }
        }
    }

    /** The value of what environment e's last step led to. */
    private float valueAfter(int e) {
        Features.write(observations, environments.lastObservations(), e * observations.size(), after, 0);
        if (settings.normalizeObservations()) {
            norm.apply(after, 0);
        }
        return model.critic.forward(after, 0, 1)[0];
    }
}
