package dev.hone.guide.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.learn.Checkpointed;
import dev.hone.tensor.Safetensors;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoveltyTest {
    private static final int WIDTH = 8;

    @TempDir
    private Path folder;

    private static Novelty novelty() {
        return new Novelty(WIDTH, 64, Seeds.of(1));
    }

    private static float[] place(int i) {
        float[] features = new float[WIDTH];
        features[i] = 1;
        return features;
    }

    private static double of(Novelty novelty, float[] features) {
        try (var _ = new Scope()) {
            return novelty.of(Tensor.of(features, 1, 1, features.length)).item();
        }
    }

    @Test
    void of_one_thing_it_is_what_tables_count() {
        Novelty novelty = novelty();
        for (int visits = 0; visits < 20; visits++) {
            assertEquals(1.0 / (visits + 1), of(novelty, place(3)), 1e-4);
            novelty.see(place(3));
        }
    }

    @Test
    void what_looks_different_stays_newer_and_what_looks_alike_shares_its_visits() {
        Novelty novelty = novelty();
        float[] alike = place(3);
        alike[4] = 0.05f;
        for (int visit = 0; visit < 50; visit++) {
            novelty.see(place(3));
        }
        assertTrue(of(novelty, alike) < 0.1, "alike " + of(novelty, alike));
        assertTrue(of(novelty, place(5)) > 5 * of(novelty, place(3)), "different " + of(novelty, place(5)));
    }

    @Test
    void everything_gets_old() {
        Novelty novelty = novelty();
        for (int visit = 0; visit < 4_000; visit++) {
            novelty.see(place(visit % WIDTH));
        }
        for (int i = 0; i < WIDTH; i++) {
            assertEquals(0, of(novelty, place(i)), 0.01);
        }
    }

    @Test
    void what_was_saved_knows_as_much() {
        Novelty novelty = novelty();
        novelty.see(place(1));
        Map<String, Checkpointed.Part> parts = new HashMap<>();
        novelty.parts("n", parts);
        Path file = folder.resolve("part.safetensors");
        Safetensors.write(file, Objects.requireNonNull(parts.get("n")).save(), Map.of());
        Novelty other = novelty();
        other.parts("n", parts);
        parts.get("n").load(Safetensors.open(file));
        assertEquals(of(novelty, place(1)), of(other, place(1)));
        assertEquals(0.5, of(other, place(1)), 1e-4);
    }
}
