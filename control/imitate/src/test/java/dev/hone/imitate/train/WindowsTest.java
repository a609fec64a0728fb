package dev.hone.imitate.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.episodes.Episode;
import dev.hone.imitate.Segment;
import dev.hone.learn.chunk.ChunkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowsTest {
    private static final ChunkSpec CHUNKS = Made.spec(PolicyShape.DIFFUSION);

    private static Episode segment(int length) {
        Episode.Recorder recorder = new Episode.Recorder("count");
        Made.counted(3, length).frames().forEach(recorder::add);
        return recorder.done(Optional.empty(), Map.of(Segment.RETURNED, 2));
    }

    private static float[] chunk(Windows windows, int window) {
        float[] chunk = new float[16];
        windows.chunk(window, chunk, 0);
        return chunk;
    }

    @Test
    void a_window_holds_an_observation_and_the_actions_from_it_on() {
        Windows windows = Windows.of(List.of(Made.counted(1, 30), Made.counted(2, 30)), CHUNKS);
        float[] seen = new float[2];
        windows.observation(5, seen, 0);
        assertArrayEquals(new float[] {0.05f, 0.01f}, seen);
        float[] chunk = chunk(windows, 5);
        assertEquals(0.05f, chunk[0], 1e-6f);
        assertEquals(0.20f, chunk[15], 1e-6f);
        windows.observation(windows.count() / 2, seen, 0);
        assertArrayEquals(new float[] {0, 0.02f}, seen, "the second episode's windows begin at its start");
    }

    @Test
    void every_frame_of_an_episode_begins_a_window_and_its_last_action_goes_on() {
        Windows windows = Windows.of(List.of(Made.counted(1, 30)), CHUNKS);
        assertEquals(30, windows.count());
        float[] near = chunk(windows, 21);
        assertEquals(0.21f, near[0], 1e-6f);
        assertEquals(0.29f, near[8], 1e-6f);
        for (int i = 9; i < 16; i++) {
            assertEquals(0.29f, near[i], 1e-6f, "padded by the last action");
        }
        assertEquals(0.29f, chunk(windows, 29)[0], 1e-6f);
    }

    @Test
    void a_segment_is_not_padded() {
        Windows windows = Windows.of(List.of(segment(30)), CHUNKS);
        assertEquals(30 - 16 + 1, windows.count());
        assertEquals(0.29f, chunk(windows, windows.count() - 1)[15], 1e-6f);
        assertEquals(0, Windows.of(List.of(segment(15)), CHUNKS).count());
    }

    @Test
    void without_chunks_every_frame_is_a_window() {
        assertEquals(
                30,
                Windows.of(List.of(Made.counted(1, 30)), Made.spec(PolicyShape.MLP))
                        .count());
    }

    @Test
    void episodes_of_another_robot_are_refused() {
        Episode.Recorder recorder = new Episode.Recorder("other");
        recorder.add(new Episode.Frame(new float[3], new float[1], Optional.empty(), Optional.empty()));
        Episode other = recorder.done(Optional.of(true), Map.of());
        HoneException e = assertThrows(HoneException.class, () -> Windows.of(List.of(other), CHUNKS));
        assertTrue(
                e.getMessage()
                        .startsWith("An episode has 3 numbers of state and 1 of action where the policy has 2 and 1."),
                e.getMessage());
    }

    @Test
    void a_share_of_whole_episodes_is_held_out_and_never_learnt_from() {
        List<Episode> episodes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            episodes.add(Made.counted(i, 20));
        }
        TrainingData data = TrainingData.of(episodes, CHUNKS, 0.1, Optional.empty(), Seeds.of(1));
        assertEquals(2 * 20, data.heldOut().count());
        assertEquals(18 * 20, data.learnt().count());
        float[] held = new float[2];
        float[] learnt = new float[2];
        for (int h = 0; h < data.heldOut().count(); h += 20) {
            data.heldOut().observation(h, held, 0);
            for (int l = 0; l < data.learnt().count(); l += 20) {
                data.learnt().observation(l, learnt, 0);
                assertTrue(held[1] != learnt[1], "an episode is on both sides");
            }
        }
    }

    @Test
    void nothing_to_learn_from_is_an_error() {
        List<Episode> shortOnes = List.of(segment(8));
        assertThrows(HoneException.class, () -> TrainingData.of(shortOnes, CHUNKS, 0, Optional.empty(), Seeds.of(1)));
    }
}
