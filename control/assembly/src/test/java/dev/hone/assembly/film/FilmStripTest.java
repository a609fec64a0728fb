package dev.hone.assembly.film;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.assembly.camera.Size;
import dev.hone.assembly.demonstrate.Demonstrations;
import dev.hone.assembly.demonstrate.Shots;
import dev.hone.assembly.task.Camera;
import dev.hone.assembly.task.Options;
import dev.hone.assembly.task.Task;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.episodes.Episode;
import dev.hone.episodes.Episode.Frame;
import dev.hone.episodes.picture.Pixels;
import dev.hone.learn.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilmStripTest {
    private static Pixels plain(int width, int height, int colour) {
        int[] colours = new int[width * height];
        Arrays.fill(colours, colour);
        return new Pixels(width, height, colours);
    }

    private static Episode recorded(Optional<Shots> shots) {
        List<Episode> kept = new ArrayList<>();
        Demonstrations.record(Options.of(Task.of("peg")), 1, false, Seeds.of(3), _ -> {}, shots, kept::add);
        return kept.getFirst();
    }

    private static Episode without(Episode episode, String task, boolean states) {
        Episode.Recorder recorder = new Episode.Recorder(task);
        for (Frame frame : episode.frames()) {
            recorder.add(new Frame(
                    frame.state(),
                    frame.action(),
                    frame.reward(),
                    states ? Optional.of(Snapshot.of(new long[] {1, 2})) : Optional.empty()));
        }
        return recorder.done(Optional.empty(), Map.of());
    }

    @Test
    void cameras_lie_under_one_another_and_episodes_further_apart() {
        FilmStrip strip = new FilmStrip();
        List<Pixels> front = List.of(plain(4, 3, 1), plain(4, 3, 2));
        List<Pixels> wrist = List.of(plain(4, 5, 3), plain(4, 5, 4));
        strip.add(List.of(front, wrist));
        strip.add(List.of(front));
        Pixels all = strip.picture().pixels();
        assertEquals(4 + 2 + 4, all.width());
        assertEquals(3 + 2 + 5 + 10 + 3, all.height());
        int[] column = new int[all.height()];
        for (int y = 0; y < column.length; y++) {
            column[y] = all.colours()[y * all.width() + 6];
        }
        int paper = 0xFFFFFF;
        assertArrayEquals(
                new int[] {
                    2, 2, 2, paper, paper, 4, 4, 4, 4, 4, paper, paper, paper, paper, paper, paper, paper, paper, paper,
                    paper, 2, 2, 2
                },
                column);
        assertEquals(paper, all.colours()[4], "a gap in time");
    }

    @Test
    void moments_go_from_the_first_frame_to_the_last() {
        Episode episode = recorded(Optional.of(new Shots(List.of(Camera.FRONT), new Size(64, 64), false, false)));
        List<List<Pixels>> strip = EpisodeFrames.of(episode, 4, 64, "set");
        assertEquals(1, strip.size());
        assertEquals(4, strip.getFirst().size());
        for (int i = 0; i < 4; i++) {
            Frame frame = episode.frames().get(i * (episode.length() - 1) / 3);
            assertArrayEquals(
                    frame.pictures().values().iterator().next().pixels().colours(),
                    strip.getFirst().get(i).colours());
        }
        assertEquals(
                episode.length(),
                EpisodeFrames.of(episode, 1000, 64, "set").getFirst().size());
    }

    @Test
    void without_pictures_both_cameras_look_at_the_stored_states() {
        Episode kept = recorded(Optional.of(new Shots(List.of(Camera.values()), new Size(64, 64), true, false)));
        Episode bare = recorded(Optional.empty());
        List<List<Pixels>> stored = EpisodeFrames.of(kept, 3, 64, "set");
        List<List<Pixels>> rendered = EpisodeFrames.of(bare, 3, 64, "set");
        assertEquals(2, rendered.size());
        for (int camera = 0; camera < 2; camera++) {
            for (int i = 0; i < 3; i++) {
                assertArrayEquals(
                        stored.get(camera).get(i).colours(),
                        rendered.get(camera).get(i).colours());
            }
        }
    }

    @Test
    void what_can_not_be_seen_says_why() {
        Episode bare = recorded(Optional.empty());
        assertThrows(HoneException.class, () -> EpisodeFrames.of(bare, 1, 64, "set"));
        for (var wrong : Map.of(
                        without(bare, bare.task(), false), "set has neither pictures nor simulator states.",
                        without(bare, "open the door", true), "set has states of another simulator",
                        without(bare, bare.task(), true), "set: a simulator state doesn't fit task peg")
                .entrySet()) {
            HoneException error =
                    assertThrows(HoneException.class, () -> EpisodeFrames.of(wrong.getKey(), 3, 64, "set"));
            assertTrue(error.getMessage().startsWith(wrong.getValue()), error.getMessage());
        }
    }
}
