package dev.hone.imitate.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunSpec;
import dev.hone.episodes.Episode;
import dev.hone.imitate.Bottleneck;
import dev.hone.imitate.FakeTask;
import dev.hone.imitate.data.EpisodeRounds;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AugmentationTest {
    private static final FakeTask TASK = new FakeTask(4);

    @TempDir
    private Path runs;

    /** A demonstration that only has the first bottleneck. */
    private static Episode halfWay() {
        Episode.Recorder recorder = new Episode.Recorder(TASK.words());
        TASK.demonstration().frames().forEach(recorder::add);
        return recorder.done(Optional.of(true), Map.of("taken", 11));
    }

    private static EpisodeRounds rounds(Run run) {
        return new EpisodeRounds(run.items("round"), run.folder().resolve("rounds"), TASK.description());
    }

    private static Augmentation augmentation(AugmentationRules rules) {
        List<Episode> demonstrations = List.of(TASK.demonstration(), halfWay());
        return new Augmentation(TASK, TASK.bottlenecks(), demonstrations, rules, Seeds.of(3));
    }

    /** Alike, the bottleneck that only half of the demonstrations have would be a fourth; balanced it is a third. */
    @Test
    void bottlenecks_that_few_demonstrations_have_are_made_up_for() {
        AugmentationRules near = AugmentationRules.PUBLISHED.withRange(BackOff.Range.NEAR);
        try (Run run = Run.start(runs, RunSpec.of("balanced", 0), false);
                Run other = Run.start(runs, RunSpec.of("alike", 0), false)) {
            EpisodeRounds balanced = rounds(run);
            augmentation(near).run(120, 2, balanced, Listener.NONE);
            EpisodeRounds alike = rounds(other);
            augmentation(near.unbalanced()).run(120, 2, alike, Listener.NONE);
            assertEquals(40, balanced.marks(2)[1], 4);
            assertEquals(30, alike.marks(2)[1], 5);
        }
    }

    @Test
    void what_a_run_holds_is_not_made_again_and_does_not_depend_on_threads() {
        AugmentationRules published = AugmentationRules.PUBLISHED;
        try (Run run = Run.start(runs, RunSpec.of("broken", 0), false);
                Run other = Run.start(runs, RunSpec.of("whole", 0), false)) {
            augmentation(published).run(9, 1, rounds(run), Listener.NONE);
            augmentation(published).run(17, 1, rounds(run), Listener.NONE);
            EpisodeRounds whole = rounds(other);
            augmentation(published).run(17, 3, whole, Listener.NONE);
            EpisodeRounds broken = rounds(run);
            assertEquals(whole.tried(), broken.tried());
            assertEquals(whole.steps(), broken.steps());
            assertTrue(broken.nanos() > 0, "processor time is told");
            for (int i = 0; i < 17; i++) {
                Episode one = whole.episodes(17).get(i);
                assertEquals(one.length(), broken.episodes(17).get(i).length());
                assertEquals(
                        one.frames().getLast().state()[0],
                        broken.episodes(17).get(i).frames().getLast().state()[0]);
            }
        }
    }

    @Test
    void attempts_that_never_come_out_well_end_it() {
        FakeTask slippery = new FakeTask(0.1); // drops what it carries when it turns
        List<Bottleneck> put = List.of(new Bottleneck("put", 5));
        try (Run run = Run.start(runs, RunSpec.of("slippery", 0), false)) {
            Augmentation augmentation = new Augmentation(
                    slippery, put, List.of(slippery.demonstration()), AugmentationRules.PUBLISHED, Seeds.of(1));
            HoneException e =
                    assertThrows(HoneException.class, () -> augmentation.run(2, 1, rounds(run), Listener.NONE));
            assertTrue(e.getMessage().contains("attempts came out like their demonstration"), e.getMessage());
        }
    }
}
