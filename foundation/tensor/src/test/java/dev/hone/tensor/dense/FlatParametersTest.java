package dev.hone.tensor.dense;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.tensor.AdamW;
import dev.hone.tensor.Init;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Safetensors;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlatParametersTest {
    private static final AdamW.Settings ADAM = new AdamW.Settings(0.9, 0.999, 1e-5, 0);
    private static final float[] MATRIX = Init.normal(Seeds.of(1), 3 * 20, 1);
    private static final float[] VECTOR = {1, -2, 3};

    @TempDir
    private Path folder;

    private static FlatParameters flat() {
        FlatParameters flat = new FlatParameters();
        flat.addMatrix("w", MATRIX, 3, 20);
        flat.addVector("b", VECTOR);
        return flat;
    }

    private static float[] vector(FlatParameters of) {
        return requireNonNull(of.save().get("b")).floats();
    }

    /** The loss's gradients at step t, the same for both. */
    private static float[] gradient(String name, int step, int count) {
        return Init.normal(Seeds.of(2).child(name).child(step), count, 0.5);
    }

    @Test
    void clips_and_steps_as_the_tensor_library_does() {
        FlatParameters flat = flat();
        FlatAdam adam = new FlatAdam(flat, ADAM);
        try (var parameters = new Parameters()) {
            parameters.add("w", MATRIX, 3, 20);
            parameters.add("b", VECTOR, 3);
            try (var reference = new AdamW(parameters, ADAM)) {
                for (int step = 0; step < 20; step++) {
                    float[] byMatrix = gradient("w", step, 60);
                    float[] byVector = gradient("b", step, 3);
                    FlatParameters shaped = new FlatParameters();
                    shaped.addMatrix("w", byMatrix, 3, 20);
                    shaped.addVector("b", byVector);
                    System.arraycopy(shaped.values(), 0, flat.gradients(), 0, shaped.values().length);
                    double most = step % 2 == 0 ? 0.5 : 1e3;
                    double norm = flat.clipGradients(most);
                    adam.step(0.01);
                    try (var _ = new Scope()) {
                        parameters.zeroGradients();
                        parameters
                                .get("w")
                                .mul(Tensor.of(byMatrix, 3, 20))
                                .sum()
                                .add(parameters
                                        .get("b")
                                        .mul(Tensor.of(byVector, 3))
                                        .sum())
                                .backward();
                        assertEquals(parameters.clipGradients(most), norm, 1e-5);
                        reference.step(0.01);
                    }
                }
                flat.save()
                        .forEach((name, data) ->
                                assertArrayEquals(parameters.get(name).floats(), data.floats(), 1e-5f, name));
            }
        }
    }

    @Test
    void files_are_those_of_the_tensor_library_and_come_back_to_the_bit() {
        FlatParameters flat = flat();
        FlatAdam adam = new FlatAdam(flat, ADAM);
        System.arraycopy(flat.values(), 0, flat.gradients(), 0, flat.values().length);
        adam.step(0.1);
        Path values = folder.resolve("values");
        Path state = folder.resolve("state");
        Safetensors.write(values, flat.save(), Map.of());
        Safetensors.write(state, adam.save(), Map.of());

        FlatParameters other = new FlatParameters();
        other.addMatrix("w", new float[60], 3, 20);
        other.addVector("b", new float[3]);
        FlatAdam otherAdam = new FlatAdam(other, ADAM);
        try (Safetensors one = Safetensors.open(values);
                Safetensors two = Safetensors.open(state)) {
            other.load(one);
            otherAdam.load(two);
            try (var parameters = new Parameters()) {
                parameters.add("w", new float[60], 3, 20);
                parameters.add("b", new float[3], 3);
                parameters.load(one);
                assertArrayEquals(one.floats("w"), parameters.get("w").floats(), "either reads what the other wrote");
                try (var reference = new AdamW(parameters, ADAM)) {
                    reference.load(two);
                    assertEquals(1, reference.steps());
                }
            }
        }
        for (FlatParameters each : new FlatParameters[] {flat, other}) {
            System.arraycopy(each.values(), 0, each.gradients(), 0, each.values().length);
        }
        adam.step(0.1);
        otherAdam.step(0.1);
        assertArrayEquals(flat.values(), other.values());
    }

    @Test
    void follows_its_leader_a_share_of_the_way() {
        FlatParameters leader = flat();
        FlatParameters follower = new FlatParameters();
        follower.addMatrix("w", new float[60], 3, 20);
        follower.addVector("b", new float[] {1, 0, -1});
        follower.follow(leader, 0.25);
        assertArrayEquals(new float[] {1, -0.5f, 0}, vector(follower));
        assertArrayEquals(new float[] {1, -2, 3}, vector(leader), "the leader stays");
    }

    @Test
    void a_file_of_another_size_is_refused() {
        Path file = folder.resolve("values");
        Safetensors.write(file, flat().save(), Map.of());
        FlatParameters other = new FlatParameters();
        other.addMatrix("w", new float[57], 3, 19);
        try (Safetensors open = Safetensors.open(file)) {
            String message = String.valueOf(
                    assertThrows(HoneException.class, () -> other.load(open)).getMessage());
            assertTrue(message.contains("'w' has the shape [3, 20] where [3, 19] is needed"), message);
        }
    }
}
