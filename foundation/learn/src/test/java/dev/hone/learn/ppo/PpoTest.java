package dev.hone.learn.ppo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.files.Hash;
import dev.hone.learn.Checkpoint;
import dev.hone.learn.Environment;
import dev.hone.learn.Episodes;
import dev.hone.learn.VectorEnvironment;
import dev.hone.learn.classic.CartPole;
import dev.hone.learn.classic.Identity;
import dev.hone.learn.classic.Pendulum;
import dev.hone.learn.classic.PointReach;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PpoTest {
    private static final Seeds SEEDS = Seeds.of(1);

    @TempDir
    private Path folder;

    /** Small, with everything on that has state. */
    private static PpoSettings small(PpoSettings from, double stopKl) {
        return new PpoSettings(
                4096,
                32,
                3,
                40,
                from.gamma(),
                from.lambda(),
                new PpoSettings.Objective(0.2, 0.5, 0.5, 0.01, stopKl, 0.5),
                from.rates(),
                List.of(16),
                0,
                true,
                true);
    }

    private static VectorEnvironment vector(int threads, Supplier<Environment> make) {
        return new VectorEnvironment(3, threads, _ -> make.get());
    }

    /** Trains and hashes the whole state. */
    private String hash(PpoSettings settings, Supplier<Environment> make, int threads, int iterations, String name) {
        try (VectorEnvironment environments = vector(threads, make)) {
            Ppo ppo = new Ppo(settings, environments, SEEDS);
            for (int i = 0; i < iterations; i++) {
                ppo.iterate();
            }
            return state(ppo, name);
        }
    }

    private String state(Ppo ppo, String name) {
        Checkpoint.save(ppo, folder.resolve(name));
        StringBuilder all = new StringBuilder();
        for (String file : ppo.parts().sequencedKeySet()) {
            all.append(Hash.of(folder.resolve(name).resolve(file + ".safetensors")));
        }
        return all.toString();
    }

    @Test
    void the_same_seed_gives_the_same_bytes_on_any_number_of_threads() {
        PpoSettings settings = small(PpoSettings.discrete(4096), Double.POSITIVE_INFINITY);
        String one = hash(settings, CartPole::new, 1, 4, "one");
        assertEquals(one, hash(settings, CartPole::new, 1, 4, "again"));
        assertEquals(one, hash(settings, CartPole::new, 3, 4, "threads"));
        assertNotEquals(one, hash(settings, CartPole::new, 1, 5, "longer"));
    }

    @Test
    void goes_on_from_the_middle_with_the_same_bytes() {
        for (Supplier<Environment> make : List.<Supplier<Environment>>of(CartPole::new, Pendulum::new)) {
            PpoSettings settings = small(PpoSettings.continuous(4096), 0.05);
            String unbroken = hash(settings, make, 1, 7, "unbroken");
            hash(settings, make, 1, 3, "middle");
            try (VectorEnvironment environments = vector(1, make)) {
                Ppo ppo = new Ppo(settings, environments, SEEDS);
                Checkpoint.load(ppo, folder.resolve("middle"));
                assertEquals(3 * 96, ppo.steps());
                for (int i = 3; i < 7; i++) {
                    ppo.iterate();
                }
                assertEquals(unbroken, state(ppo, "resumed"));
            }
        }
    }

    @Test
    void a_checkpoint_of_something_else_is_refused() {
        PpoSettings settings = small(PpoSettings.discrete(4096), Double.POSITIVE_INFINITY);
        hash(settings, CartPole::new, 1, 1, "cart");
        try (VectorEnvironment environments = vector(1, Pendulum::new)) {
            Ppo ppo = new Ppo(settings, environments, SEEDS);
            String message =
                    String.valueOf(assertThrows(HoneException.class, () -> Checkpoint.load(ppo, folder.resolve("cart")))
                            .getMessage());
            assertTrue(
                    message.contains("a checkpoint of ppo in 3 x cart-pole, not of this training, ppo in 3 x pendulum"),
                    message);
        }
        try (VectorEnvironment environments = vector(1, CartPole::new)) {
            Ppo ppo = new Ppo(PpoSettings.discrete(100), environments, SEEDS);
            String message =
                    String.valueOf(assertThrows(HoneException.class, () -> Checkpoint.load(ppo, folder.resolve("cart")))
                            .getMessage());
            assertTrue(message.contains("the settings differ"), message);
        }
    }

    @Test
    void the_kl_stop_ends_an_update_early() {
        PpoSettings settings = small(PpoSettings.discrete(4096), 1e-7);
        try (VectorEnvironment environments = vector(1, CartPole::new)) {
            Ppo ppo = new Ppo(settings, environments, SEEDS);
            PpoIteration iteration = ppo.iterate();
            assertEquals(1, iteration.epochs());
            assertTrue(iteration.kl() > 1e-7);
        }
    }

    @Test
    void learns_which_choice_was_shown() {
        double[] returns = train(PpoSettings.discrete(20_000), () -> Identity.discrete(4, 20), 8);
        assertTrue(Arrays.stream(returns).min().orElse(0) >= 19, Arrays.toString(returns));
    }

    @Test
    void learns_to_repeat_numbers() {
        double[] returns = train(PpoSettings.continuous(20_000), () -> Identity.continuous(2, 20), 4);
        double mean = Arrays.stream(returns).average().orElse(0);
        assertTrue(mean > -1.5, "a mean of " + mean + " where guessing the middle gives -13");
    }

    @Test
    void learns_to_walk_to_a_goal() {
        double[] returns = train(PpoSettings.continuous(40_000), PointReach::new, 4);
        double mean = Arrays.stream(returns).average().orElse(0);
        assertTrue(mean > -8, "a mean of " + mean + " where straight lines give about -5 and standing still -52");
    }

    @Test
    void balances_a_pole_within_60_000_steps() {
        double[] returns = train(PpoSettings.discrete(60_000), CartPole::new, 8);
        double mean = Arrays.stream(returns).average().orElse(0);
        assertTrue(mean >= 400, "a mean of " + mean);
    }

    private static double[] train(PpoSettings settings, Supplier<Environment> make, int count) {
        try (var environments = new VectorEnvironment(count, 1, _ -> make.get())) {
            Ppo ppo = new Ppo(settings, environments, SEEDS);
            while (ppo.steps() < settings.totalSteps()) {
                ppo.iterate();
            }
            return Episodes.returns(make.get(), ppo.policy(), 20, Seeds.of(2));
        }
    }
}
