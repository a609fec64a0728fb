package dev.hone.cli;

import dev.hone.assembly.camera.Look;
import dev.hone.assembly.camera.Size;
import dev.hone.assembly.film.Filming;
import dev.hone.assembly.task.Camera;
import dev.hone.assembly.task.Options;
import dev.hone.assembly.task.Task;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.imitate.pipeline.Pipeline;
import dev.hone.imitate.pipeline.PipelineRow;
import dev.hone.imitate.rollout.Outcome;
import dev.hone.imitate.rollout.ResetStream;
import dev.hone.imitate.rollout.Rollouts;
import dev.hone.imitate.rollout.Score;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One of the roll-outs that a row of a comparison counts, played again for the cameras. */
final class ImitationFilm {
    private static final Filming.Plan PLAN =
            new Filming.Plan(List.of(Camera.values()), new Size(320, 240), true, Look.PLAIN, 1);

    private ImitationFilm() {}

    /** The first start that one row solves and the other doesn't; failing that, one that it solves; failing that, the first. */
    static int start(Score score, Score other) {
        return first(score, other)
                .or(() -> score.outcomes().stream()
                        .filter(Outcome::solved)
                        .findFirst()
                        .map(Outcome::index))
                .orElse(0);
    }

    private static Optional<Integer> first(Score score, Score other) {
        return score.outcomes().stream()
                .filter(outcome -> outcome.solved()
                        && !other.outcomes().get(outcome.index()).solved())
                .findFirst()
                .map(Outcome::index);
    }

    /**
     * Plays a row's roll-out from a start again, to the bit, and saves the film.
     *
     * @return how many pictures it has
     */
    static int save(Pipeline pipeline, PipelineRow row, int start, Path folder, Path file) {
        boolean solved = row.score().outcomes().get(start).solved();
        String title = row.task() + ", row " + row.condition().word() + ", start " + start
                + (solved ? ", solved" : ", not solved");
        Filming filming = new Filming(PLAN, file, title);
        AssemblyTask task = new AssemblyTask(Options.of(Task.of(row.task())), filming);
        new Rollouts(task, pipeline.policies(folder, row), ResetStream.REPORT, Seeds.of(row.seed()))
                .record(start, 1, 1, Listener.NONE);
        filming.film().save(file, true);
        return filming.film().frames();
    }
}
