package dev.hone.learn.unet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.learn.RandomStream;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnetTest {
    private static final UnetShape SHAPE = new UnetShape(8, 3, 4, 6, List.of(8, 16, 24));
    private static final int ROWS = 3;
    private static final double STRIDE = 1e-5;

    private final Parameters parameters = new Parameters();
    private final Unet unet = new Unet(parameters, "u", SHAPE, Seeds.of(3));
    private final float[] inputs = new float[ROWS * SHAPE.inputWidth()];

    UnetTest() {
        RandomStream random = new RandomStream(7);
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextGaussian();
        }
        parameters.byName().forEach((name, tensor) -> { // norms too, which begin as ones and zeros
            float[] values = tensor.floats();
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) (0.1 * random.nextGaussian());
            }
            parameters.set(name, values);
        });
    }

    @AfterEach
    void free() {
        parameters.close();
    }

    private SequencedMap<String, double[]> weights() {
        SequencedMap<String, double[]> weights = new LinkedHashMap<>();
        parameters.byName().forEach((name, tensor) -> weights.put(name.substring(2), tensor.doubles()));
        return weights;
    }

    private double[] row(int row) {
        double[] input = new double[SHAPE.inputWidth()];
        for (int i = 0; i < input.length; i++) {
            input[i] = inputs[row * input.length + i];
        }
        return input;
    }

    @Test
    void training_and_acting_give_what_the_definitions_give() {
        ReferenceUnet reference = new ReferenceUnet(SHAPE, weights());
        PlainUnet plain =
                new PlainUnet(SHAPE, name -> parameters.get("u." + name).floats());
        try (var _ = new Scope()) {
            float[] trained =
                    unet.forward(Tensor.of(inputs, ROWS, SHAPE.inputWidth())).floats();
            for (int row = 0; row < ROWS; row++) {
                double[] expected = reference.forward(row(row));
                float[] input = new float[SHAPE.inputWidth()];
                System.arraycopy(inputs, row * input.length, input, 0, input.length);
                float[] acted = plain.forward(input);
                for (int i = 0; i < expected.length; i++) {
                    assertEquals(expected[i], trained[row * expected.length + i], 2e-5, "training, row " + row);
                    assertEquals(expected[i], acted[i], 2e-5, "acting, row " + row);
                }
            }
        }
    }

    @Test
    void gradients_are_those_of_finite_differences_in_double_precision() {
        float[] direction = new float[SHAPE.chunkWidth()];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = (float) Math.cos(i);
        }
        SequencedMap<String, double[]> weights = weights();
        ReferenceUnet reference = new ReferenceUnet(SHAPE, weights);
        double[] input = row(0);
        RandomStream random = new RandomStream(11);
        try (var _ = new Scope()) {
            parameters.zeroGradients();
            unet.forward(Tensor.of(inputs, ROWS, SHAPE.inputWidth()))
                    .narrow(0, 0, 1)
                    .mul(Tensor.of(direction, 1, direction.length))
                    .sum()
                    .backward();
            weights.forEach((name, values) -> {
                float[] gradient = parameters.get("u." + name).gradient().floats();
                for (int i = 0; i < 3; i++) {
                    int at = random.nextInt(values.length);
                    double expected = difference(reference, input, direction, values, at);
                    assertEquals(expected, gradient[at], 1e-3 + 1e-3 * Math.abs(expected), name + " " + at);
                }
            });
        }
    }

    private static double difference(
            ReferenceUnet reference, double[] input, float[] direction, double[] values, int at) {
        double was = values[at];
        values[at] = was + STRIDE;
        double above = along(direction, reference.forward(input));
        values[at] = was - STRIDE;
        double below = along(direction, reference.forward(input));
        values[at] = was;
        return (above - below) / (2 * STRIDE);
    }

    private static double along(float[] direction, double[] output) {
        double sum = 0;
        for (int i = 0; i < output.length; i++) {
            sum += direction[i] * output[i];
        }
        return sum;
    }

    @Test
    void an_output_follows_from_every_part_of_the_input() {
        PlainUnet plain =
                new PlainUnet(SHAPE, name -> parameters.get("u." + name).floats());
        float[] input = new float[SHAPE.inputWidth()];
        float[] before = plain.forward(input).clone();
        for (int part : new int[] {0, SHAPE.chunkWidth() - 1, SHAPE.chunkWidth(), input.length - 1}) {
            float[] other = input.clone();
            other[part] = 1;
            float[] after = plain.forward(other);
            double most = 0;
            for (int i = 0; i < after.length; i++) {
                most = Math.max(most, Math.abs(after[i] - before[i]));
            }
            assertTrue(most > 1e-4, "input " + part + " changes nothing");
        }
        assertArrayEquals(before, plain.forward(input), "nothing is remembered");
    }

    @Test
    void sizes_that_do_not_fit_are_refused() {
        HoneException groups = assertThrows(HoneException.class, () -> new UnetShape(8, 3, 4, 6, List.of(12)));
        assertTrue(groups.getMessage().contains("multiples of 8"), groups.getMessage());
        HoneException halved = assertThrows(HoneException.class, () -> new UnetShape(10, 3, 4, 6, List.of(8, 8, 8)));
        assertTrue(halved.getMessage().contains("3 levels halves a chunk of 10"), halved.getMessage());
        Map<String, double[]> weights = weights();
        assertThrows(
                IllegalArgumentException.class,
                () -> new PlainUnet(SHAPE, name -> new float[weights.get(name).length + 1]));
    }
}
