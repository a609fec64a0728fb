package dev.hone.learn.sac;

import dev.hone.core.Seeds;
import dev.hone.learn.Checkpointed;
import dev.hone.learn.Features;
import dev.hone.learn.NetworkPolicy;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Replay;
import dev.hone.learn.RunningNorm;
import dev.hone.learn.Space;
import dev.hone.learn.VectorEnvironment;
import dev.hone.tensor.dense.DenseNetwork;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Soft actor-critic (Haarnoja et al. 2018, algorithm 1, with the automatic temperature of "Algorithms and Applications",
 * section 5). Each iteration does one step in every environment, then learns from steps drawn from the replay:
 *
 * <pre>
 * y = r + gamma (1 - terminated) E[min(Q1', Q2')(s', a') - alpha log pi(a'|s')]     targets, a' from the policy of now
 * critics:      mean (Q1 - y)^2 + mean (Q2 - y)^2
 * actor:        mean E[alpha log pi(a|s) - min(Q1, Q2)(s, a)]
 * temperature:  mean log alpha (entropy - target entropy)
 * targets:      Q' moves tau of the way to Q
 * </pre>
 *
 * <p>The {@link SoftForm} says what E and log pi are for real numbers and for choices, and how they pull. Truncated episodes are not
 * terminated. Everything runs in plain Java: on layers this small, native calls take longer than what they compute.
 */
public final class Sac implements Checkpointed {
    private final SacSettings settings;
    private final VectorEnvironment environments;
    private final Seeds seeds;
    private final SacModel model;
    private final Replay replay;
    private final Replay.Batch batch;
    private final RandomStream random;
    private final Space observations;
    private final int width;
    private final float[] now;
    private final float[] after;
    private final float[] raw;
    private final float[] actions;
    private final float[] y;
    private final float[] soft;
    private final long[] nanos = new long[3];
    private long iteration;
    private long updates;
    private double criticLoss = Double.NaN;
    private double actorLoss = Double.NaN;
    private double entropy = Double.NaN;

    /** Begins: same settings, environments and seeds, same bytes. The environments stay the caller's to close. */
    public Sac(SacSettings settings, VectorEnvironment environments, Seeds seeds) {
        this.settings = settings;
        this.environments = environments;
        this.seeds = seeds;
        observations = environments.environment(0).observations();
        Space actionSpace = environments.environment(0).actions();
        width = Features.width(observations);
        model = new SacModel(observations, actionSpace, settings, seeds.child("weights"));
        int size = model.form.size();
        replay = new Replay(settings.capacity(), width, size);
        batch = new Replay.Batch(settings.batch(), width, size);
        random = new RandomStream(seeds.child("actions").asLong());
        int n = environments.count();
        now = new float[n * width];
        after = new float[width];
        raw = new float[n * size];
        actions = new float[n * actionSpace.size()];
        y = new float[settings.batch()];
        soft = new float[settings.batch()];
        environments.reset(episodeSeeds());
    }

    private Seeds episodeSeeds() {
        return seeds.child("environments");
    }

    /** Environment steps so far. */
    public long steps() {
        return iteration * environments.count();
    }

    /** The best action of what is learnt; goes on learning with this. */
    public NetworkPolicy policy() {
        NetworkPolicy.Form form = switch (model.form) {
            case SquashedGaussian _ -> NetworkPolicy.Form.SQUASHED;
            case Choices _ -> NetworkPolicy.Form.CATEGORICAL;
        };
        Space actionSpace = environments.environment(0).actions();
        return new NetworkPolicy(observations, actionSpace, form, model.acting, new RunningNorm(width));
    }

    public SacProgress progress() {
        return new SacProgress(
                criticLoss, actorLoss, entropy, model.alpha(), nanos[0] / 1e9, nanos[1] / 1e9, nanos[2] / 1e9);
    }

    /** One step of every environment and the updates that are due after it. */
    public SacIteration iterate() {
        act();
        int episodes = 0;
        double returns = 0;
        for (int e = 0; e < environments.count(); e++) {
            if (environments.ended(e)) {
                episodes++;
                returns += environments.returned(e);
            }
        }
        iteration++;
        long start = System.nanoTime();
        if (steps() >= settings.firstSteps()) {
            long due = (steps() - settings.firstSteps()) / settings.stepsPerUpdate() + 1;
            boolean learnt = updates < due;
            while (updates < due) {
                update();
                updates++;
            }
            if (learnt) {
                model.refresh();
            }
        }
        nanos[2] += System.nanoTime() - start;
        return new SacIteration(steps(), updates, episodes, returns / episodes);
    }

    private void act() {
        long start = System.nanoTime();
        int n = environments.count();
        int size = model.form.size();
        for (int e = 0; e < n; e++) {
            Features.write(observations, environments.observations(), e * observations.size(), now, e * width);
            if (steps() < settings.firstSteps()) {
                model.form.explore(random, raw, e * size);
            } else {
                model.form.sample(model.acting.forward(now, e * width), random, raw, e * size);
            }
            model.form.toAction(raw, e * size, actions, e * actions.length / n);
        }
        long decided = System.nanoTime();
        environments.step(actions);
        nanos[0] += System.nanoTime() - decided;
        nanos[1] += decided - start;
        for (int e = 0; e < n; e++) {
            Features.write(observations, environments.lastObservations(), e * observations.size(), after, 0);
            replay.add(now, e * width, raw, e * size, environments.reward(e), after, 0, environments.terminated(e));
        }
    }

    private void update() {
        replay.draw(random, batch);
        double alpha = model.alpha();
        target(alpha);
        learnCritics();
        learnActor(alpha);
        learnTemperature();
        model.targets.parameters.follow(model.critics.parameters, settings.tau());
    }

    /** Writes y. */
    private void target(double alpha) {
        plan(batch.next);
        model.form.softValues(batch.next, model.targets, alpha, soft);
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) (batch.rewards[i] + settings.gamma() * (1 - batch.terminated[i]) * soft[i]);
        }
    }

    /** What the policy of now does in these places. */
    private void plan(float[] features) {
        float[] outputs = model.actor.forward(features, 0, y.length);
        model.form.plan(outputs, model.actor.outputStride(), y.length, random);
    }

    private void learnCritics() {
        float[] inputs = model.form.inputs(batch.features, batch.actions, y.length);
        model.critics.parameters.zeroGradients();
        criticLoss = regress(model.critics.one, inputs) + regress(model.critics.two, inputs);
        model.criticOptimizer.step(settings.rates().critic());
    }

    /** {@code mean (Q - y)^2}, and its gradient by the critic's weights. */
    private double regress(DenseNetwork critic, float[] inputs) {
        int n = y.length;
        int stride = critic.outputStride();
        float[] outputs = critic.forward(inputs, 0, n);
        float[] gradients = critic.outputGradients();
        Arrays.fill(gradients, 0);
        double squares = 0;
        for (int i = 0; i < n; i++) {
            int k = i * stride + model.form.output(batch.actions, i);
            double error = outputs[k] - y[i];
            gradients[k] = (float) (2 * error / n);
            squares += error * error;
        }
        critic.backward();
        return squares / n;
    }

    private void learnActor(double alpha) {
        plan(batch.features);
        model.form.softValues(batch.features, model.critics, alpha, soft);
        model.actorParameters.zeroGradients();
        model.form.differentiate(model.critics, alpha, model.actor.outputGradients(), model.actor.outputStride());
        model.actor.backward();
        model.actorOptimizer.step(settings.rates().actor());
        actorLoss = 0;
        for (float value : soft) {
            actorLoss -= value / soft.length;
        }
    }

    private void learnTemperature() {
        entropy = -model.form.meanLogProbability();
        if (settings.rates().temperature() > 0) {
            double over = entropy - model.form.targetEntropy(settings.targetEntropy());
            model.temperature.gradients()[0] = (float) over;
            model.temperatureOptimizer.step(settings.rates().temperature());
        }
    }

    @Override
    public Identity identity() {
        return Identity.of("sac", environments, settings);
    }

    @Override
    public SequencedMap<String, Part> parts() {
        var parts = new LinkedHashMap<String, Part>();
        parts.put("actor", Part.of(model.actorParameters));
        parts.put("critics", Part.of(model.critics.parameters));
        parts.put("targets", Part.of(model.targets.parameters));
        parts.put("temperature", Part.of(model.temperature));
        parts.put("actor-adam", Part.of(model.actorOptimizer));
        parts.put("critic-adam", Part.of(model.criticOptimizer));
        parts.put("temperature-adam", Part.of(model.temperatureOptimizer));
        parts.put("replay", replay);
        parts.put("random", Part.of(to -> random.save(to.put(iteration).put(updates)), from -> {
            iteration = from.nextLong();
            updates = from.nextLong();
            random.restore(from);
        }));
        parts.put("environments", Part.of(environments::save, from -> environments.restore(episodeSeeds(), from)));
        return parts;
    }

    @Override
    public void loaded() {
        model.refresh();
    }
}
