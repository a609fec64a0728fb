package dev.hone.steer.head;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.core.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedLayerTest {
    private static float[] numbers(String name, int n) {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = (float) Seeds.of(1).child(name).uniform(i) - 0.5f;
        }
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 100})
    void oneOutputIsWhatAllOutputsSayToTheLastBit(int outputs) {
        int inputs = 37;
        PackedLayer layer = new PackedLayer(numbers("w", outputs * inputs), numbers("b", outputs), inputs);
        float[] x = numbers("x", inputs);
        float[] all = new float[layer.width()];
        layer.apply(x, all);
        for (int r = 0; r < outputs; r++) {
            assertEquals(all[r], layer.apply(x, r), 0, "output " + r);
        }
    }

    @Test
    void itIsTheProductAndTheBias() {
        PackedLayer layer = new PackedLayer(new float[] {1, 2, 3, 4, 5, 6}, new float[] {10, 20}, 3);
        float[] out = new float[layer.width()];
        layer.apply(new float[] {1, 0.5f, -1}, out);
        assertEquals(10 + 1 + 1 - 3, out[0]);
        assertEquals(20 + 4 + 2.5f - 6, out[1]);
    }
}
