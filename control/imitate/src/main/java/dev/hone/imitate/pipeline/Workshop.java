package dev.hone.imitate.pipeline;

import dev.hone.core.Json;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.run.Items;
import dev.hone.core.run.Run;
import dev.hone.episodes.Episode;
import dev.hone.imitate.ImitationTask;
import dev.hone.imitate.data.EpisodeRounds;
import dev.hone.imitate.data.ProcessorTime;
import dev.hone.imitate.rollout.Outcome;
import dev.hone.imitate.rollout.Score;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Where a plan's work is kept: demonstrations, rounds of other episodes, trainings, evaluations. Safe for several threads. */
final class Workshop {
    private final Run run;
    private final ImitationTask task;
    private final PipelinePlan plan;
    private final Items evaluations;
    private List<Episode> demonstrations = List.of();

    Workshop(Run run, ImitationTask task, PipelinePlan plan) {
        this.run = run;
        this.task = task;
        this.plan = plan;
        evaluations = run.items("evaluation");
    }

    ImitationTask task() {
        return task;
    }

    PipelinePlan plan() {
        return plan;
    }

    /** Makes as many as the hungriest row wants. They are the task's own, whatever the seeds of the trainings. */
    void demonstrate(Listener listener) {
        int most = plan.demonstrations()
                * plan.conditions().stream().mapToInt(Condition::times).max().orElse(1);
        EpisodeRounds kept = rounds("demonstration");
        if (kept.kept() < most) {
            List<Episode> made = new ArrayList<>();
            long begin = ProcessorTime.nanos();
            listener.begin("demonstrations", 0, most);
            task.demonstrate(most, Seeds.of(0).child("imitate").child("demonstrations"), episode -> {
                made.add(episode);
                listener.advance(made.size());
            });
            listener.end();
            long spent = ProcessorTime.nanos() - begin;
            kept.add(
                    most,
                    0,
                    spent,
                    made,
                    IntStream.range(0, most).mapToObj(_ -> 0).toList());
        }
        demonstrations = kept.episodes(most);
    }

    List<Episode> demonstrations(int count) {
        return demonstrations.subList(0, count);
    }

    EpisodeRounds rounds(String kind) {
        return new EpisodeRounds(run.items(kind), folder(kind), task.description());
    }

    Path folder(String name) {
        return run.folder().resolve(name);
    }

    void note(String name, long step, double value) {
        run.metric(name, step, value);
    }

    /** An evaluation, done now if it wasn't. */
    Score evaluation(String id, Supplier<Score> work) {
        if (!evaluations.has(id)) {
            evaluations.put(id, work.get().outcomes());
        }
        return new Score(StreamSupport.stream(evaluations.get(id).orElseThrow().spliterator(), false)
                .map(node -> Json.MAPPER.treeToValue(node, Outcome.class))
                .toList());
    }
}
