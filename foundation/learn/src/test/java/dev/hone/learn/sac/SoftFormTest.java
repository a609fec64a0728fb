package dev.hone.learn.sac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.Seeds;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Space;
import dev.hone.tensor.Functional;
import dev.hone.tensor.Init;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoftFormTest {
    private static final int N = 4;
    private static final int WIDTH = 2;
    private static final double ALPHA = 0.3;

    private static SquashedGaussian gaussian(int size, int most) {
        return new SquashedGaussian(Space.Box.of(size, -1, 1), WIDTH, most);
    }

    private static TwinCritics critics(SoftForm form) {
        return new TwinCritics(List.of(form.criticInputs(WIDTH), 8, form.criticOutputs()), Seeds.of(1));
    }

    /** Over the two inputs of each row the density of tanh(u) must sum to 1. */
    @Test
    void the_density_of_a_squashed_number_is_one() {
        SquashedGaussian form = gaussian(1, 1);
        RandomStream random = new RandomStream(1);
        float[] row = {0.4f, 0.6f};
        double length = 0;
        int draws = 200_000;
        for (int i = 0; i < draws; i++) {
            form.plan(row, 2, 1, random);
            length += Math.exp(-form.meanLogProbability()) / draws;
        }
        assertEquals(2, length, 0.03, "E[1 / p(a)] over drawn actions is the length of the space that they fill");
    }

    @Test
    void acting_and_learning_draw_from_the_same_distribution() {
        SquashedGaussian form = gaussian(1, 1);
        float[] raw = new float[1];
        RandomStream random = new RandomStream(2);
        double sum = 0;
        int draws = 50_000;
        float[] outputs = {0.4f, 0.6f};
        for (int i = 0; i < draws; i++) {
            form.sample(outputs, random, raw, 0);
            sum += raw[0];
        }
        double deviation = Math.exp(-5 + 3.5 * (Math.tanh(0.6f) + 1));
        double expected = 0;
        for (int i = 0; i < draws; i++) {
            expected += Math.tanh(0.4 + deviation * random.nextGaussian());
        }
        assertEquals(expected / draws, sum / draws, 0.01);
    }

    @Test
    void gradients_of_the_actor_agree_with_differences() {
        for (SoftForm form : List.of(gaussian(2, N), new Choices(3, N))) {
            TwinCritics critics = critics(form);
            int outputs = form.outputs();
            float[] features = Init.normal(Seeds.of(2), (long) WIDTH * N, 1);
            float[] at = Init.normal(Seeds.of(3), (long) N * outputs, 0.5);
            loss(form, critics, features, at);
            float[] gradient = new float[at.length];
            form.differentiate(critics, ALPHA, gradient, outputs);
            for (int i = 0; i < at.length; i++) {
                float kept = at[i];
                at[i] = kept + 1e-2f;
                double more = loss(form, critics, features, at);
                at[i] = kept - 1e-2f;
                double less = loss(form, critics, features, at);
                at[i] = kept;
                double slope = (more - less) / 2e-2;
                assertEquals(slope, gradient[i], 2e-3 + 0.03 * Math.abs(slope));
            }
        }
    }

    private static double loss(SoftForm form, TwinCritics critics, float[] features, float[] outputs) {
        form.plan(outputs, form.outputs(), N, new RandomStream(5));
        float[] soft = new float[N];
        form.softValues(features, critics, ALPHA, soft);
        double sum = 0;
        for (float value : soft) {
            sum -= value;
        }
        return sum / N;
    }

    @Test
    void gradients_of_a_squashed_number_are_those_of_the_tensor_library() {
        SquashedGaussian form = gaussian(2, N);
        TwinCritics critics = critics(form);
        float[] features = Init.normal(Seeds.of(2), (long) WIDTH * N, 1);
        float[] at = Init.normal(Seeds.of(3), 4L * N, 0.5);
        double loss = loss(form, critics, features, at);
        float[] gradient = new float[at.length];
        form.differentiate(critics, ALPHA, gradient, 4);
        RandomStream random = new RandomStream(5);
        float[] draws = new float[2 * N];
        for (int i = 0; i < draws.length; i++) {
            draws[i] = (float) random.nextGaussian();
        }
        try (var parameters = new Parameters();
                var _ = new Scope()) {
            critics.parameters.save().forEach((name, data) -> parameters.add(name, data.floats(), data.shape()));
            Tensor outputs = Tensor.of(at, N, 4).requireGradient();
            Tensor noise = Tensor.of(draws, N, 2);
            Tensor logDeviations =
                    Functional.tanh(outputs.narrow(1, 2, 2)).add(1).mul(3.5).add(-5);
            Tensor u = outputs.narrow(1, 0, 2).add(logDeviations.exp().mul(noise));
            Tensor slope =
                    Functional.softplus(u.mul(-2)).add(u).neg().add(Math.log(2)).mul(2);
            Tensor logDensity = noise.square()
                    .mul(0.5)
                    .add(logDeviations)
                    .add(Math.log(2 * Math.PI) / 2)
                    .add(slope)
                    .sum(1, false)
                    .neg();
            Tensor inputs = Tensor.cat(1, Tensor.of(features, N, WIDTH), Functional.tanh(u));
            Tensor least = critic(parameters, "one", inputs).minimum(critic(parameters, "two", inputs));
            Tensor expected =
                    least.reshape(-1).sub(logDensity.mul(ALPHA)).mean().neg();
            expected.backward();
            assertEquals(expected.item(), loss, 1e-5);
            float[] gradients = outputs.gradient().floats();
            for (int i = 0; i < gradient.length; i++) {
                assertEquals(gradients[i], gradient[i], 1e-5, "output " + i);
            }
        }
    }

    private static Tensor critic(Parameters parameters, String name, Tensor x) {
        Tensor hidden = Functional.relu(
                Functional.linear(x, parameters.get(name + ".0.weight"), parameters.get(name + ".0.bias")));
        return Functional.linear(hidden, parameters.get(name + ".1.weight"), parameters.get(name + ".1.bias"));
    }

    /** Two choices with known values: the expectation is written out. */
    @Test
    void choices_expect_over_all_of_them() {
        Choices form = new Choices(2, 1);
        TwinCritics critics = new TwinCritics(List.of(1, 2), Seeds.of(1));
        float[] features = {1};
        float[] one = critics.one.forward(features, 0, 1);
        float[] two = critics.two.forward(features, 0, 1);
        double p = 1 / (1 + Math.exp(-1.0));
        double expected = p * (Math.min(one[0], two[0]) - 0.5 * Math.log(p))
                + (1 - p) * (Math.min(one[1], two[1]) - 0.5 * Math.log(1 - p));
        float[] soft = new float[1];
        form.plan(new float[] {1, 0}, 2, 1, new RandomStream(1));
        form.softValues(features, critics, 0.5, soft);
        assertEquals(expected, soft[0], 1e-6);
        double entropy = -p * Math.log(p) - (1 - p) * Math.log(1 - p);
        assertEquals(-entropy, form.meanLogProbability(), 1e-6);
    }

    @Test
    void critics_are_asked_about_the_steps_own_actions() {
        float[] read = gaussian(1, 2).inputs(new float[] {1, 2, 3, 4}, new float[] {8, 9}, 2);
        assertEquals(List.of(1f, 2f, 8f, 3f, 4f, 9f), List.of(read[0], read[1], read[2], read[3], read[4], read[5]));
        assertEquals(0, gaussian(1, 2).output(new float[] {8, 9}, 1));
        assertEquals(2, new Choices(3, 2).output(new float[] {0, 2}, 1));
    }

    @Test
    void the_target_entropy_is_per_dimension_or_a_share_of_the_most() {
        assertEquals(-3, gaussian(3, 1).targetEntropy(-1));
        assertEquals(Math.log(4) / 2, new Choices(4, 1).targetEntropy(0.5), 1e-12);
    }

    @Test
    void real_numbers_need_ends() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new SquashedGaussian(Space.Box.of(1, -1, Double.POSITIVE_INFINITY), 1, 1));
    }
}
