package dev.hone.transformer.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArithmeticTrainingTest {
    private static final ArithmeticTraining.Plan SMALL = new ArithmeticTraining.Plan(8, 2, 2);
    private static final int STEPS = 6;

    @TempDir
    Path folder;

    private Path train(String name, long seed) {
        Path out = folder.resolve(name);
        ArithmeticTraining.train(seed, STEPS, out, Listener.NONE, SMALL);
        return out.resolve("model.safetensors");
    }

    /** What a killed process leaves: a listener that throws ends the loop at the same place. */
    private void trainUntil(long step, String name) {
        Listener killer = new Listener() {
            @Override
            public void advance(long done) {
                if (done == step) {
                    throw new IllegalStateException("killed");
                }
            }
        };
        assertThrows(
                IllegalStateException.class,
                () -> ArithmeticTraining.train(1, STEPS, folder.resolve(name), killer, SMALL));
    }

    @Test
    void the_same_seed_gives_the_same_bytes_and_another_seed_others() throws IOException {
        Path one = train("one", 1);
        assertEquals(-1, Files.mismatch(one, train("again", 1)));
        assertTrue(Files.mismatch(one, train("other", 2)) >= 0);
    }

    @Test
    void a_killed_training_goes_on_and_ends_with_the_same_bytes() throws IOException {
        Path whole = train("whole", 1);
        trainUntil(3, "killed");
        trainUntil(5, "killed");
        List<Long> done = new ArrayList<>();
        Listener listener = new Listener() {
            @Override
            public void begin(String stage, long first, long total) {
                done.add(first);
            }

            @Override
            public void advance(long step) {
                done.add(step);
            }
        };
        ArithmeticTraining.train(1, STEPS, folder.resolve("killed"), listener, SMALL);
        assertEquals(List.of(4L, 5L, 6L), done);
        assertEquals(-1, Files.mismatch(whole, folder.resolve("killed/model.safetensors")));
        assertFalse(Files.exists(folder.resolve("killed/training.safetensors")));
    }

    @Test
    void the_checkpoint_of_another_seed_is_refused() {
        trainUntil(3, "killed");
        HoneException e = assertThrows(HoneException.class, () -> train("killed", 2));
        assertTrue(e.problem().contains("training.safetensors"), e.problem());
    }

    @Test
    void the_loss_falls() {
        List<String> notes = new ArrayList<>();
        Listener listener = new Listener() {
            @Override
            public void note(String line) {
                notes.add(line);
            }
        };
        ArithmeticTraining.train(1, 40, folder, listener, new ArithmeticTraining.Plan(32, 2, 20));
        double early = loss(notes.getFirst());
        double late = loss(notes.getLast());
        assertTrue(late < early && late < 2.5, notes.toString());
    }

    private static double loss(String note) {
        return Double.parseDouble(note.replaceAll(".*loss ([0-9.]+) .*", "$1"));
    }

    @Test
    void impossible_orders_are_errors() throws IOException {
        assertThrows(HoneException.class, () -> ArithmeticTraining.train(1, 0, folder, Listener.NONE));
        Path file = Files.createFile(folder.resolve("file"));
        assertThrows(HoneException.class, () -> ArithmeticTraining.train(1, 1, file, Listener.NONE));
    }
}
