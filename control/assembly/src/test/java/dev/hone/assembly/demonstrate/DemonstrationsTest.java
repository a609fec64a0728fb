package dev.hone.assembly.demonstrate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.assembly.demonstrate.Demonstrations.Played;
import dev.hone.assembly.task.Options;
import dev.hone.assembly.task.PegTask;
import dev.hone.assembly.task.Task;
import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemonstrationsTest {
    private static List<Played> play(Task task, int count, boolean human, long seed) {
        return Demonstrations.play(Options.of(task), count, human, Seeds.of(seed), _ -> {});
    }

    private static long solved(List<Played> played) {
        return Demonstrations.solved(played).successes();
    }

    @ParameterizedTest
    @CsvSource({"peg, 20, 18", "grasp-peg, 10, 8", "one-leg, 2, 1"})
    void a_person_solves_most_low_starts(String task, int episodes, int least) {
        List<Played> played = play(Task.of(task), episodes, true, 1);
        assertTrue(solved(played) >= least, played.toString());
        for (Played episode : played) {
            if (episode.solved()) {
                int[] at = Arrays.stream(Milestone.values())
                        .mapToInt(milestone -> episode.milestones().getOrDefault(milestone, -1))
                        .toArray();
                int[] ordered = at.clone();
                Arrays.sort(ordered);
                assertArrayEquals(ordered, at, "milestones come in their order: " + episode);
                assertTrue(at[0] >= 0, "none is missing: " + episode);
                assertEquals(episode.steps(), at[at.length - 1]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"peg, 20", "grasp-peg, 10", "one-leg, 2"})
    void the_script_as_it_is_written_solves_them_all(String task, int episodes) {
        assertEquals(episodes, solved(play(Task.of(task), episodes, false, 2)));
    }

    @Test
    void people_differ_from_episode_to_episode_and_a_seed_gives_the_same_ones() {
        List<Played> first = play(Task.of("grasp-peg"), 8, true, 3);
        assertEquals(first, play(Task.of("grasp-peg"), 8, true, 3));
        assertNotEquals(first, play(Task.of("grasp-peg"), 8, true, 4));
        assertTrue(first.stream().mapToInt(Played::steps).distinct().count() > 4, first.toString());
        assertEquals(first.subList(0, 3), play(Task.of("grasp-peg"), 3, true, 3));
    }

    @Test
    void a_fit_too_tight_for_a_person_is_missed_more_often_than_a_loose_one() {
        long loose = solved(play(new PegTask(0.001), 20, true, 5));
        long tight = solved(play(new PegTask(0.00003), 20, true, 5));
        assertTrue(tight < loose, tight + " tight, " + loose + " loose");
    }
}
