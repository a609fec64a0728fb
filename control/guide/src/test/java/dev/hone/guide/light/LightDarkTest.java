package dev.hone.guide.light;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.guide.Teacher;
import dev.hone.learn.EnvironmentChecker;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class LightDarkTest {
    private static final float FAST = (float) LightDark.SPEED;

    /** A student by hand: what it does with the stack of readings at each time. */
    private interface Script {
        void act(int time, float[] seen, float[] action);
    }

    private final LightDark world = new LightDark();

    private double play(Script script, int episodes) {
        Step step = new Step(world.observations());
        float[] action = new float[2];
        double sum = 0;
        for (int k = 0; k < episodes; k++) {
            world.reset(k, step.observation());
            step.set(0, false, false);
            for (int t = 0; !step.ended(); t++) {
                script.act(t, step.observation(), action);
                world.step(action, step);
                sum += step.reward();
            }
        }
        return sum / episodes;
    }

    /** Moves towards the goal from where it believes to be. */
    private static void approach(double x, double y, float[] action) {
        action[0] = (float) Math.clamp(LightDark.GOAL[0] - x, -FAST, FAST);
        action[1] = (float) Math.clamp(LightDark.GOAL[1] - y, -FAST, FAST);
    }

    /** Mean of the readings so far, each carried on by the moves since. */
    private static double mean(float[] seen, int axis, int readings) {
        double moved = 0;
        double sum = 0;
        for (int k = 0; k < readings; k++) {
            sum += seen[4 * k + axis] + moved;
            moved += LightDark.SPEED * seen[4 * k + 2 + axis];
        }
        return sum / readings;
    }

    private static int readings(int time) {
        return Math.min(time + 1, 10);
    }

    @Test
    void scripts_return_what_they_should() {
        Teacher teacher = world.teacher("straight");
        double[] advice = new double[4];
        double taught = play(
                (t, seen, action) -> {
                    teacher.advise(advice);
                    action[0] = (float) advice[0];
                    action[1] = (float) advice[1];
                },
                400);
        assertEquals(46, taught, 5);
        double straight = play(
                (t, seen, action) -> approach(mean(seen, 0, readings(t)), mean(seen, 1, readings(t)), action), 400);
        assertEquals(-60, straight, 12);
        assertEquals(-375, play((t, seen, action) -> action[0] = action[1] = 0, 400), 10);
        double best = world.scale().best();
        assertEquals(best, play(byWayOfTheLight(), 400), 3);
        assertEquals(1, world.scale().score(best));
    }

    /** Right until a reading is above 0, which only the light gives; from then on it counts its moves. */
    private static Script byWayOfTheLight() {
        double[] place = new double[2];
        boolean[] knows = new boolean[1];
        return (t, seen, action) -> {
            if (t == 0) {
                knows[0] = false;
            }
            for (int axis = 0; axis < 2; axis++) {
                place[axis] += LightDark.SPEED * seen[2 + axis];
            }
            if (!knows[0] && seen[0] > 0) {
                knows[0] = true;
                place[0] = seen[0];
                place[1] = seen[1];
            }
            approach(place[0], knows[0] ? place[1] : mean(seen, 1, readings(t)), action);
            action[0] = knows[0] ? action[0] : FAST;
        };
    }

    @Test
    void random_actions_return_what_scores_are_measured_from() {
        RandomStream random = new RandomStream(1);
        double mean = play(
                (t, seen, action) -> {
                    action[0] = (float) random.uniform(-FAST, FAST);
                    action[1] = (float) random.uniform(-FAST, FAST);
                },
                1_000);
        assertEquals(world.scale().random(), mean, 12);
    }

    @Test
    void keeps_the_contract_of_environments() {
        assertEquals(List.of(), EnvironmentChecker.problems(world, 150, Seeds.of(1)));
    }

    @Test
    void readings_are_exact_in_the_light_and_off_by_no_more_than_x_in_the_dark_on_both_axes() {
        Step step = new Step(world.observations());
        double[] most = new double[2];
        for (int k = 0; k < 200; k++) {
            world.reset(k, step.observation());
            for (int t = 0; t < 25; t++) {
                double dark = Math.max(0, -world.position(0));
                for (int axis = 0; axis < 2; axis++) {
                    double off = Math.abs(step.observation()[axis] - world.position(axis));
                    assertTrue(off <= dark + 1e-6, off + " at x " + world.position(0));
                    most[axis] = Math.max(most[axis], dark > 0 ? off / dark : 0);
                }
                world.step(new float[] {FAST, 0}, step);
            }
        }
        assertTrue(most[0] > 0.95 && most[1] > 0.95);
    }

    @Test
    void the_newest_of_ten_readings_stands_first_with_the_move_that_led_there() {
        Step step = new Step(world.observations());
        world.reset(3, step.observation());
        float[] first = step.observation().clone();
        for (int k = 1; k < 10; k++) {
            assertEquals(first[0], first[4 * k]);
        }
        world.step(new float[] {FAST, -FAST / 2}, step);
        assertArrayEquals(new float[] {1, -0.5f}, new float[] {step.observation()[2], step.observation()[3]}, 1e-6f);
        assertEquals(first[0], step.observation()[4]);
        assertEquals(first[39], step.observation()[39]);
    }

    @Test
    void a_move_is_cut_to_the_speed_and_paid_by_the_place_after_it() {
        Step step = new Step(world.observations());
        world.reset(5, step.observation());
        double x = world.position(0);
        double y = world.position(1);
        world.step(new float[] {5, -5}, step);
        assertEquals(x + 0.1, world.position(0), 1e-6);
        double distance = Math.abs(x + 0.1 + 1) + Math.abs(y - 0.1 - 1);
        assertEquals(-1.5 * distance - 0.1 * 0.02, step.reward(), 1e-6);
    }

    @Test
    void teachers_say_mean_and_deviation_and_the_adversary_points_away() {
        Step step = new Step(world.observations());
        world.reset(5, step.observation());
        double[] advice = new double[4];
        double[] other = new double[4];
        world.teacher("straight").advise(advice);
        world.teacher("adversary").advise(other);
        assertEquals(0.1, advice[1], 1e-9);
        assertEquals(-0.1, other[1], 1e-9);
        assertEquals(0.03, Math.exp(advice[2]), 1e-9);
        assertThrows(IllegalArgumentException.class, () -> world.teacher("nobody"));
    }

    @Test
    void the_picture_shows_point_goal_and_dark() {
        world.reset(5, new float[40]);
        String picture = String.join("\n", world.picture());
        assertTrue(picture.contains("@") && picture.contains("G") && picture.contains(":"), picture);
    }
}
