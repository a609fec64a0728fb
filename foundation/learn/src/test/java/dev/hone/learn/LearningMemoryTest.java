package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.learn.classic.CartPole;
import dev.hone.learn.classic.Pendulum;
import dev.hone.learn.ppo.Ppo;
import dev.hone.learn.ppo.PpoSettings;
import dev.hone.learn.sac.Sac;
import dev.hone.learn.sac.SacSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/**
 * Learning for long is flat in memory. The suite is small; {@code -Dhone.memory.ppo=1000000 -Dhone.memory.sac=100000} repeats what
 * docs/learn.md reports.
 */
class LearningMemoryTest {
    private static final long PPO_STEPS = Long.getLong("hone.memory.ppo", 12_288);
    private static final long SAC_STEPS = Long.getLong("hone.memory.sac", 1_500);
    private static final double MOST_RESIDENT_MB = 24;

    private static PpoSettings quick(PpoSettings from) {
        return new PpoSettings(
                from.totalSteps(),
                from.rolloutSteps(),
                2,
                128,
                from.gamma(),
                from.lambda(),
                from.objective(),
                from.rates(),
                from.hidden(),
                from.firstLogDeviation(),
                true,
                true);
    }

    @Test
    void ppo_leaks_nothing() throws IOException {
        try (var environments = new VectorEnvironment(8, 1, _ -> new CartPole())) {
            Ppo ppo = new Ppo(quick(PpoSettings.discrete(2 * PPO_STEPS)), environments, Seeds.of(1));
            flat("PPO", PPO_STEPS, () -> {
                ppo.iterate();
                return ppo.steps();
            });
        }
    }

    @Test
    void sac_leaks_nothing() throws IOException {
        SacSettings usual = SacSettings.continuous();
        SacSettings settings =
                new SacSettings(List.of(32, 32), usual.gamma(), usual.tau(), 32, 2_000, 200, 1, usual.rates(), -1, 1);
        try (var environments = new VectorEnvironment(1, 1, _ -> new Pendulum())) {
            Sac sac = new Sac(settings, environments, Seeds.of(1));
            flat("SAC", SAC_STEPS, () -> {
                sac.iterate();
                return sac.steps();
            });
        }
    }

    /** Learns for a quarter of the steps, looks at the memory, and learns for the rest. */
    private static void flat(String who, long steps, LongSupplier iterate) throws IOException {
        while (iterate.getAsLong() < steps / 4) {
            // warms up: buffers fill, code is compiled
        }
        double before = residentMegabytes();
        while (iterate.getAsLong() < steps) {
            // learns
        }
        double more = residentMegabytes() - before;
        System.out.printf("%s, %,d steps: %.1f MB more resident memory after the first quarter%n", who, steps, more);
        assertTrue(more <= MOST_RESIDENT_MB, () -> who + " holds " + more + " MB more");
    }

    private static double residentMegabytes() throws IOException {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024.0;
    }
}
