package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import dev.hone.core.statistics.Rate;
import dev.hone.imitate.ImitationTask;
import dev.hone.imitate.rollout.ResetStream;
import dev.hone.imitate.rollout.Rollouts;
import dev.hone.imitate.rollout.Score;
import dev.hone.learn.chunk.SavedChunkPolicy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hone imitate evaluate}: how often a policy solves a task. */
@Command(
        name = "evaluate",
        description =
                "Plays a policy from the same starts as any other and says how often it solves the task, and how far it comes.",
        mixinStandardHelpOptions = true)
final class ImitateEvaluateCommand implements Runnable {
    @Option(names = "--policy", paramLabel = "POLICY", required = true, description = "What 'imitate train' left.")
    private Path folder = Path.of("");

    @Mixin
    private final TaskFlag taskFlag = new TaskFlag();

    @Option(names = "--episodes", paramLabel = "N", defaultValue = "100", description = "How many. Default: 100.")
    private int episodes;

    @Option(
            names = "--resets",
            paramLabel = "STREAM",
            defaultValue = "report",
            description =
                    "Where starts come from: report (default) for numbers, select for checkpoints, tune for settings.")
    private String resets = "";

    @Option(
            names = "--checkpoint",
            paramLabel = "WHICH",
            defaultValue = "chosen",
            description = "chosen (default), a number from 1, last-five, or all.")
    private String checkpoint = "";

    @Mixin
    private final Screen screen = new Screen();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        if (episodes < 1) {
            throw new HoneException("--episodes is " + episodes + ".", "ask for at least 1");
        }
        ImitationTask task = taskFlag.task();
        SavedChunkPolicy saved = ImitationTasks.policy(folder, task);
        Map<String, Score> scores = new LinkedHashMap<>();
        try (ProgressDisplay display = new ProgressDisplay()) {
            ImitationCheckpoints.of(saved, checkpoint).forEach((name, policies) -> {
                Rollouts rollouts = new Rollouts(task, policies, ResetStream.of(resets), Seeds.of(common.seed));
                display.begin("episodes", 0, episodes);
                scores.put(name, rollouts.score(episodes, Runtime.getRuntime().availableProcessors(), display));
                display.end();
            });
        }
        show(scores);
    }

    private void show(Map<String, Score> scores) {
        TextTable table = new TextTable("checkpoint", "solved", "95 % interval", "steps", "milestones");
        scores.forEach((name, score) -> table.row(
                name,
                score.rate().successes() + " of " + score.rate().n(),
                percent(score.rate().interval()),
                score.steps() / score.rate().n(),
                score.milestones()));
        screen.table(table);
        if (scores.size() > 1) {
            screen.line(String.format(
                    Locale.ROOT,
                    "Mean over checkpoints: %.1f %%.",
                    100
                            * scores.values().stream()
                                    .mapToDouble(score -> score.rate().value())
                                    .average()
                                    .orElseThrow()));
        }
        screen.rows(scores.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList());
    }

    private static String percent(Interval interval) {
        return String.format(Locale.ROOT, "%.0f to %.0f %%", 100 * interval.low(), 100 * interval.high());
    }

    private Map<String, Object> row(String name, Score score) {
        Rate rate = score.rate();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("task", taskFlag.name);
        row.put("condition", folder.toString());
        row.put("seed", common.seed);
        row.put("checkpoint", name);
        row.put("resets", resets);
        row.put("successes", rate.successes());
        row.put("n", rate.n());
        row.put("low", rate.interval().low());
        row.put("high", rate.interval().high());
        row.put("milestones", score.milestones());
        return row;
    }
}
