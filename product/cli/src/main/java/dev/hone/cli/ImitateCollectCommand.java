package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.run.Run;
import dev.hone.core.statistics.Rate;
import dev.hone.imitate.ImitationTask;
import dev.hone.imitate.data.EpisodeRounds;
import dev.hone.imitate.rollout.Collection;
import dev.hone.imitate.rollout.ResetStream;
import dev.hone.imitate.rollout.Rollouts;
import dev.hone.learn.chunk.SavedChunkPolicy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hone imitate collect}: a policy's successes as demonstrations. */
@Command(
        name = "collect",
        description = "Rolls a policy out and keeps the episodes that succeed, as a dataset to train on.",
        mixinStandardHelpOptions = true)
final class ImitateCollectCommand implements Runnable {
    @Option(names = "--policy", paramLabel = "POLICY", required = true, description = "What 'imitate train' left.")
    private Path folder = Path.of("");

    @Mixin
    private final TaskFlag taskFlag = new TaskFlag();

    @Option(names = "--n", paramLabel = "N", defaultValue = "50", description = "Successes to keep. Default: 50.")
    private int n;

    @Mixin
    private final FolderFlags flags = new FolderFlags();

    @Override
    public void run() {
        if (n < 1) {
            throw new HoneException("--n is " + n + ".", "ask for at least 1 success");
        }
        ImitationTask task = taskFlag.task();
        SavedChunkPolicy saved = ImitationTasks.policy(folder, task);
        flags.run(flags.asked().withInput("policy", folder), (run, listener) -> collect(run, listener, task, saved));
    }

    private void collect(Run run, Listener listener, ImitationTask task, SavedChunkPolicy saved) {
        EpisodeRounds rounds =
                new EpisodeRounds(run.items("round"), run.folder().resolve("rounds"), task.description());
        Rollouts rollouts = new Rollouts(task, saved::policy, ResetStream.COLLECT, run.seeds());
        Collection.run(rollouts, 0, n, Runtime.getRuntime().availableProcessors(), rounds, listener);
        ImitationTasks.write(run, task, rounds.episodes(n));
        Rate rate = Rate.of(rounds.kept(), rounds.tried());
        flags.screen.line(String.format(
                Locale.ROOT,
                "%d successes in %s, of %d roll-outs (%.0f %%), %,d simulator steps.",
                n,
                flags.out,
                rounds.tried(),
                100 * rate.value(),
                rounds.steps()));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("task", taskFlag.name);
        row.put("episodes", n);
        row.put("successes", rate.successes());
        row.put("n", rate.n());
        row.put("simulatorSteps", rounds.steps());
        flags.screen.rows(List.of(row));
    }
}
