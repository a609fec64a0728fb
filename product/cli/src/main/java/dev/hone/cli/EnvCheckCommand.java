package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Interval;
import dev.hone.learn.Environment;
import dev.hone.learn.EnvironmentChecker;
import dev.hone.learn.Episodes;
import dev.hone.learn.RandomPolicy;
import dev.hone.learn.Restorable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hone env check}: whether an environment keeps the contract, and what random actions return. */
@Command(
        name = "check",
        description = "Plays random actions in an environment and says what breaks the contract, and what they return.",
        mixinStandardHelpOptions = true)
final class EnvCheckCommand implements Runnable {
    @Parameters(paramLabel = "ENV", description = EnvCommand.WHICH)
    private String name = "";

    @Option(
            names = "--episodes",
            paramLabel = "N",
            defaultValue = "20",
            description = "Of random actions, for their mean return. Default: 20.")
    private int episodes;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Steps after which a checked episode is left. Default: 1000.")
    private int most;

    @Mixin
    private final Screen screen = new Screen();

    @Mixin
    private final ClassPathFlag classPath = new ClassPathFlag();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        classPath.open();
        if (episodes < 1 || most < 1) {
            throw new HoneException(
                    "--episodes is " + episodes + " and --most " + most + ".", "ask for at least 1 of each");
        }
        Seeds seeds = Seeds.of(common.seed);
        try (Environment environment = EnvCommand.maker(name).get()) {
            screen.line(environment.name() + ": observations " + EnvCommand.words(environment.observations())
                    + ", actions " + EnvCommand.words(environment.actions()) + ", "
                    + (environment instanceof Restorable ? "can be saved" : "can't be saved") + " in the middle.");
            List<String> problems = EnvironmentChecker.problems(environment, most, seeds.child("check"));
            if (!problems.isEmpty()) {
                throw new HoneException(
                        environment.name() + " breaks the contract: " + String.join("; ", problems) + ".",
                        "docs/learn.md says what it must do");
            }
            screen.line("Keeps the contract over 3 seeds: spaces, rewards, the same episode for the same seed.");
            show(environment, seeds);
        }
    }

    private void show(Environment environment, Seeds seeds) {
        double[] returns = Episodes.returns(
                environment,
                new RandomPolicy(environment.observations(), environment.actions()),
                episodes,
                seeds.child("random"));
        Interval mean = Bootstrap.mean(seeds.child("interval"), returns, 10_000, 0.95);
        screen.line(String.format(
                Locale.ROOT,
                "Random actions return %.2f [%.2f, %.2f] over %d episodes.",
                mean.estimate(),
                mean.low(),
                mean.high(),
                episodes));
        var row = new LinkedHashMap<String, Object>();
        row.put("env", environment.name());
        row.put("episodes", episodes);
        row.put("return", mean.estimate());
        row.put("low", Double.isFinite(mean.low()) ? mean.low() : null);
        row.put("high", Double.isFinite(mean.high()) ? mean.high() : null);
        screen.rows(List.of(row));
    }
}
