package dev.hone.learn.ppo;

import dev.hone.core.Seeds;
import dev.hone.learn.Categorical;
import dev.hone.learn.DiagonalGaussian;
import dev.hone.learn.Features;
import dev.hone.learn.NetworkPolicy;
import dev.hone.learn.RandomStream;
import dev.hone.learn.RewardScale;
import dev.hone.learn.RunningNorm;
import dev.hone.learn.Space;
import dev.hone.learn.VectorEnvironment;
import dev.hone.tensor.Scope;
import java.util.random.RandomGenerator;

/**
 * Proximal policy optimisation (Schulman et al. 2017, algorithm 1). Each iteration acts for T steps in N environments, then
 * climbs a surrogate of the return on those N T steps, which is clipped where it would carry the policy away from the one
 * that acted.
 *
 * <p>Names: t a step, e an environment, k = t N + e its place in the rollout. "Features" are observations as the networks
 * take them, normalised where the settings say so. Acting runs in plain Java, learning on tensors; the same weights.
 *
 * <p>The time limit of an environment is no part of its task: where an episode was truncated, the value of what it led to
 * stands for the rest of it.
 */
public final class Ppo implements AutoCloseable {
    final PpoSettings settings;
    final VectorEnvironment environments;
    final Seeds seeds;
    final ActorCritic model;
    final RunningNorm norm;
    final RewardScale scale;
    final RandomStream random;
    long iteration;

    private final Space observations;
    private final int width;
    private final Rollout rollout;
    private final float[] now;
    private final float[] after;
    private final float[] actions;
    private long environmentNanos;
    private int episodes;
    private double returnSum;

    /** Begins: same settings, environments and seeds, same bytes. The environments stay the caller's to close. */
    public Ppo(PpoSettings settings, VectorEnvironment environments, Seeds seeds) {
        this.settings = settings;
        this.environments = environments;
        this.seeds = seeds;
        observations = environments.environment(0).observations();
        Space actionSpace = environments.environment(0).actions();
        width = Features.width(observations);
        model = new ActorCritic(
                observations, actionSpace, settings.hidden(), settings.firstLogDeviation(), seeds.child("weights"));
        int n = environments.count();
        norm = new RunningNorm(width);
        scale = new RewardScale(n, settings.gamma());
        random = new RandomStream(seeds.child("actions").asLong());
        rollout = new Rollout(settings.rolloutSteps(), n, width, model.distribution.size());
        now = new float[n * width];
        after = new float[width];
        actions = new float[n * actionSpace.size()];
        environments.reset(seeds.child("environments"));
    }

    /** Environment steps so far. */
    public long steps() {
        return iteration * rollout.size();
    }

    /** The best action of what is learnt; goes on learning with this. */
    public NetworkPolicy policy() {
        NetworkPolicy.Form form = switch (model.distribution) {
            case Categorical _ -> NetworkPolicy.Form.CATEGORICAL;
            case DiagonalGaussian _ -> NetworkPolicy.Form.GAUSSIAN;
        };
        Space actionSpace = environments.environment(0).actions();
        return new NetworkPolicy(observations, actionSpace, form, model.actor, norm);
    }

    /** One rollout and one update. */
    public PpoIteration iterate() {
        long start = System.nanoTime();
        environmentNanos = 0;
        episodes = 0;
        returnSum = 0;
        for (int t = 0; t < settings.rolloutSteps(); t++) {
            act(t);
        }
        rollout.estimate(settings.gamma(), settings.lambda());
        long rolled = System.nanoTime();
        Update update = update();
        iteration++;
        long end = System.nanoTime();
        return new PpoIteration(
                steps(),
                episodes,
                returnSum / episodes,
                update.policyLoss,
                update.valueLoss,
                update.entropy,
                update.kl,
                update.epochs,
                environmentNanos / 1e9,
                (rolled - start - environmentNanos) / 1e9,
                (end - rolled) / 1e9);
    }

    /** Step t of the rollout in every environment. */
    private void act(int t) {
        int n = environments.count();
        int size = model.distribution.size();
        int actionSize = actions.length / n;
        look();
        for (int e = 0; e < n; e++) {
            int k = t * n + e;
            rollout.values[k] = model.critic.forward(now, e * width)[0];
            if (t > 0 && !rollout.ended[k - n]) {
                rollout.next[k - n] = rollout.values[k];
            }
            float[] outputs = model.actor.forward(now, e * width);
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
        return model.critic.forward(after, 0)[0];
    }

    /** What the last minibatch of an update saw. */
    private static final class Update {
        private double policyLoss = Double.NaN;
        private double valueLoss = Double.NaN;
        private double entropy = Double.NaN;
        private double kl = Double.NaN;
        private int epochs;
    }

    private Update update() {
        Update update = new Update();
        try (var _ = new Scope()) {
            Minibatch all = Minibatch.of(rollout);
            boolean going = true;
            while (going && update.epochs < settings.epochs()) {
                going = epoch(all, update);
            }
        }
        model.refresh();
        return update;
    }

    /** Goes over the rollout once, in random order; false where the KL stop ended it. */
    private boolean epoch(Minibatch all, Update update) {
        update.epochs++;
        int n = rollout.size();
        int count = Math.ceilDiv(n, settings.minibatch());
        int[] order = count == 1 ? new int[0] : shuffled(n, update.epochs);
        for (int b = 0; b < count; b++) {
            boolean last = update.epochs == settings.epochs() && b == count - 1;
            try (var _ = new Scope()) {
                int from = (int) ((long) n * b / count);
                int to = (int) ((long) n * (b + 1) / count);
                Minibatch batch = count == 1 ? all : all.pick(java.util.Arrays.copyOfRange(order, from, to));
                PpoLoss loss = PpoLoss.of(model, batch, settings.objective());
                if (last || settings.objective().stopKl() < Double.POSITIVE_INFINITY) {
                    note(loss, update);
                    if (update.kl > settings.objective().stopKl()) {
                        return false;
                    }
                }
                descend(loss);
            }
        }
        return true;
    }

    private static void note(PpoLoss loss, Update update) {
        update.policyLoss = loss.policy().item();
        update.valueLoss = loss.value().item();
        update.entropy = loss.entropy().item();
        update.kl = loss.kl().item();
    }

    private void descend(PpoLoss loss) {
        model.zeroGradients();
        loss.total(settings.objective()).backward();
        if (settings.objective().gradientNorm() < Double.POSITIVE_INFINITY) {
            model.actorParameters.clipGradients(settings.objective().gradientNorm());
            model.criticParameters.clipGradients(settings.objective().gradientNorm());
        }
        double left = settings.rates().fall() ? Math.max(0, 1 - (double) steps() / settings.totalSteps()) : 1;
        model.actorOptimizer.step(left * settings.rates().actor());
        model.criticOptimizer.step(left * settings.rates().critic());
    }

    private int[] shuffled(int n, int epoch) {
        RandomGenerator shuffle =
                seeds.child("shuffle").child(iteration).child(epoch).generator();
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = shuffle.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    @Override
    public void close() {
        model.close();
    }
}
