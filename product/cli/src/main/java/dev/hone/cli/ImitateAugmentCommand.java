package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.run.Run;
import dev.hone.episodes.Dataset;
import dev.hone.episodes.Episode;
import dev.hone.imitate.Bottleneck;
import dev.hone.imitate.ImitationTask;
import dev.hone.imitate.augment.Augmentation;
import dev.hone.imitate.augment.AugmentationRules;
import dev.hone.imitate.augment.BackOff;
import dev.hone.imitate.data.EpisodeRounds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hone imitate augment}: demonstrations to segments that come back to their bottlenecks. */
@Command(
        name = "augment",
        description = {
            "Goes back to the bottlenecks of demonstrations, backs off, comes back and repeats what was demonstrated. The way back and what follows",
            "become a dataset of segments, where the parts end as they did in the demonstration."
        },
        mixinStandardHelpOptions = true)
final class ImitateAugmentCommand implements Runnable {
    @Parameters(paramLabel = "DATASET", description = "Demonstrations with the simulator's states.")
    private Path dataset = Path.of("");

    @Mixin
    private final TaskFlag taskFlag = new TaskFlag();

    @Option(names = "--n", paramLabel = "N", defaultValue = "100", description = "Segments. Default: 100.")
    private int n;

    @Option(
            names = "--bottlenecks",
            paramLabel = "AT",
            split = ",",
            description =
                    "Where, as MILESTONE-FRAMES: 'grasped-4' is four frames before the grasp. Default: the task's own.")
    private List<String> bottlenecks = new ArrayList<>();

    @Option(names = "--near", description = "Come back from 0.5 to 20 mm and up to 10 degrees instead of 20 to 50 cm.")
    private boolean near;

    @Mixin
    private final FolderFlags flags = new FolderFlags();

    @Override
    public void run() {
        if (n < 1) {
            throw new HoneException("--n is " + n + ".", "ask for at least 1 segment");
        }
        ImitationTask task = taskFlag.task();
        List<Episode> episodes = Dataset.open(dataset).all();
        ImitationTasks.require(task, episodes, dataset);
        flags.run(
                flags.asked().withInput("dataset", dataset), (run, listener) -> augment(run, listener, task, episodes));
    }

    private void augment(Run run, Listener listener, ImitationTask task, List<Episode> episodes) {
        List<Bottleneck> at = bottlenecks.isEmpty()
                ? task.bottlenecks()
                : bottlenecks.stream().map(Bottleneck::parse).toList();
        AugmentationRules rules = AugmentationRules.PUBLISHED.withRange(near ? BackOff.Range.NEAR : BackOff.Range.FAR);
        EpisodeRounds rounds =
                new EpisodeRounds(run.items("round"), run.folder().resolve("rounds"), task.description());
        new Augmentation(task, at, episodes, rules, run.seeds())
                .run(n, Runtime.getRuntime().availableProcessors(), rounds, listener);
        ImitationTasks.write(run, task, rounds.episodes(n));
        int[] marks = rounds.marks(at.size());
        TextTable table = new TextTable("bottleneck", "segments made");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < marks.length; i++) {
            table.row(at.get(i), marks[i]);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("bottleneck", at.get(i).toString());
            row.put("segments", marks[i]);
            rows.add(row);
        }
        flags.screen.table(table);
        flags.screen.line(String.format(
                Locale.ROOT,
                "%d segments in %s, from %d attempts and %,d simulator steps.",
                n,
                flags.out,
                rounds.tried(),
                rounds.steps()));
        flags.screen.rows(rows);
    }
}
