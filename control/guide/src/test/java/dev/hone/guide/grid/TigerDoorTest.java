package dev.hone.guide.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.guide.Teacher;
import dev.hone.learn.EnvironmentChecker;
import dev.hone.learn.Episodes;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Step;
import dev.hone.learn.TablePolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The returns that the specification counts by hand, and what the teachers say. */
class TigerDoorTest {
    private static final int UP = 0;
    private static final int LEFT = 2;

    /** Mean return of a teacher that does what it says, of equal choices the first. */
    private static double follow(TigerDoor door, String name, int episodes) {
        Teacher teacher = door.teacher(name);
        double[] advice = new double[4];
        Step step = new Step(door.observations());
        float[] action = new float[1];
        double sum = 0;
        for (int k = 0; k < episodes; k++) {
            door.reset(k, step.observation());
            step.set(0, false, false);
            while (!step.ended()) {
                teacher.advise(advice);
                int best = 0;
                for (int a = 1; a < 4; a++) {
                    best = advice[a] > advice[best] ? a : best;
                }
                action[0] = best;
                door.step(action, step);
                sum += step.reward();
            }
        }
        return sum / episodes;
    }

    @Test
    void the_teacher_goes_straight() {
        assertEquals(86, follow(TigerDoor.small(), "shortest-path", 20));
        assertEquals(80, follow(TigerDoor.xl(), "shortest-path", 20));
        assertEquals(50, follow(TigerDoor.moor(), "shortest-path", 20));
    }

    @Test
    void the_best_student_goes_by_way_of_the_button() {
        assertEquals(82, follow(TigerDoor.small(), "best-student", 20));
        assertEquals(60, follow(TigerDoor.xl(), "best-student", 20));
        assertEquals(44, follow(TigerDoor.moor(), "best-student", 20));
        assertEquals(82, TigerDoor.small().scale().best());
        assertEquals(60, TigerDoor.xl().scale().best());
        assertEquals(44, TigerDoor.moor().scale().best());
    }

    @Test
    void who_always_takes_one_door_wins_half_of_the_time() {
        assertEquals(-14, guess(TigerDoor.small()), 5);
        assertEquals(-20, guess(TigerDoor.xl()), 5);
        assertEquals(-50, guess(TigerDoor.moor()), 5);
    }

    /** What the teacher did in one episode, done in all of them. */
    private static double guess(TigerDoor door) {
        int[] choices = new int[door.observations().count()];
        Teacher teacher = door.teacher("shortest-path");
        double[] advice = new double[4];
        Step step = new Step(door.observations());
        float[] action = new float[1];
        door.reset(1, step.observation());
        step.set(0, false, false);
        while (!step.ended()) {
            teacher.advise(advice);
            int best = 0;
            for (int a = 1; a < 4; a++) {
                best = advice[a] > advice[best] ? a : best;
            }
            choices[(int) step.observation()[0]] = best;
            action[0] = best;
            door.step(action, step);
        }
        double[] returns = Episodes.returns(door, new TablePolicy(4, choices), 2_000, Seeds.of(1));
        return Arrays.stream(returns).average().orElse(Double.NaN);
    }

    @Test
    void what_leads_nowhere_costs_every_step_until_the_limit() {
        Map<TigerDoor, Double> expected =
                Map.of(TigerDoor.small(), -200.0, TigerDoor.xl(), -400.0, TigerDoor.moor(), -100.0);
        for (TigerDoor door : expected.keySet()) {
            int[] up = new int[door.observations().count()];
            Arrays.fill(up, UP);
            assertEquals(
                    (double) expected.get(door), Episodes.returns(door, new TablePolicy(4, up), 1, Seeds.of(1))[0]);
        }
    }

    @Test
    void random_actions_return_what_the_scale_says() {
        for (TigerDoor door : List.of(TigerDoor.small(), TigerDoor.xl(), TigerDoor.moor())) {
            RandomStream random = new RandomStream(5);
            Step step = new Step(door.observations());
            float[] action = new float[1];
            double sum = 0;
            int episodes = 20_000;
            for (int k = 0; k < episodes; k++) {
                door.reset(k, step.observation());
                step.set(0, false, false);
                while (!step.ended()) {
                    action[0] = random.nextInt(4);
                    door.step(action, step);
                    sum += step.reward();
                }
            }
            assertEquals(door.scale().random(), sum / episodes, 2);
            assertEquals(0, door.scale().score(door.scale().random()));
            assertEquals(1, door.scale().score(door.scale().best()));
        }
    }

    @Test
    void keeps_the_contract_of_environments() {
        for (TigerDoor door : List.of(TigerDoor.small(), TigerDoor.xl(), TigerDoor.moor())) {
            assertEquals(List.of(), EnvironmentChecker.problems(door, 300, Seeds.of(1)));
        }
    }

    @Test
    void the_button_shows_the_doors_for_the_rest_of_the_episode() {
        TigerDoor door = TigerDoor.xl();
        Step step = new Step(door.observations());
        door.reset(3, step.observation());
        assertEquals(0, step.observation()[0] % 3);
        assertTrue(String.join("", door.picture()).contains("?"));
        for (int i = 0; i < 5; i++) {
            assertEquals(0, step.observation()[0] % 3);
            door.step(new float[] {LEFT}, step);
        }
        float shown = step.observation()[0] % 3;
        assertTrue(shown > 0);
        door.step(new float[] {3}, step);
        assertEquals(shown, step.observation()[0] % 3);
        String picture = String.join("", door.picture());
        assertTrue(picture.contains("G") && picture.contains("~") && !picture.contains("?"), picture);
    }

    @Test
    void a_large_map_is_shown_around_the_student() {
        TigerDoor moor = TigerDoor.moor();
        Step step = new Step(moor.observations());
        moor.reset(1, step.observation());
        List<String> picture = moor.picture();
        assertEquals(17, picture.size());
        assertEquals(61, picture.getFirst().length());
        assertEquals(30, picture.get(8).indexOf('@'));
        assertEquals(42, picture.get(11).indexOf('B'));
        for (int i = 0; i < 48; i++) {
            moor.step(new float[] {3}, step);
        }
        assertTrue(moor.picture().get(7).endsWith("?##"), moor.picture().toString());
        assertEquals(7, TigerDoor.small().picture().size());
    }

    @Test
    void a_teacher_is_never_more_certain_than_its_clip() {
        TigerDoor door = TigerDoor.small();
        door.reset(1, new float[1]);
        double[] advice = new double[4];
        door.teacher("shortest-path").advise(advice);
        assertEquals(
                List.of(-18.0, 0.0, -18.0, -18.0), Arrays.stream(advice).boxed().toList());
        door.teacher("adversary").advise(advice);
        double third = Math.log(1.0 / 3);
        assertEquals(
                List.of(third, -18.0, third, third),
                Arrays.stream(advice).boxed().toList());
    }

    @Test
    void an_unknown_teacher_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> TigerDoor.small().teacher("nobody"));
        assertThrows(IllegalArgumentException.class, () -> Teacher.among(new boolean[4], new double[4]));
    }

    @Test
    void a_map_refuses_ragged_rows_and_missing_places() {
        assertThrows(IllegalArgumentException.class, () -> new GridMap("###", "#"));
        assertThrows(IllegalArgumentException.class, () -> new GridMap("###").find('A'));
    }
}
