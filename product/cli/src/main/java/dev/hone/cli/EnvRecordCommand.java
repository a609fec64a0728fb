package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.files.LineWriter;
import dev.hone.learn.Environment;
import dev.hone.learn.Episodes;
import dev.hone.learn.Policy;
import dev.hone.learn.RandomPolicy;
import dev.hone.learn.RecordedEnvironment;
import dev.hone.learn.SavedPolicy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hone env record}: episodes as they were lived, in a file. */
@Command(
        name = "record",
        description = "Plays episodes in an environment and writes them to a file, a JSON object a line.",
        mixinStandardHelpOptions = true)
final class EnvRecordCommand implements Runnable {
    @Parameters(paramLabel = "ENV", description = EnvCommand.WHICH)
    private String name = "";

    @Option(names = "--policy", paramLabel = "POLICY", description = "Who acts. Default: random actions.")
    private Optional<Path> policy = Optional.empty();

    @Option(names = "--episodes", paramLabel = "N", defaultValue = "10", description = "How many. Default: 10.")
    private int episodes;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Where they appear at the end; compressed if it ends in .gz.")
    @SuppressWarnings("NullAway.Init") // required: set by picocli before anything runs
    private Path out;

    @Option(names = "--overwrite", description = "Replace --out if it is there.")
    private boolean overwrite;

    @Mixin
    private final ClassPathFlag classPath = new ClassPathFlag();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        classPath.open();
        if (episodes < 1) {
            throw new HoneException("--episodes is " + episodes + ".", "ask for at least 1");
        }
        try (LineWriter lines = LineWriter.create(out, overwrite);
                Environment environment =
                        new RecordedEnvironment(EnvCommand.maker(name).get(), lines)) {
            double[] returns = Episodes.returns(environment, policy(environment), episodes, Seeds.of(common.seed));
            lines.commit();
            System.out.println(String.format(
                    Locale.ROOT,
                    "%s: %d episodes in %s, mean return %.2f.",
                    environment.name(),
                    episodes,
                    out,
                    Arrays.stream(returns).average().orElse(Double.NaN)));
        }
    }

    private Policy policy(Environment environment) {
        if (policy.isEmpty()) {
            return new RandomPolicy(environment.observations(), environment.actions());
        }
        Policy saved = SavedPolicy.open(policy.get()).policy();
        if (!saved.observations().equals(environment.observations())
                || !saved.actions().equals(environment.actions())) {
            throw new HoneException(
                    policy.get() + " is a policy for other observations or actions than " + environment.name()
                            + " has.",
                    "name the environment that it was trained in; its card.json says which");
        }
        return saved;
    }
}
