package dev.hone.imitate.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.episodes.Episode;
import dev.hone.imitate.Bottleneck;
import dev.hone.imitate.FakeTask;
import dev.hone.imitate.PointTask;
import dev.hone.imitate.Segment;
import dev.hone.learn.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    private static final FakeTask TASK = new FakeTask(4);

    private static double shareOfFirst(boolean balanced, int... made) {
        Candidates candidates = new Candidates(TASK, TASK.bottlenecks(), List.of(TASK.demonstration()), balanced);
        RandomStream random = new RandomStream(1);
        int first = 0;
        for (int i = 0; i < 4000; i++) {
            first += candidates.draw(made, random).bottleneck() == 0 ? 1 : 0;
        }
        return first / 4000.0;
    }

    @Test
    void a_bottleneck_is_drawn_inversely_to_how_often_it_was_augmented() {
        assertEquals(0.5, shareOfFirst(true, 0, 0), 0.03);
        assertEquals(1.0 / 10 / (1.0 / 10 + 1.0 / 2), shareOfFirst(true, 9, 1), 0.03);
    }

    @Test
    void the_ablation_draws_each_as_often() {
        assertEquals(0.5, shareOfFirst(false, 9, 1), 0.03);
    }

    @Test
    void segments_and_failures_are_not_augmented() {
        Episode demonstration = TASK.demonstration();
        Episode.Recorder recorder = new Episode.Recorder(TASK.words());
        demonstration.frames().forEach(recorder::add);
        Episode segment = recorder.done(Optional.empty(), Map.of(Segment.RETURNED, 2, "taken", 11));
        Episode failure = recorder.done(Optional.of(false), Map.of("taken", 11));
        for (Episode each : List.of(segment, failure)) {
            HoneException e = assertThrows(
                    HoneException.class, () -> new Candidates(TASK, TASK.bottlenecks(), List.of(each), true));
            assertTrue(e.getMessage().startsWith("None of 1 episodes is a success"), e.getMessage());
        }
    }

    @Test
    void a_milestone_that_nobody_reached_is_refused_by_name() {
        HoneException e = assertThrows(
                HoneException.class,
                () -> new Candidates(TASK, List.of(new Bottleneck("insrted", 2)), List.of(TASK.demonstration()), true));
        assertTrue(e.getMessage().contains("insrted-2"), e.getMessage());
    }

    @Test
    void a_task_without_a_hand_is_refused() {
        HoneException e =
                assertThrows(HoneException.class, () -> new Candidates(new PointTask(), List.of(), List.of(), true));
        assertTrue(e.getMessage().startsWith("The task point doesn't say where a hand"), e.getMessage());
    }

    @Test
    void bottlenecks_are_written_as_milestone_and_frames() {
        assertEquals(new Bottleneck("at_hole", 4), Bottleneck.parse("at_hole-4"));
        assertThrows(HoneException.class, () -> Bottleneck.parse("at_hole"));
        assertThrows(HoneException.class, () -> Bottleneck.parse("-4"));
    }
}
