package dev.hone.steer.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.transformer.Rows;
import dev.hone.transformer.generate.LocalModel;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class StateFeaturesTest {
    private static final LocalModel MODEL = LocalModel.embedded("arithmetic");
    private static final int HIDDEN = MODEL.causalModel().config().hidden();
    private static final int LIMIT = 10;

    @AfterAll
    static void close() {
        MODEL.close();
    }

    private final StateFeatures features = new StateFeatures(MODEL.causalModel(), LIMIT);

    private float[] write(double state) {
        float[] states = new float[2 * HIDDEN];
        Arrays.fill(states, HIDDEN, 2 * HIDDEN, (float) state);
        float[] into = new float[StateFeatures.dimension(HIDDEN)];
        features.write(new Rows(states, HIDDEN, HIDDEN), 1, into, 0);
        return into;
    }

    private static float[] part(float[] all, int part) {
        return Arrays.copyOfRange(all, part * HIDDEN, (part + 1) * HIDDEN);
    }

    private static float[] constant(double value) {
        float[] values = new float[HIDDEN];
        Arrays.fill(values, (float) value);
        return values;
    }

    private static float[] embedding(int token) {
        float[] vector = new float[HIDDEN];
        MODEL.causalModel().inputEmbedding(token, vector, 0);
        return vector;
    }

    @Test
    void atThePromptsEndOnlyTheStateIsKnown() {
        float[] first = write(2);
        assertArrayEquals(constant(2), part(first, 0));
        assertArrayEquals(constant(2), part(first, 1));
        assertArrayEquals(constant(0), part(first, 2));
        assertEquals(0, first[3 * HIDDEN]);
        assertEquals(1, first[3 * HIDDEN + 1]);
    }

    @Test
    void meansRunOverStatesAndTokensSinceThePrompt() {
        write(2);
        features.add(3);
        write(5);
        features.add(4);
        float[] third = write(-1);
        assertArrayEquals(constant(-1), part(third, 0));
        assertArrayEquals(constant(2), part(third, 1));
        float[] mean = embedding(3);
        for (int i = 0; i < HIDDEN; i++) {
            mean[i] = (mean[i] + embedding(4)[i]) / 2;
        }
        assertArrayEquals(mean, part(third, 2), 1e-6f);
        assertEquals(0.2f, third[3 * HIDDEN], 1e-7);
        assertEquals(1 / 3f, third[3 * HIDDEN + 1], 1e-7);
    }

    @Test
    void aClearedTextIsForgotten() {
        float[] first = write(2);
        features.add(3);
        write(5);
        features.clear();
        assertArrayEquals(first, write(2));
    }
}
