package dev.hone.learn.sac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.Seeds;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Space;
import dev.hone.tensor.Init;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoftFormTest {
    private static final int N = 4;

    /** Over the two inputs of each row the density of tanh(u) must sum to 1. */
    @Test
    void the_density_of_a_squashed_number_is_one() {
        SquashedGaussian form = new SquashedGaussian(Space.Box.of(1, -1, 1));
        int draws = 200_000;
        try (var _ = new Scope()) {
            float[] rows = new float[2 * draws];
            for (int i = 0; i < draws; i++) {
                rows[2 * i] = 0.4f;
                rows[2 * i + 1] = 0.6f;
            }
            SoftForm.Plan plan = form.plan(Tensor.of(rows, draws, 2), new RandomStream(1));
            // E[1 / p(a)] over drawn actions is the length of the space that they fill: 2
            double length = plan.logProbability().neg().exp().mean().item();
            assertEquals(2, length, 0.03);
        }
    }

    @Test
    void acting_and_learning_draw_from_the_same_distribution() {
        SquashedGaussian form = new SquashedGaussian(Space.Box.of(1, -1, 1));
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
        for (SoftForm form : List.of(new SquashedGaussian(Space.Box.of(2, -1, 1)), new Choices(3))) {
            try (var critics = new TwinCritics(List.of(form.criticInputs(2), 8, form.criticOutputs()), Seeds.of(1));
                    var _ = new Scope()) {
                Tensor features = Tensor.of(Init.normal(Seeds.of(2), 2 * N, 1), N, 2);
                float[] at = Init.normal(Seeds.of(3), (long) N * form.outputs(), 0.5);
                Tensor outputs = Tensor.of(at, N, form.outputs()).requireGradient();
                loss(form, critics, features, outputs).backward();
                float[] gradient = outputs.gradient().floats();
                for (int i = 0; i < at.length; i++) {
                    float kept = at[i];
                    at[i] = kept + 1e-2f;
                    double more = loss(form, critics, features, Tensor.of(at, N, form.outputs()))
                            .item();
                    at[i] = kept - 1e-2f;
                    double less = loss(form, critics, features, Tensor.of(at, N, form.outputs()))
                            .item();
                    at[i] = kept;
                    double slope = (more - less) / 2e-2;
                    assertEquals(slope, gradient[i], 2e-3 + 0.03 * Math.abs(slope));
                }
            }
        }
    }

    private static Tensor loss(SoftForm form, TwinCritics critics, Tensor features, Tensor outputs) {
        return form.plan(outputs, new RandomStream(5))
                .softValue(features, critics, 0.3)
                .mean()
                .neg();
    }

    /** Two choices with known values: the expectation is written out. */
    @Test
    void choices_expect_over_all_of_them() {
        try (var critics = new TwinCritics(List.of(1, 2), Seeds.of(1));
                var _ = new Scope()) {
            Tensor features = Tensor.of(new float[] {1}, 1, 1);
            double[] one = critics.one.forward(features).doubles();
            double[] two = critics.two.forward(features).doubles();
            double p = 1 / (1 + Math.exp(-1.0));
            double expected = p * (Math.min(one[0], two[0]) - 0.5 * Math.log(p))
                    + (1 - p) * (Math.min(one[1], two[1]) - 0.5 * Math.log(1 - p));
            SoftForm.Plan plan = new Choices(2).plan(Tensor.of(new float[] {1, 0}, 1, 2), new RandomStream(1));
            assertEquals(expected, plan.softValue(features, critics, 0.5).item(), 1e-6);
            double entropy = -p * Math.log(p) - (1 - p) * Math.log(1 - p);
            assertEquals(-entropy, plan.logProbability().item(), 1e-6);
        }
    }

    @Test
    void the_target_entropy_is_per_dimension_or_a_share_of_the_most() {
        assertEquals(-3, new SquashedGaussian(Space.Box.of(3, -1, 1)).targetEntropy(-1));
        assertEquals(Math.log(4) / 2, new Choices(4).targetEntropy(0.5), 1e-12);
    }

    @Test
    void real_numbers_need_ends() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new SquashedGaussian(Space.Box.of(1, -1, Double.POSITIVE_INFINITY)));
    }
}
