package dev.hone.guide.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.guide.Teacher;
import dev.hone.learn.EnvironmentChecker;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Step;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WalkedWorldTest {
    /** A student by hand: sees what the student sees, and draws a map of it. */
    private interface Script {
        void begin(WalkedWorld world);

        int act(float[] seen);
    }

    static Stream<WalkedWorld> worlds() {
        return Stream.of(new LavaCrossing(), new Memory());
    }

    private static double play(WalkedWorld world, Script script, int episodes) {
        Step step = new Step(world.observations());
        double sum = 0;
        for (int k = 0; k < episodes; k++) {
            world.reset(k, step.observation());
            script.begin(world);
            step.set(0, false, false);
            while (!step.ended()) {
                world.step(new float[] {script.act(step.observation())}, step);
                sum += step.reward();
            }
        }
        return sum / episodes;
    }

    private static Script random() {
        RandomStream random = new RandomStream(7);
        return new Script() {
            @Override
            public void begin(WalkedWorld world) {}

            @Override
            public int act(float[] seen) {
                return random.nextInt(Walker.ACTIONS);
            }
        };
    }

    /** Follows the teacher's likeliest action. */
    private static Script taught(WalkedWorld world) {
        Teacher teacher = world.teacher("shortest-path");
        double[] advice = new double[Walker.ACTIONS];
        return new Script() {
            @Override
            public void begin(WalkedWorld own) {}

            @Override
            public int act(float[] seen) {
                teacher.advise(advice);
                int best = 0;
                for (int a = 1; a < advice.length; a++) {
                    best = advice[a] > advice[best] ? a : best;
                }
                return best;
            }
        };
    }

    /** Draws a map of what it sees and takes what it has not seen for free. */
    private abstract static class Mapper implements Script {
        final Walker mind = new Walker(11, 4);
        private final int view;
        private final boolean[] good = new boolean[Walker.ACTIONS];

        Mapper(int view) {
            this.view = view;
        }

        void look(float[] seen) {
            for (int v = 0; v < view * view; v++) {
                for (int kind = 0; kind < 4; kind++) {
                    if (seen[v * 4 + kind] == 1 && mind.place(v, view) >= 0) {
                        mind.put(mind.place(v, view), kind);
                    }
                }
            }
        }

        int towards(int place) {
            mind.shortest(mind.distances(place), good);
            return good[Walker.FORWARD] ? Walker.FORWARD : good[Walker.LEFT] ? Walker.LEFT : Walker.RIGHT;
        }

        int done(int action) {
            mind.act(action, 2);
            return action;
        }
    }

    private static Script crossing() {
        return new Mapper(5) {
            @Override
            public void begin(WalkedWorld world) {
                mind.clear();
                mind.stand(mind.at(1, 1), Walker.EAST);
            }

            @Override
            public int act(float[] seen) {
                look(seen);
                return done(towards(mind.at(9, 9)));
            }
        };
    }

    /** Turns to look at the thing in the room unless it is seen already, then goes to its like. */
    private static Script remembering() {
        return new Mapper(7) {
            private int turns;

            @Override
            public void begin(WalkedWorld world) {
                mind.clear();
                mind.stand(world.walker.cell(), Walker.EAST);
                turns = 0;
            }

            @Override
            public int act(float[] seen) {
                look(seen);
                int cue = mind.kind(mind.at(1, 4));
                if (cue < 2) {
                    return done(turns++ < 2 ? Walker.LEFT : Walker.FORWARD);
                }
                int above = mind.kind(mind.at(9, 3));
                int place = above < 2 ? mind.at(9, 5) : above == cue ? mind.at(9, 4) : mind.at(9, 6);
                return done(towards(place));
            }
        };
    }

    @Test
    void the_teacher_returns_what_its_steps_cost() {
        // from x to the junction and its arm 11 - x actions, all but the last at 2; x from 1 to 8: 9 on average
        assertEquals(9, mean(new Memory(), 2_000), 0.4);
        assertEquals(57, mean(new LavaCrossing(), 1_000), 2);
    }

    private static double mean(WalkedWorld world, int episodes) {
        return play(world, taught(world), episodes);
    }

    @Test
    void a_teacher_needs_as_many_actions_as_there_are_left() {
        for (WalkedWorld world : worlds().toList()) {
            Script teacher = taught(world);
            Step step = new Step(world.observations());
            for (int k = 0; k < 50; k++) {
                world.reset(k, step.observation());
                int left = world.left();
                step.set(0, false, false);
                int steps = 0;
                for (; !step.ended(); steps++) {
                    world.step(new float[] {teacher.act(step.observation())}, step);
                }
                assertEquals(left, steps, world.name());
                assertTrue(step.terminated() && step.reward() > 0);
            }
        }
    }

    @Test
    void students_by_hand_return_what_scores_are_measured_against() {
        Memory memory = new Memory();
        assertEquals(memory.scale().best(), play(memory, remembering(), 2_000), 0.5);
        LavaCrossing lava = new LavaCrossing();
        assertEquals(lava.scale().best(), play(lava, crossing(), 1_000), 2);
    }

    @Test
    void random_actions_return_what_scores_are_measured_from() {
        for (WalkedWorld world : worlds().toList()) {
            assertEquals(world.scale().random(), play(world, random(), 1_000), 8, world.name());
        }
    }

    @Test
    void standing_still_costs_2_a_step_until_the_limit() {
        for (WalkedWorld world : worlds().toList()) {
            Step step = new Step(world.observations());
            world.reset(1, step.observation());
            step.set(0, false, false);
            double sum = 0;
            while (!step.ended()) {
                world.step(new float[] {Walker.LEFT}, step);
                sum += step.reward();
            }
            assertEquals(-242, sum);
            assertTrue(step.truncated() && !step.terminated());
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void keep_the_contract_of_environments(WalkedWorld world) {
        assertEquals(List.of(), EnvironmentChecker.problems(world, 150, Seeds.of(1)));
    }

    @Test
    void five_rivers_of_lava_are_drawn_and_there_is_always_a_way() {
        LavaCrossing lava = new LavaCrossing();
        float[] seen = new float[lava.observations().size()];
        for (int k = 0; k < 300; k++) {
            lava.reset(k, seen);
            assertTrue(lava.left() >= 17, "16 cells and a turn");
            assertTrue(lava.left() < 100, "no way in world " + k);
        }
    }

    @Test
    void lava_ends_an_episode_badly() {
        LavaCrossing lava = new LavaCrossing();
        Script random = random();
        Step step = new Step(lava.observations());
        int drowned = 0;
        for (int k = 0; k < 20; k++) {
            lava.reset(k, step.observation());
            step.set(0, false, false);
            while (!step.ended()) {
                lava.step(new float[] {random.act(step.observation())}, step);
            }
            if (step.terminated()) {
                assertEquals(-102, step.reward());
                drowned++;
            }
        }
        assertTrue(drowned > 5);
    }

    @Test
    void walls_hide_what_is_behind_them() {
        Memory memory = new Memory();
        float[] seen = new float[memory.observations().size()];
        int hidden = 0;
        for (int k = 0; k < 50; k++) {
            memory.reset(k, seen);
            boolean inCorridor = memory.walker.cell() % 11 >= 5 && memory.walker.cell() % 11 <= 7;
            if (inCorridor) {
                hidden++;
                // two cells to the left of the walker, in the last row of the view: behind the corridor's wall
                float[] cell = Arrays.copyOfRange(seen, (6 * 7 + 1) * 4, (6 * 7 + 2) * 4);
                assertEquals(0, cell[0] + cell[1] + cell[2] + cell[3]);
            }
            int shown = 0;
            for (float each : seen) {
                shown += each == 1 ? 1 : 0;
            }
            assertTrue(shown >= 3 && shown <= 49);
        }
        assertTrue(hidden > 5);
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void the_adversary_never_advises_what_helps(WalkedWorld world) {
        double[] advice = new double[Walker.ACTIONS];
        double[] bad = new double[Walker.ACTIONS];
        for (int k = 0; k < 30; k++) {
            world.reset(k, new float[world.observations().size()]);
            world.teacher("shortest-path").advise(advice);
            world.teacher("adversary").advise(bad);
            for (int a = 0; a < Walker.ACTIONS; a++) {
                assertTrue(advice[a] == Teacher.LEAST ^ bad[a] == Teacher.LEAST);
            }
        }
    }

    @Test
    void a_picture_shows_walker_goal_and_lava() {
        LavaCrossing lava = new LavaCrossing();
        lava.reset(1, new float[100]);
        assertEquals('>', lava.picture().get(1).charAt(1));
        assertEquals('G', lava.picture().get(9).charAt(9));
        assertFalse(lava.picture().stream().noneMatch(line -> line.contains("~")));
    }
}
