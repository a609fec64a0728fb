package dev.hone.imitate.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunSpec;
import dev.hone.imitate.PointTask;
import dev.hone.imitate.data.EpisodeRounds;
import dev.hone.imitate.rollout.ResetStream;
import dev.hone.imitate.rollout.Rollouts;
import dev.hone.imitate.train.NetworkSettings;
import dev.hone.imitate.train.TrainingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
    private static final PointTask TASK = new PointTask(30);
    private static final int COLLECTED = 4;

    @TempDir
    private Path runs;

    private static Pipeline pipeline(int rounds) {
        PipelinePlan plan = new PipelinePlan(
                20,
                List.of(Condition.CI),
                1,
                3,
                1,
                COLLECTED,
                rounds,
                new NetworkSettings(List.of(32, 32), List.of(8), false),
                new TrainingSettings(200, 64, 3e-3, 20, 0, 0, 0, 2),
                2,
                3);
        return new Pipeline(TASK, plan, 1);
    }

    private static EpisodeRounds collected(Run run, String name) {
        return new EpisodeRounds(run.items(name), run.folder().resolve(name), TASK.description());
    }

    @Test
    void in_rounds_each_policy_collects_for_the_next_from_starts_of_its_own() {
        try (Run run = Run.start(runs, RunSpec.of("two", 0), false)) {
            List<PipelineRow> rows = pipeline(2).run(run, Listener.NONE);
            assertEquals(
                    List.of(Condition.PLAIN, Condition.CI),
                    rows.stream().map(PipelineRow::condition).toList());
            EpisodeRounds first = collected(run, "collected-plain-3");
            EpisodeRounds second = collected(run, "collected-ci-3");
            assertTrue(Files.isDirectory(run.folder().resolve("training-ci-2-3")), "nothing was learnt again");
            float one = first.episodes(1).getFirst().frames().getFirst().state()[0];
            for (int i = 0; i < second.kept(); i++) {
                float other = second.episodes(second.kept())
                        .get(i)
                        .frames()
                        .getFirst()
                        .state()[0];
                assertTrue(one != other, "a start is collected from twice");
            }
            Cost cost = rows.getLast().cost();
            assertEquals(first.steps() + second.steps(), cost.simulatorSteps());
            assertEquals((first.nanos() + second.nanos()) / 60e9, cost.dataMinutes(), 1e-12);
            assertTrue(cost.trainingMinutes() > rows.getFirst().cost().trainingMinutes(), "two trainings are dearer");
        }
    }

    @Test
    void one_round_is_enough_by_default_and_what_is_done_is_not_done_again() {
        RunSpec spec = RunSpec.of("one", 0);
        List<PipelineRow> rows;
        Run killed = Run.start(runs, spec, false);
        rows = pipeline(1).run(killed, Listener.NONE);
        assertFalse(Files.exists(killed.folder().resolve("training-ci-2-3")));
        killed.close();
        try (Run again = Run.start(runs, spec, false)) {
            assertTrue(again.resumed());
            assertEquals(rows, pipeline(1).run(again, Listener.NONE), "costs included");
        }
    }

    @Test
    void a_rows_policy_plays_what_the_row_counts() {
        try (Run run = Run.start(runs, RunSpec.of("policy", 0), false)) {
            Pipeline pipeline = pipeline(1);
            PipelineRow row = pipeline.run(run, Listener.NONE).getLast();
            Rollouts rollouts =
                    new Rollouts(TASK, pipeline.policies(run.folder(), row), ResetStream.REPORT, Seeds.of(row.seed()));
            assertEquals(
                    row.score().outcomes().get(2),
                    rollouts.record(2, 1, 1, Listener.NONE).getFirst().outcome());
        }
    }
}
