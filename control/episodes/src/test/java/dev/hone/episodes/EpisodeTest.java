package dev.hone.episodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.HoneException;
import dev.hone.episodes.Episode.Frame;
import dev.hone.learn.Snapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EpisodeTest {
    private Episode.Recorder recorder = new Episode.Recorder("");

    @BeforeEach
    void first_frame() {
        recorder = new Episode.Recorder("open the door", "here");
        recorder.add(Made.frame(0, 0));
    }

    private String refused(Frame frame) {
        return assertThrows(HoneException.class, () -> recorder.add(frame)).problem();
    }

    private static Frame frame(float[] state, float[] action, long... words) {
        return new Frame(
                state,
                action,
                Optional.empty(),
                words.length == 0 ? Optional.empty() : Optional.of(Snapshot.of(words)));
    }

    @Test
    void it_holds_what_was_recorded() {
        Frame second = Made.frame(0, 1);
        recorder.add(second);
        Episode episode = recorder.done(Optional.of(true), Map.of("grasped", 1));
        assertEquals("open the door", episode.task());
        assertEquals(2, episode.length());
        assertSame(second, episode.frames().get(1));
        assertEquals(Optional.of(true), episode.success());
        assertEquals(Map.of("grasped", 1), episode.milestones());
    }

    @Test
    void what_happens_to_the_recorder_or_the_milestones_later_changes_nothing() {
        Map<String, Integer> milestones = new HashMap<>(Map.of("grasped", 1));
        Episode episode = recorder.done(Optional.empty(), milestones);
        milestones.put("seated", 2);
        recorder.add(Made.frame(0, 1));
        assertEquals(1, episode.length());
        assertEquals(Map.of("grasped", 1), episode.milestones());
        assertThrows(UnsupportedOperationException.class, () -> episode.frames().clear());
    }

    @Test
    void every_frame_has_the_widths_of_the_first() {
        assertEquals(
                "here, frame 1: state of 2 numbers where the frames before have 3.",
                refused(frame(new float[2], new float[2], 1, 2, 3, 4)));
        assertEquals(
                "here, frame 1: action of 1 numbers where the frames before have 2.",
                refused(frame(new float[3], new float[1], 1, 2, 3, 4)));
        assertEquals(
                "here, frame 1: simulator state of 3 numbers where the frames before have 4.",
                refused(frame(new float[3], new float[2], 1, 2, 3)));
        assertEquals(1, recorder.length());
    }

    @Test
    void numbers_are_finite() {
        assertEquals(
                "here, frame 1: number 2 of the state is Infinity.",
                refused(frame(new float[] {0, 0, Float.POSITIVE_INFINITY}, new float[2], 1, 2, 3, 4)));
        assertEquals(
                "here, frame 1: number 0 of the action is NaN.",
                refused(frame(new float[3], new float[] {Float.NaN, 0}, 1, 2, 3, 4)));
    }

    @Test
    void an_episode_without_frames_is_none() {
        Episode.Recorder empty = new Episode.Recorder("t", "demos.jsonl line 4");
        HoneException e = assertThrows(HoneException.class, () -> empty.done(Optional.empty(), Map.of()));
        assertEquals("demos.jsonl line 4 has no frames.", e.problem());
    }
}
