package dev.hone.learn.ppo;

import dev.hone.core.Seeds;
import dev.hone.learn.Categorical;
import dev.hone.learn.Checkpointed;
import dev.hone.learn.DiagonalGaussian;
import dev.hone.learn.Environment;
import dev.hone.learn.NetworkPolicy;
import dev.hone.learn.Space;
import dev.hone.learn.VectorEnvironment;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * Proximal policy optimisation (Schulman et al. 2017, algorithm 1). Each iteration acts for T steps in N environments, then
 * climbs a surrogate of the return on those N T steps, which is clipped where it would carry the policy away from the one
 * that acted.
 *
 * <p>"Features" are observations as the networks take them, normalised where the settings say so. {@link RolloutCollector} acts
 * and {@link PpoLoss} differentiates, both in plain Java on the same networks: on layers as small as these, native calls take
 * longer than what they compute.
 *
 * <p>The time limit of an environment is no part of its task: where an episode was truncated, the value of what it led to
 * stands for the rest of it.
 */
public final class Ppo implements Checkpointed {
    private final PpoSettings settings;
    private final VectorEnvironment environments;
    private final Seeds seeds;
    private final ActorCritic model;
    private final RolloutCollector collector;
    private final Rollout rollout;
    private final Minibatch whole;
    private final Minibatch part;
    private final PpoLoss loss;
    private long iteration;

    /** Begins: same settings, environments and seeds, same bytes. The environments stay the caller's to close. */
    public Ppo(PpoSettings settings, VectorEnvironment environments, Seeds seeds) {
        this.settings = settings;
        this.environments = environments;
        this.seeds = seeds;
        Space observations = environments.environment(0).observations();
        Space actions = environments.environment(0).actions();
        model = new ActorCritic(
                observations, actions, settings.hidden(), settings.firstLogDeviation(), seeds.child("weights"));
        collector = new RolloutCollector(settings, environments, model, seeds.child("actions"));
        rollout = collector.rollout;
        whole = Minibatch.of(rollout);
        part = Minibatch.upTo(Math.min(settings.minibatch(), rollout.size()), rollout);
        loss = new PpoLoss(model, settings.objective());
        environments.reset(episodeSeeds());
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
        Environment first = environments.environment(0);
        return new NetworkPolicy(first.observations(), first.actions(), form, model.acting, collector.norm);
    }

    /** One rollout and one update. */
    public PpoIteration iterate() {
        long start = System.nanoTime();
        collector.collect();
        long rolled = System.nanoTime();
        Update update = update();
        iteration++;
        long end = System.nanoTime();
        return new PpoIteration(
                steps(),
                collector.episodes(),
                collector.meanReturn(),
                update.policyLoss,
                update.valueLoss,
                update.entropy,
                update.kl,
                update.epochs,
                collector.environmentNanos() / 1e9,
                (rolled - start - collector.environmentNanos()) / 1e9,
                (end - rolled) / 1e9);
    }

    /** What the last minibatch of an update saw. */
    private static final class Update {
        private double policyLoss = Double.NaN;
        private double valueLoss = Double.NaN;
        private double entropy = Double.NaN;
        private double kl = Double.NaN;
        private int epochs;

        private void note(PpoLoss loss) {
            policyLoss = loss.policy;
            valueLoss = loss.value;
            entropy = loss.entropy;
            kl = loss.kl;
        }
    }

    private Update update() {
        Update update = new Update();
        boolean going = true;
        while (going && update.epochs < settings.epochs()) {
            going = epoch(update);
        }
        model.refresh();
        return update;
    }

    /** Goes over the rollout once, in random order; false where the KL stop ended it. */
    private boolean epoch(Update update) {
        update.epochs++;
        int n = rollout.size();
        int count = Math.ceilDiv(n, settings.minibatch());
        int[] order = count == 1 ? new int[0] : shuffled(n, update.epochs);
        for (int b = 0; b < count; b++) {
            boolean last = update.epochs == settings.epochs() && b == count - 1;
            int from = (int) ((long) n * b / count);
            int to = (int) ((long) n * (b + 1) / count);
            loss.of(count == 1 ? whole : part.pick(rollout, order, from, to));
            if (last || settings.objective().stopKl() < Double.POSITIVE_INFINITY) {
                update.note(loss);
                if (update.kl > settings.objective().stopKl()) {
                    return false;
                }
            }
            descend();
        }
        return true;
    }

    private void descend() {
        model.backward();
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
    public Identity identity() {
        return Identity.of("ppo", environments, settings);
    }

    @Override
    public SequencedMap<String, Part> parts() {
        var parts = new LinkedHashMap<String, Part>();
        parts.put("actor", Part.of(model.actorParameters));
        parts.put("critic", Part.of(model.criticParameters));
        parts.put("actor-adam", Part.of(model.actorOptimizer));
        parts.put("critic-adam", Part.of(model.criticOptimizer));
        parts.put("random", Part.of(to -> collector.random.save(to.put(iteration)), from -> {
            iteration = from.nextLong();
            collector.random.restore(from);
        }));
        parts.put("observations", Part.of(collector.norm::save, collector.norm::restore));
        parts.put("rewards", Part.of(collector.scale::save, collector.scale::restore));
        parts.put("environments", Part.of(environments::save, from -> environments.restore(episodeSeeds(), from)));
        return parts;
    }

    @Override
    public void loaded() {
        model.refresh();
    }

    private Seeds episodeSeeds() {
        return seeds.child("environments");
    }
}
