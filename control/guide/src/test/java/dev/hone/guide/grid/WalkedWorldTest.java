package dev.hone.guide.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.guide.Teacher;
import dev.hone.learn.EnvironmentChecker;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Step;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Test;

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
    void print() {
        for (WalkedWorld world : worlds().toList()) {
            System.err.println(world.name() + " random " + play(world, random(), 20000) + " teacher "
                    + play(world, taught(world), 2000) + " script "
                    + play(world, world instanceof Memory ? remembering() : crossing(), 4000));
            for (int k = 0; k < 2; k++) {
                world.reset(k, new Step(world.observations()).observation());
                world.picture().forEach(System.err::println);
            }
        }
    }
}
