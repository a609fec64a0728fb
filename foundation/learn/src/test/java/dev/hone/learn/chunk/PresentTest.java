package dev.hone.learn.chunk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.learn.Space;
import dev.hone.learn.SpaceCard;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Observations hold a quaternion first and then what the second number of an action is now. */
class PresentTest {
    private static final Space.Box SEEN = new Space.Box(new float[] {-1, -1, -1, -1, 0}, new float[] {1, 1, 1, 1, 10});

    private static ChunkSpec spec(ChunkSpec.Kind kind, float high, Integer... present) {
        return new ChunkSpec(
                kind,
                SpaceCard.of(SEEN),
                SpaceCard.of(Space.Box.of(2, -100, 100)),
                SpaceCard.of(SEEN),
                List.of(0),
                SpaceCard.of(new Space.Box(new float[] {-1, 0}, new float[] {1, high})),
                List.of(present),
                2,
                2,
                List.of(),
                20,
                4,
                false);
    }

    /** All weights are 0: the network has nothing to say. */
    private static float[] silent(ChunkSpec spec, float now) {
        int outputs = spec.chunkWidth();
        ChunkPolicy policy =
                spec.policy(name -> new float[name.endsWith("bias") ? outputs : outputs * spec.inputWidth()]);
        float[] done = new float[4];
        policy.act(new float[] {0, 0, 0, 1, now}, new SplittableRandom(1), done);
        return done;
    }

    @Test
    void who_has_nothing_to_say_stays() {
        assertArrayEquals(new float[] {0, 7, 0, 7}, silent(spec(ChunkSpec.Kind.REGRESSION, 10, -1, 4), 7), 1e-5f);
        assertArrayEquals(new float[] {0, 7, 0, 7}, silent(spec(ChunkSpec.Kind.DIFFUSION, 10, -1, 4), 7), 1e-5f);
        assertArrayEquals(new float[] {0, 5, 0, 5}, silent(spec(ChunkSpec.Kind.REGRESSION, 10), 7), 1e-5f);
    }

    @Test
    void departures_put_onto_staying_are_the_chunk_again() {
        ChunkSpec spec = spec(ChunkSpec.Kind.DIFFUSION, 10, -1, 4);
        float[] seen = new float[1 + spec.conditionWidth()];
        spec.encoder().apply(new float[] {0, 0, 0, 1, 9}, seen, 1);
        float[] chunk = {0, 0.1f, 0.2f, 0.3f, 0.4f};
        spec.staying().subtract(seen, 1, chunk, 1, 4);
        assertArrayEquals(new float[] {0, 0.1f, 0.2f - 0.8f, 0.3f, 0.4f - 0.8f}, chunk, 1e-6f);
        float[] whole = {chunk[1], chunk[2], chunk[3], chunk[4]};
        float[] condition = new float[spec.conditionWidth()];
        spec.encoder().apply(new float[] {0, 0, 0, 1, 9}, condition, 0);
        spec.staying().add(condition, whole);
        assertArrayEquals(new float[] {0.1f, 0.2f, 0.3f, 0.4f}, whole, 1e-6f);
    }

    @Test
    void starts_that_an_action_could_not_read_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> spec(ChunkSpec.Kind.REGRESSION, 9, -1, 4));
        assertThrows(IllegalArgumentException.class, () -> spec(ChunkSpec.Kind.REGRESSION, 10, -1, 5));
        assertThrows(IllegalArgumentException.class, () -> spec(ChunkSpec.Kind.REGRESSION, 10, 4));
    }
}
