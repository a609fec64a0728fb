package dev.hone.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.hone.core.Seeds;
import dev.hone.learn.Episodes;
import dev.hone.learn.VectorEnvironment;
import dev.hone.learn.classic.CartPole;
import dev.hone.learn.ppo.Ppo;
import dev.hone.learn.ppo.PpoSettings;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How many steps of CartPole PPO learns from in a second of processor time, all of the process's threads together, so that
 * Java's compiler counts too; the counterpart of {@code bench/learn/ppo.py}.
 */
@Command(name = "ppo", description = "Times PPO on CartPole.", mixinStandardHelpOptions = true)
public final class PpoBench implements Callable<Integer> {
    private static final int ENVIRONMENTS = 8;

    @Option(names = "--steps", defaultValue = "100000", description = "To learn from (${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--seed", defaultValue = "0", description = "Decides everything (${DEFAULT-VALUE}).")
    private long seed;

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Runs the bench. */
    public static void main(String[] words) {
        System.exit(new CommandLine(new PpoBench()).execute(words));
    }

    @Override
    public Integer call() {
        long begin = process.getProcessCpuTime();
        try (var environments = new VectorEnvironment(ENVIRONMENTS, 1, _ -> new CartPole())) {
            Ppo ppo = new Ppo(PpoSettings.discrete(steps), environments, Seeds.of(seed));
            while (ppo.steps() < steps) {
                ppo.iterate();
            }
            double seconds = (process.getProcessCpuTime() - begin) / 1e9;
            double[] returns = Episodes.returns(
                    new CartPole(), ppo.policy(), 100, Seeds.of(seed).child("report"));
            System.out.printf(
                    Locale.ROOT,
                    "Hone: %.0f steps per processor second, %.1f s for %d steps, mean return %.1f over 100 episodes, seed %d%n",
                    ppo.steps() / seconds,
                    seconds,
                    ppo.steps(),
                    Arrays.stream(returns).average().orElse(Double.NaN),
                    seed);
        }
        return 0;
    }
}
