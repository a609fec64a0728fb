package dev.hone.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.hone.core.Seeds;
import dev.hone.learn.Environment;
import dev.hone.learn.Episodes;
import dev.hone.learn.Policy;
import dev.hone.learn.VectorEnvironment;
import dev.hone.learn.classic.CartPole;
import dev.hone.learn.classic.Pendulum;
import dev.hone.learn.ppo.Ppo;
import dev.hone.learn.ppo.PpoSettings;
import dev.hone.learn.sac.Sac;
import dev.hone.learn.sac.SacSettings;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What PPO and SAC reach with their usual settings, seed after seed: the mean return of 100 episodes of the best action, and the
 * steps that they learn from in a second of processor time, all of the process's threads together.
 */
@Command(name = "learn", description = "Trains on a task with several seeds.", mixinStandardHelpOptions = true)
public final class LearnBench implements Callable<Integer> {
    private enum Task {
        PPO_CART_POLE(100_000),
        PPO_PENDULUM(200_000),
        SAC_PENDULUM(20_000),
        SAC_CART_POLE(50_000);

        private final int steps;

        Task(int steps) {
            this.steps = steps;
        }

        private Environment environment() {
            return switch (this) {
                case PPO_CART_POLE, SAC_CART_POLE -> new CartPole();
                case PPO_PENDULUM, SAC_PENDULUM -> new Pendulum();
            };
        }

        private int environments() {
            return switch (this) {
                case PPO_CART_POLE -> 8;
                case PPO_PENDULUM -> 4;
                case SAC_PENDULUM, SAC_CART_POLE -> 1;
            };
        }
    }

    @Option(names = "--task", required = true, description = "${COMPLETION-CANDIDATES}")
    private Task task = Task.PPO_CART_POLE;

    @Option(names = "--seeds", defaultValue = "5", description = "How many, from --from on (${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--from", defaultValue = "0", description = "The first seed (${DEFAULT-VALUE}).")
    private long from;

    @Option(names = "--steps", description = "To learn from; usual: 100,000, 200,000, 20,000 and 50,000.")
    private int steps;

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Runs the bench. */
    public static void main(String[] words) {
        System.exit(new CommandLine(new LearnBench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(words));
    }

    @Override
    public Integer call() {
        for (long seed = from; seed < from + seeds; seed++) {
            train(seed, steps > 0 ? steps : task.steps);
        }
        return 0;
    }

    private void train(long seed, int total) {
        long begin = process.getProcessCpuTime();
        try (var environments = new VectorEnvironment(task.environments(), 1, _ -> task.environment())) {
            switch (task) {
                case PPO_CART_POLE, PPO_PENDULUM -> {
                    PpoSettings settings =
                            task == Task.PPO_CART_POLE ? PpoSettings.discrete(total) : PpoSettings.continuous(total);
                    Ppo ppo = new Ppo(settings, environments, Seeds.of(seed));
                    while (ppo.steps() < total) {
                        ppo.iterate();
                    }
                    show(seed, total, begin, ppo.policy());
                }
                case SAC_PENDULUM, SAC_CART_POLE -> {
                    SacSettings settings =
                            task == Task.SAC_PENDULUM ? SacSettings.continuous() : SacSettings.discrete();
                    Sac sac = new Sac(settings, environments, Seeds.of(seed));
                    while (sac.steps() < total) {
                        sac.iterate();
                    }
                    show(seed, total, begin, sac.policy());
                }
            }
        }
    }

    private void show(long seed, int total, long begin, Policy policy) {
        double seconds = (process.getProcessCpuTime() - begin) / 1e9;
        double[] returns =
                Episodes.returns(task.environment(), policy, 100, Seeds.of(seed).child("report"));
        System.out.printf(
                Locale.ROOT,
                "%s, seed %d: mean return %.1f over 100 episodes, %.0f steps per processor second, %.1f s for %d steps%n",
                task.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                seed,
                Arrays.stream(returns).average().orElse(Double.NaN),
                total / seconds,
                seconds,
                total);
    }
}
