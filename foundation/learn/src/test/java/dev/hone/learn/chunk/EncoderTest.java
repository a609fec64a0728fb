package dev.hone.learn.chunk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.learn.Space;
import dev.hone.learn.SpaceCard;
import dev.hone.learn.geometry.Pose;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncoderTest {
    private static final Space.Box SEEN = Space.Box.of(6, 0, 4);
    private final Encoder encoder = new Encoder(new Normaliser(SEEN), List.of(1));

    private float[] seen(float... observation) {
        float[] to = new float[encoder.width() + 1];
        encoder.apply(observation, to, 1);
        return to;
    }

    @Test
    void numbers_are_normalised_and_a_rotation_becomes_its_columns() {
        Pose turned = Pose.turned(0.3, -1.1, 2);
        double[] first = turned.vector(1, 0, 0);
        double[] second = turned.vector(0, 1, 0);
        float[] expected = {
            0,
            -1,
            (float) first[0],
            (float) first[1],
            (float) first[2],
            (float) second[0],
            (float) second[1],
            (float) second[2],
            1
        };
        float[] told = seen(0, (float) turned.qx(), (float) turned.qy(), (float) turned.qz(), (float) turned.qw(), 4);
        assertEquals(8, encoder.width());
        assertArrayEquals(expected, told, 1e-6f);
    }

    @Test
    void both_signs_and_any_length_are_the_same_rotation() {
        float[] one = seen(1, 0.70f, 0.71f, 0.001f, -0.002f, 1);
        assertArrayEquals(one, seen(1, -0.70f, -0.71f, -0.001f, 0.002f, 1));
        assertArrayEquals(one, seen(1, 1.40f, 1.42f, 0.002f, -0.004f, 1), 1e-6f);
    }

    @Test
    void no_rotation_is_six_zeros() {
        assertArrayEquals(new float[] {0, -1, 0, 0, 0, 0, 0, 0, -1}, seen(0, 0, 0, 0, 0, 0));
    }

    @Test
    void a_shape_whose_quaternion_does_not_fit_is_refused() {
        SpaceCard card = SpaceCard.of(SEEN);
        assertThrows(
                IllegalArgumentException.class,
                () -> new ChunkSpec(
                        ChunkSpec.Kind.REGRESSION,
                        card,
                        card,
                        card,
                        List.of(3),
                        card,
                        List.of(),
                        1,
                        1,
                        List.of(),
                        2,
                        1,
                        false));
    }
}
