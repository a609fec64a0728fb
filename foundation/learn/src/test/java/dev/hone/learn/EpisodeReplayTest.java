package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.tensor.Safetensors;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodeReplayTest {
    @TempDir
    private Path folder;

    /** Of {@code length} steps; each number tells where it belongs. */
    private static EpisodeReplay.Episode lived(EpisodeReplay replay, int name, int length, boolean terminated) {
        EpisodeReplay.Episode episode = replay.episode();
        for (int t = 0; t < length; t++) {
            episode.add(new float[] {name, t}, new float[] {10 * name + t}, 100 * name + t);
        }
        episode.end(new float[] {name, length}, terminated);
        replay.add(episode);
        return episode;
    }

    private static EpisodeReplay filled() {
        EpisodeReplay replay = new EpisodeReplay(100, 2, 1);
        lived(replay, 1, 40, true);
        lived(replay, 2, 3, false);
        return replay;
    }

    @Test
    void a_drawn_step_belongs_together_and_knows_what_it_led_to() {
        EpisodeReplay replay = filled();
        Replay.Batch batch = new Replay.Batch(500, 2, 1);
        replay.draw(new RandomStream(1), batch);
        boolean[] ends = new boolean[2];
        for (int i = 0; i < batch.size(); i++) {
            float name = batch.features[2 * i];
            float t = batch.features[2 * i + 1];
            assertEquals(10 * name + t, batch.actions[i]);
            assertEquals(100 * name + t, batch.rewards[i]);
            assertEquals(name, batch.next[2 * i]);
            assertEquals(t + 1, batch.next[2 * i + 1]);
            assertEquals(name == 1 && t == 39 ? 1 : 0, batch.terminated[i]);
            ends[0] |= name == 1 && t == 39;
            ends[1] |= name == 2 && t == 2;
        }
        assertTrue(ends[0] && ends[1], "both ends are drawn");
    }

    @Test
    void the_newest_come_whole_and_as_single_steps() {
        EpisodeReplay replay = filled();
        lived(replay, 3, 2, true);
        assertEquals(3, replay.last(9).count());
        EpisodeBatch newest = replay.last(2);
        assertEquals(2, newest.count());
        assertEquals(3, newest.time());
        Replay.Batch steps = Replay.Batch.of(newest);
        assertArrayEquals(new float[] {200, 300, 201, 301, 202, 0}, steps.rewards);
        assertArrayEquals(new float[] {20, 30, 21, 31, 22, 0}, steps.actions);
        assertArrayEquals(new float[] {2, 0, 3, 0, 2, 1, 3, 1, 2, 2, 3, 2}, steps.features);
        assertArrayEquals(new float[] {2, 1, 3, 1, 2, 2, 3, 2, 2, 3, 0, 0}, steps.next);
        assertArrayEquals(new float[] {0, 0, 0, 1, 0, 0}, steps.terminated);
    }

    @Test
    void an_episode_knows_its_largest_reward_whatever_its_sign() {
        EpisodeReplay replay = new EpisodeReplay(100, 1, 1);
        EpisodeReplay.Episode episode = replay.episode();
        for (double reward : new double[] {1, -5, 3}) {
            episode.add(new float[1], new float[1], reward);
        }
        assertEquals(5, episode.largestReward());
    }

    @Test
    void drawn_episodes_are_whole_and_filled_up_with_zeros() {
        EpisodeReplay replay = new EpisodeReplay(100, 2, 1);
        lived(replay, 1, 4, true);
        lived(replay, 2, 2, false);
        for (int seed = 0; seed < 20; seed++) {
            EpisodeBatch batch = replay.draw(new RandomStream(seed), 3);
            for (int e = 0; e < 3; e++) {
                int name = (int) batch.features()[2 * e];
                int length = name == 1 ? 4 : 2;
                for (int t = 0; t < batch.time(); t++) {
                    int k = t * 3 + e;
                    assertEquals(t < length ? 1 : 0, batch.lived()[k]);
                    assertEquals(t < length ? 100 * name + t : 0, batch.rewards()[k]);
                    assertEquals(t < length ? 10 * name + t : 0, batch.actions()[k]);
                    assertEquals(name == 1 && t == 3 ? 1 : 0, batch.terminated()[k]);
                }
                assertEquals(length, batch.features()[2 * (length * 3 + e) + 1], "what the last step led to");
            }
        }
    }

    @Test
    void episodes_of_like_length_come_together_and_each_as_often_as_another() {
        EpisodeReplay replay = new EpisodeReplay(1000, 2, 1);
        for (int name = 1; name <= 10; name++) {
            lived(replay, name, name <= 5 ? 2 : 20, true);
        }
        RandomStream random = new RandomStream(1);
        int[] drawn = new int[11];
        int shortOnes = 0;
        for (int k = 0; k < 2_000; k++) {
            EpisodeBatch batch = replay.draw(random, 4);
            shortOnes += batch.time() == 2 ? 1 : 0;
            for (int e = 0; e < 4; e++) {
                drawn[(int) batch.features()[2 * e]]++;
            }
        }
        assertTrue(shortOnes > 700, shortOnes + " of 2,000 batches without a long episode; 125 if drawn one by one");
        for (int name = 1; name <= 10; name++) {
            assertEquals(800, drawn[name], 120, "episode " + name);
        }
    }

    @Test
    void the_oldest_episodes_make_room_but_the_newest_stays() {
        EpisodeReplay replay = new EpisodeReplay(10, 2, 1);
        for (int name = 1; name <= 4; name++) {
            lived(replay, name, 4, true);
        }
        assertEquals(8, replay.size());
        assertEquals(2, replay.episodes());
        Replay.Batch batch = new Replay.Batch(200, 2, 1);
        replay.draw(new RandomStream(3), batch);
        for (int i = 0; i < batch.size(); i++) {
            assertTrue(batch.features[2 * i] >= 3);
        }
        lived(replay, 5, 50, false);
        assertEquals(1, replay.episodes());
        assertEquals(50, replay.size());
    }

    @Test
    void thousands_of_episodes_later_it_still_knows_where_they_are() {
        EpisodeReplay replay = new EpisodeReplay(6, 2, 1);
        for (int name = 1; name <= 3_000; name++) {
            lived(replay, name, 2, true);
        }
        Replay.Batch batch = new Replay.Batch(100, 2, 1);
        replay.draw(new RandomStream(3), batch);
        for (int i = 0; i < batch.size(); i++) {
            assertTrue(batch.features[2 * i] >= 2_998, "" + batch.features[2 * i]);
        }
    }

    @Test
    void comes_back_from_a_file_and_draws_the_same() {
        EpisodeReplay replay = filled();
        Path file = folder.resolve("replay.safetensors");
        Safetensors.write(file, replay.save(), Map.of());
        EpisodeReplay other = new EpisodeReplay(100, 2, 1);
        lived(other, 9, 5, false);
        try (Safetensors open = Safetensors.open(file)) {
            other.load(open);
        }
        assertEquals(replay.size(), other.size());
        EpisodeBatch one = replay.draw(new RandomStream(5), 4);
        EpisodeBatch two = other.draw(new RandomStream(5), 4);
        assertArrayEquals(one.features(), two.features());
        assertArrayEquals(one.rewards(), two.rewards());
        assertArrayEquals(one.terminated(), two.terminated());
    }

    @Test
    void an_episode_knows_its_return_and_an_empty_one_is_refused() {
        EpisodeReplay replay = filled();
        assertEquals(603, lived(replay, 2, 3, true).returned());
        assertThrows(IllegalArgumentException.class, () -> replay.add(replay.episode()));
        assertThrows(IllegalArgumentException.class, () -> new EpisodeReplay(0, 1, 1));
    }
}
