package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.tensor.Safetensors;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    /** Step k has features (k, -k), action 10 k, reward 100 k, leads to (k + 1, 0) and terminates if k is even. */
    private static Replay filled(int capacity, int steps) {
        Replay replay = new Replay(capacity, 2, 1);
        for (int k = 0; k < steps; k++) {
            replay.add(
                    new float[] {99, k, -k},
                    1,
                    new float[] {10 * k},
                    0,
                    100 * k,
                    new float[] {k + 1, 0},
                    0,
                    k % 2 == 0);
        }
        return replay;
    }

    @Test
    void the_parts_of_a_step_stay_together_and_the_oldest_make_room() {
        Replay replay = filled(10, 25);
        assertEquals(10, replay.size());
        Replay.Batch batch = new Replay.Batch(1_000, 2, 1);
        replay.draw(new RandomStream(1), batch);
        Map<Integer, Integer> drawn = new TreeMap<>();
        for (int i = 0; i < batch.size(); i++) {
            int k = (int) batch.features[2 * i];
            assertEquals(-k, batch.features[2 * i + 1]);
            assertEquals(10 * k, batch.actions[i]);
            assertEquals(100 * k, batch.rewards[i]);
            assertEquals(k + 1, batch.next[2 * i]);
            assertEquals(k % 2 == 0 ? 1 : 0, batch.terminated[i]);
            drawn.merge(k, 1, Integer::sum);
        }
        assertEquals(10, drawn.size(), "steps 15 to 24: " + drawn);
        assertTrue(drawn.containsKey(15) && drawn.containsKey(24), drawn.toString());
        assertTrue(drawn.values().stream().allMatch(n -> n > 60 && n < 140), drawn.toString());
    }

    @Test
    void a_saved_replay_draws_the_same_and_goes_on_at_the_same_place(@TempDir Path folder) {
        for (int steps : new int[] {4, 25}) {
            Replay replay = filled(10, steps);
            Safetensors.write(folder.resolve("replay"), replay.save(), Map.of());
            Replay other = new Replay(10, 2, 1);
            try (Safetensors file = Safetensors.open(folder.resolve("replay"))) {
                other.load(file);
            }
            for (Replay each : new Replay[] {replay, other}) {
                each.add(new float[] {7, 7}, 0, new float[] {7}, 0, 7, new float[] {7, 7}, 0, false);
            }
            Replay.Batch one = new Replay.Batch(50, 2, 1);
            Replay.Batch two = new Replay.Batch(50, 2, 1);
            replay.draw(new RandomStream(1), one);
            other.draw(new RandomStream(1), two);
            assertArrayEquals(one.features, two.features);
            assertArrayEquals(one.rewards, two.rewards);
            assertArrayEquals(one.terminated, two.terminated);
        }
    }

    @Test
    void a_replay_of_another_shape_is_refused(@TempDir Path folder) {
        Safetensors.write(folder.resolve("replay"), filled(10, 25).save(), Map.of());
        try (Safetensors file = Safetensors.open(folder.resolve("replay"))) {
            assertThrows(IllegalArgumentException.class, () -> new Replay(10, 3, 1).load(file));
        }
    }
}
