package dev.hone.cli;

import dev.hone.core.files.LineWriter;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.format.Pool;
import dev.hone.lm.format.References;
import dev.hone.reward.Grading;
import dev.hone.reward.Reward;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hone pool grade}: rewards for the samples of a pool. */
@Command(name = "grade", description = "Grades the samples of a pool, resumably.", mixinStandardHelpOptions = true)
final class PoolGradeCommand implements Runnable {
    @Parameters(paramLabel = "POOL", description = "Samples per query.")
    private Path poolFile = Path.of("");

    @Option(names = "--reward", paramLabel = "REWARD", required = true, description = "See 'hone rewards'.")
    private String rewardName = "";

    @Option(
            names = "--references",
            paramLabel = "FILE",
            description = "JSON lines {\"id\", \"reference\"} for queries that bring none.")
    private Optional<Path> references = Optional.empty();

    @Mixin
    private final OutputFlags output = new OutputFlags();

    @Mixin
    private final RunFlags runFlags = new RunFlags();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        Path poolPath = InputFile.of(poolFile);
        Pool pool = Pool.read(poolPath);
        List<PoolEntry> entries = references
                .map(file -> References.read(InputFile.of(file)).join(pool))
                .orElse(pool)
                .entries();
        RunSpec runSpec = output.declare(Session.spec(spec, common).withInput("pool", poolPath));
        if (references.isPresent()) {
            runSpec = runSpec.withInput("references", InputFile.of(references.get()));
        }
        RunSpec complete = runSpec;
        try (Reward reward = RewardSource.reward(rewardName)) {
            reward.requireGradable(
                    poolFile.toString(), entries.stream().map(PoolEntry::query).toList());
            Session.run(RewardSource.declare(complete, reward), common, runFlags.fresh, (run, listener) -> {
                try (LineWriter lines = output.writer(run)) {
                    Pool.write(Grading.of(run, entries, reward, listener), lines);
                }
            });
        }
    }
}
