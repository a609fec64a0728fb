package dev.hone.learn.ppo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.learn.Space;
import dev.hone.tensor.Init;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Safetensors;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import dev.hone.tensor.TensorData;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PpoLossTest {
    private static final int N = 12;
    private static final PpoSettings.Objective OBJECTIVE =
            new PpoSettings.Objective(0.2, 0.3, 0.5, 0.1, Double.POSITIVE_INFINITY, 0.5);

    @TempDir
    private Path folder;

    private static ActorCritic model(Space actions) {
        return new ActorCritic(Space.Box.of(3, -1, 1), actions, List.of(6), -0.3, Seeds.of(1));
    }

    private static Minibatch batch(Space actions) {
        float[] raw = Init.normal(Seeds.of(3), N, 1);
        float[] logProbabilities = Init.normal(Seeds.of(4), N, 0.1);
        for (int i = 0; i < N; i++) {
            boolean choice = actions instanceof Space.Discrete;
            logProbabilities[i] -= choice ? 0.7f : 1;
            raw[i] = choice ? i % 2 : raw[i];
        }
        return new Minibatch(
                Tensor.of(Init.normal(Seeds.of(2), 3 * N, 1), N, 3),
                Tensor.of(raw, N, 1),
                Tensor.of(logProbabilities, N),
                Tensor.of(Init.normal(Seeds.of(5), N, 1), N),
                Tensor.of(Init.normal(Seeds.of(6), N, 1), N),
                Tensor.of(Init.normal(Seeds.of(7), N, 1), N));
    }

    @Test
    void gradients_agree_with_differences_for_choices() {
        gradientsAgree(new Space.Discrete(2));
    }

    @Test
    void gradients_agree_with_differences_for_real_numbers() {
        gradientsAgree(Space.Box.of(1, -1, 1));
    }

    private void gradientsAgree(Space actions) {
        try (ActorCritic model = model(actions);
                var _ = new Scope()) {
            Minibatch batch = batch(actions);
            model.zeroGradients();
            PpoLoss.of(model, batch, OBJECTIVE).total(OBJECTIVE).backward();
            for (Parameters parameters : List.of(model.actorParameters, model.criticParameters)) {
                for (String name : parameters.byName().sequencedKeySet()) {
                    float[] gradient = parameters.get(name).gradient().floats();
                    int i = gradient.length / 2;
                    double step = 1e-2;
                    double slope = (loss(model, batch, parameters, name, i, step)
                                    - loss(model, batch, parameters, name, i, -step))
                            / (2 * step);
                    assertEquals(slope, gradient[i], 2e-3 + 0.02 * Math.abs(slope), name);
                }
            }
        }
    }

    /** The loss with one weight moved, which is put back. */
    private double loss(ActorCritic model, Minibatch batch, Parameters parameters, String name, int i, double by) {
        Map<String, TensorData> before = parameters.save();
        float[] moved = parameters.get(name).floats();
        moved[i] += (float) by;
        Map<String, TensorData> changed = new LinkedHashMap<>(before);
        changed.put(name, TensorData.of(moved, parameters.get(name).shape()));
        put(parameters, changed);
        double loss = PpoLoss.of(model, batch, OBJECTIVE).total(OBJECTIVE).item();
        put(parameters, before);
        return loss;
    }

    private void put(Parameters parameters, Map<String, TensorData> tensors) {
        Path file = folder.resolve("weights");
        Safetensors.write(file, tensors, Map.of());
        try (Safetensors open = Safetensors.open(file)) {
            parameters.load(open);
        }
    }

    @Test
    void a_ratio_beyond_the_clip_pulls_no_further() {
        Space actions = new Space.Discrete(2);
        try (ActorCritic model = model(actions);
                var _ = new Scope()) {
            Minibatch batch = batch(actions);
            float[] far = new float[N];
            java.util.Arrays.fill(far, -9); // every action is now far likelier than it was
            float[] advantages = new float[N];
            for (int i = 0; i < N; i++) {
                advantages[i] = i % 2; // normalised: half of them -1, half 1
            }
            Minibatch clipped = new Minibatch(
                    batch.features(),
                    batch.raw(),
                    Tensor.of(far, N),
                    Tensor.of(advantages, N),
                    batch.returns(),
                    batch.values());
            PpoLoss loss = PpoLoss.of(model, clipped, OBJECTIVE);
            double ratio = loss.policy().item();
            assertTrue(ratio > 100, "the bad actions' ratios are not clipped: " + ratio);
            assertTrue(loss.kl().item() > 100);
        }
    }

    @Test
    void the_same_policy_has_no_divergence_and_a_loss_of_minus_the_mean_advantage() {
        Space actions = new Space.Discrete(2);
        try (ActorCritic model = model(actions);
                var _ = new Scope()) {
            Minibatch batch = batch(actions);
            Tensor own = model.distribution.logProbabilities(model.act(batch.features()), batch.raw());
            Minibatch same = new Minibatch(
                    batch.features(), batch.raw(), own, batch.advantages(), batch.returns(), batch.values());
            PpoLoss loss = PpoLoss.of(model, same, OBJECTIVE);
            assertEquals(0, loss.kl().item(), 1e-6);
            assertEquals(0, loss.policy().item(), 1e-6, "normalised advantages have mean 0");
        }
    }

    @Test
    void values_are_held_near_those_of_the_rollout_only_where_that_is_asked_for() {
        Space actions = new Space.Discrete(2);
        var free = new PpoSettings.Objective(0.2, Double.POSITIVE_INFINITY, 0.5, 0.1, Double.POSITIVE_INFINITY, 0.5);
        try (ActorCritic model = model(actions);
                var _ = new Scope()) {
            Minibatch batch = batch(actions);
            double plain = PpoLoss.of(model, batch, free).value().item();
            double held = PpoLoss.of(model, batch, OBJECTIVE).value().item();
            float[] values = model.value(batch.features()).floats();
            float[] returns = batch.returns().floats();
            double expected = 0;
            for (int i = 0; i < N; i++) {
                expected += Math.pow(values[i] - returns[i], 2) / 2 / N;
            }
            assertEquals(expected, plain, 1e-5);
            assertTrue(held > plain, "the larger of both errors counts");
        }
    }
}
