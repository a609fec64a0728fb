package dev.hone.learn.sac;

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

class SacTest {
    private static final Seeds SEEDS = Seeds.of(1);

    @TempDir
    private Path folder;

    private static SacSettings small(double targetEntropy) {
        return new SacSettings(
                List.of(16), 0.9, 0.05, 16, 60, 20, 2, new SacSettings.Rates(1e-3, 1e-3, 1e-3), targetEntropy, 0.5);
    }

    private static Sac learner(SacSettings settings, VectorEnvironment environments, int steps) {
        Sac sac = new Sac(settings, environments, SEEDS);
        while (sac.steps() < steps) {
            sac.iterate();
        }
        return sac;
    }

    private String state(Sac sac, String name) {
        Checkpoint.save(sac, folder.resolve(name));
        StringBuilder all = new StringBuilder();
        for (String file : sac.parts().sequencedKeySet()) {
            all.append(Hash.of(folder.resolve(name).resolve(file + ".safetensors")));
        }
        return all.toString();
    }

    @Test
    void goes_on_from_the_middle_with_the_same_bytes() {
        for (Supplier<Environment> make : List.<Supplier<Environment>>of(CartPole::new, Pendulum::new)) {
            SacSettings settings = small(make.get() instanceof CartPole ? 0.5 : -1);
            try (var environments = new VectorEnvironment(2, 1, _ -> make.get());
                    var others = new VectorEnvironment(2, 1, _ -> make.get())) {
                Sac sac = learner(settings, environments, 100);
                Sac other = new Sac(settings, others, SEEDS);
                String middle = state(sac, "middle");
                Checkpoint.load(other, folder.resolve("middle"));
                assertEquals(middle, state(other, "copy"));
                for (int i = 0; i < 30; i++) {
                    sac.iterate();
                    other.iterate();
                }
                assertNotEquals(middle, state(sac, "end"));
                assertEquals(state(sac, "end"), state(other, "resumed"));
            }
        }
    }

    @Test
    void the_same_seed_gives_the_same_bytes() {
        for (Supplier<Environment> make : List.<Supplier<Environment>>of(CartPole::new, Pendulum::new)) {
            try (var environments = new VectorEnvironment(2, 1, _ -> make.get());
                    var others = new VectorEnvironment(2, 2, _ -> make.get())) {
                String one = state(learner(small(0.5), environments, 120), "one");
                assertEquals(one, state(learner(small(0.5), others, 120), "again"));
                assertNotEquals(one, state(learner(small(0.5), environments, 130), "longer"));
            }
        }
    }

    @Test
    void a_checkpoint_of_something_else_is_refused() {
        try (var carts = new VectorEnvironment(1, 1, _ -> new CartPole());
                var pendulums = new VectorEnvironment(1, 1, _ -> new Pendulum())) {
            Sac one = new Sac(small(1), carts, SEEDS);
            Sac other = new Sac(small(1), pendulums, SEEDS);
            Checkpoint.save(one, folder.resolve("one"));
            assertThrows(HoneException.class, () -> Checkpoint.load(other, folder.resolve("one")));
        }
    }

    @Test
    void updates_are_due_after_the_first_steps_only() {
        try (var environments = new VectorEnvironment(1, 1, _ -> new CartPole())) {
            Sac sac = new Sac(small(0.5), environments, SEEDS);
            for (int i = 1; i < 20; i++) {
                assertEquals(0, sac.iterate().updates());
            }
            assertEquals(1, sac.iterate().updates());
            assertEquals(1, sac.iterate().updates());
            assertEquals(2, sac.iterate().updates());
            assertTrue(Double.isFinite(sac.progress().criticLoss()));
        }
    }

    @Test
    void the_temperature_holds_the_entropy_to_its_target() {
        try (var environments = new VectorEnvironment(1, 1, _ -> Identity.discrete(4, 20))) {
            SacSettings settings = new SacSettings(
                    List.of(32), 0.5, 0.05, 64, 5_000, 100, 1, new SacSettings.Rates(3e-3, 3e-3, 1e-2), 0.4, 1);
            Sac sac = learner(settings, environments, 2_500);
            assertEquals(0.4 * Math.log(4), sac.progress().entropy(), 0.15);
        }
    }

    @Test
    void a_temperature_without_a_rate_stays() {
        SacSettings from = small(0.5);
        SacSettings fixed = new SacSettings(
                from.hidden(), 0.9, 0.05, 16, 60, 20, 2, new SacSettings.Rates(1e-3, 1e-3, 0), 0.5, 0.25);
        try (var environments = new VectorEnvironment(1, 1, _ -> new CartPole())) {
            Sac sac = learner(fixed, environments, 60);
            assertEquals(0.25, sac.progress().temperature(), 1e-6);
        }
    }

    @Test
    void learns_which_choice_was_shown() {
        SacSettings settings = new SacSettings(
                List.of(32), 0.5, 0.05, 64, 5_000, 100, 1, new SacSettings.Rates(3e-3, 3e-3, 1e-2), 0.1, 0.5);
        double[] returns = train(settings, 1_500, () -> Identity.discrete(4, 20));
        assertTrue(Arrays.stream(returns).min().orElse(0) >= 19, Arrays.toString(returns));
    }

    @Test
    void learns_to_repeat_numbers() {
        SacSettings settings = new SacSettings(
                List.of(32), 0.5, 0.05, 64, 5_000, 100, 1, new SacSettings.Rates(3e-3, 3e-3, 1e-2), -1, 0.5);
        double[] returns = train(settings, 2_000, () -> Identity.continuous(1, 20));
        double mean = Arrays.stream(returns).average().orElse(0);
        assertTrue(mean > -0.6, "a mean of " + mean + " where guessing the middle gives -6.7");
    }

    @Test
    void swings_a_pendulum_up_within_7_000_steps() {
        double[] returns = train(SacSettings.continuous(), 7_000, Pendulum::new);
        double mean = Arrays.stream(returns).average().orElse(0);
        assertTrue(mean > -350, "a mean of " + mean + " where hanging still gives -1,200");
    }

    @Test
    void walks_to_a_goal() {
        SacSettings settings = new SacSettings(
                List.of(32, 32), 0.9, 0.02, 64, 5_000, 300, 1, new SacSettings.Rates(2e-3, 2e-3, 2e-3), -1, 0.2);
        double[] returns = train(settings, 3_000, PointReach::new);
        double mean = Arrays.stream(returns).average().orElse(0);
        assertTrue(mean > -10, "a mean of " + mean + " where straight lines give about -5 and standing still -52");
    }

    private static double[] train(SacSettings settings, int steps, Supplier<Environment> make) {
        try (var environments = new VectorEnvironment(1, 1, _ -> make.get())) {
            Sac sac = learner(settings, environments, steps);
            return Episodes.returns(make.get(), sac.policy(), 20, Seeds.of(2));
        }
    }
}
