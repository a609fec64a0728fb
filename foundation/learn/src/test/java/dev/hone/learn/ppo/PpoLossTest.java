package dev.hone.learn.ppo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.learn.Space;
import dev.hone.tensor.Functional;
import dev.hone.tensor.Init;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import dev.hone.tensor.dense.FlatParameters;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PpoLossTest {
    private static final int STEPS = 6;
    private static final int ENVIRONMENTS = 2;
    private static final int N = STEPS * ENVIRONMENTS;
    private static final PpoSettings.Objective OBJECTIVE =
            new PpoSettings.Objective(0.2, 0.3, 0.5, 0.1, Double.POSITIVE_INFINITY, 0.5);
    private static final PpoSettings.Objective FREE =
            new PpoSettings.Objective(0.2, Double.POSITIVE_INFINITY, 0.5, 0, Double.POSITIVE_INFINITY, 0.5);
    private static final Space CHOICES = new Space.Discrete(2);

    static List<Space> spaces() {
        return List.of(CHOICES, Space.Box.of(2, -1, 1));
    }

    private static ActorCritic model(Space actions) {
        return new ActorCritic(Space.Box.of(3, -1, 1), actions, List.of(6), -0.3, Seeds.of(1));
    }

    private static Rollout rollout(Space actions) {
        int size = actions.size();
        Rollout rollout = new Rollout(STEPS, ENVIRONMENTS, 3, size);
        fill(rollout.features, 2, 1);
        fill(rollout.raw, 3, 1);
        fill(rollout.logProbabilities, 4, 0.1);
        fill(rollout.advantages, 5, 1);
        fill(rollout.returns, 6, 1);
        fill(rollout.values, 7, 1);
        for (int i = 0; i < N; i++) {
            rollout.logProbabilities[i] -= actions instanceof Space.Discrete ? 0.7f : 3;
            if (actions instanceof Space.Discrete) {
                rollout.raw[i] = i % 2;
            }
        }
        return rollout;
    }

    private static void fill(float[] array, int seed, double deviation) {
        System.arraycopy(Init.normal(Seeds.of(seed), array.length, deviation), 0, array, 0, array.length);
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void gradients_agree_with_differences(Space actions) {
        ActorCritic model = model(actions);
        PpoLoss loss = new PpoLoss(model, OBJECTIVE);
        Minibatch batch = Minibatch.of(rollout(actions));
        loss.of(batch);
        model.backward();
        for (FlatParameters parameters : List.of(model.actorParameters, model.criticParameters)) {
            float[] gradients = parameters.gradients().clone();
            float[] values = parameters.values();
            for (int i = 0; i < values.length; i++) {
                float kept = values[i];
                values[i] = kept + 1e-3f;
                loss.of(batch);
                double more = loss.total();
                values[i] = kept - 1e-3f;
                loss.of(batch);
                double less = loss.total();
                values[i] = kept;
                double slope = (more - less) / 2e-3;
                boolean filling = gradients[i] == 0;
                assertEquals(filling ? 0 : slope, gradients[i], 5e-4 + 0.01 * Math.abs(slope), "number " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void gradients_are_those_of_the_tensor_library(Space actions) {
        for (PpoSettings.Objective objective : List.of(OBJECTIVE, FREE)) {
            ActorCritic model = model(actions);
            Rollout rollout = rollout(actions);
            PpoLoss loss = new PpoLoss(model, objective);
            loss.of(Minibatch.of(rollout));
            model.backward();
            try (var parameters = new Parameters();
                    var _ = new Scope()) {
                for (FlatParameters flat : List.of(model.actorParameters, model.criticParameters)) {
                    flat.save().forEach((name, data) -> parameters.add(name, data.floats(), data.shape()));
                }
                Tensor expected = reference(parameters, rollout, actions, objective);
                assertEquals(expected.item(), loss.total(), 1e-5);
                expected.backward();
                for (FlatParameters flat : List.of(model.actorParameters, model.criticParameters)) {
                    System.arraycopy(flat.gradients(), 0, flat.values(), 0, flat.values().length);
                    flat.save().forEach((name, data) -> {
                        Tensor gradient = parameters.get(name).gradient();
                        assertArrayEquals(gradient.floats(), data.floats(), 1e-5f, name);
                    });
                }
            }
        }
    }

    /** The loss on tensors, written from the formulas. */
    private static Tensor reference(
            Parameters parameters, Rollout rollout, Space actions, PpoSettings.Objective objective) {
        Tensor features = Tensor.of(rollout.features, N, 3);
        Tensor raw = Tensor.of(rollout.raw, N, actions.size());
        Tensor outputs = network(parameters, "actor", features);
        Tensor logProbabilities;
        Tensor entropy;
        if (actions instanceof Space.Discrete) {
            Tensor all = Functional.logSoftmax(outputs, -1);
            logProbabilities = all.gather(1, raw.toLong()).reshape(-1);
            entropy = all.exp().mul(all).sum(1, false).neg().mean();
        } else {
            Tensor logDeviation = parameters.get("actor.log_deviation");
            double halfLogTau = Math.log(2 * Math.PI) / 2;
            logProbabilities = raw.sub(outputs)
                    .mul(logDeviation.neg().exp())
                    .square()
                    .mul(0.5)
                    .add(logDeviation)
                    .add(halfLogTau)
                    .sum(1, false)
                    .neg();
            entropy = logDeviation.add(halfLogTau + 0.5).sum();
        }
        Tensor ratio =
                logProbabilities.sub(Tensor.of(rollout.logProbabilities, N)).exp();
        Tensor advantages = Tensor.of(rollout.advantages, N);
        Tensor centred = advantages.sub(advantages.mean());
        Tensor against = centred.div(centred.square().mean().sqrt().add(1e-8)).neg();
        Tensor policy = against.mul(ratio)
                .maximum(against.mul(ratio.clamp(1 - objective.clip(), 1 + objective.clip())))
                .mean();
        Tensor values = network(parameters, "critic", features).reshape(-1);
        Tensor returns = Tensor.of(rollout.returns, N);
        Tensor old = Tensor.of(rollout.values, N);
        Tensor squared = values.sub(returns).square();
        if (objective.valueClip() < Double.POSITIVE_INFINITY) {
            Tensor clipped = old.add(values.sub(old).clamp(-objective.valueClip(), objective.valueClip()));
            squared = squared.maximum(clipped.sub(returns).square());
        }
        return policy.add(squared.mean().mul(0.5 * objective.valueWeight()))
                .sub(entropy.mul(objective.entropyWeight()));
    }

    private static Tensor network(Parameters parameters, String name, Tensor x) {
        Tensor hidden = Functional.tanh(
                Functional.linear(x, parameters.get(name + ".0.weight"), parameters.get(name + ".0.bias")));
        return Functional.linear(hidden, parameters.get(name + ".1.weight"), parameters.get(name + ".1.bias"));
    }

    @Test
    void a_ratio_beyond_the_clip_pulls_no_further() {
        ActorCritic model = model(CHOICES);
        Rollout rollout = rollout(CHOICES);
        Arrays.fill(rollout.logProbabilities, -9); // every action is now far likelier than it was
        for (int i = 0; i < N; i++) {
            rollout.advantages[i] = i % 2; // normalised: half of them -1, half 1
        }
        PpoLoss loss = new PpoLoss(model, FREE);
        loss.of(Minibatch.of(rollout));
        assertTrue(loss.policy > 100, "the bad actions' ratios are not clipped: " + loss.policy);
        assertTrue(loss.kl > 100);
        float[] gradients = model.actor.outputGradients();
        for (int i = 0; i < N; i++) {
            boolean good = i % 2 == 1;
            assertEquals(good, gradients[i * model.actor.outputStride()] == 0, "step " + i);
        }
    }

    @Test
    void the_same_policy_has_no_divergence_and_a_loss_of_minus_the_mean_advantage() {
        ActorCritic model = model(CHOICES);
        Rollout rollout = rollout(CHOICES);
        float[] outputs = model.actor.forward(rollout.features, 0, N);
        for (int i = 0; i < N; i++) {
            model.distribution.see(outputs, i * model.actor.outputStride());
            rollout.logProbabilities[i] = (float) model.distribution.logProbability(rollout.raw, i);
        }
        PpoLoss loss = new PpoLoss(model, FREE);
        loss.of(Minibatch.of(rollout));
        assertEquals(0, loss.kl, 1e-6);
        assertEquals(0, loss.policy, 1e-6, "normalised advantages have mean 0");
    }

    @Test
    void values_are_held_near_those_of_the_rollout_only_where_that_is_asked_for() {
        ActorCritic model = model(CHOICES);
        Rollout rollout = rollout(CHOICES);
        PpoLoss free = new PpoLoss(model, FREE);
        PpoLoss held = new PpoLoss(model, OBJECTIVE);
        free.of(Minibatch.of(rollout));
        held.of(Minibatch.of(rollout));
        float[] values = model.critic.forward(rollout.features, 0, N);
        double expected = 0;
        for (int i = 0; i < N; i++) {
            expected += Math.pow(values[i * model.critic.outputStride()] - rollout.returns[i], 2) / 2 / N;
        }
        assertEquals(expected, free.value, 1e-5);
        assertTrue(held.value > free.value, "the larger of both errors counts");
    }

    @Test
    void a_minibatch_holds_the_steps_it_was_asked_for() {
        Rollout rollout = rollout(CHOICES);
        int[] order = {5, 0, 11, 3};
        Minibatch batch = Minibatch.upTo(5, rollout).pick(rollout, order, 1, 4);
        assertEquals(3, batch.size());
        for (int i = 0; i < 3; i++) {
            int k = order[1 + i];
            assertArrayEquals(
                    Arrays.copyOfRange(rollout.features, 3 * k, 3 * k + 3),
                    Arrays.copyOfRange(batch.features, 3 * i, 3 * i + 3));
            assertEquals(rollout.raw[k], batch.raw[i]);
            assertEquals(rollout.logProbabilities[k], batch.logProbabilities[i]);
            assertEquals(rollout.advantages[k], batch.advantages[i]);
            assertEquals(rollout.returns[k], batch.returns[i]);
            assertEquals(rollout.values[k], batch.values[i]);
        }
    }
}
