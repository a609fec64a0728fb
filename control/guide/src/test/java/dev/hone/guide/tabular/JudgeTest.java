package dev.hone.guide.tabular;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.guide.Excursion;
import dev.hone.guide.MethodConstants;
import dev.hone.guide.TaughtEnvironment;
import dev.hone.guide.Teacher;
import dev.hone.guide.Turn;
import dev.hone.guide.grid.TigerDoor;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Space;
import dev.hone.learn.Step;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whether replay says who is better, against playing: both policies play, and where the interval of that excludes 0 it counts. */
class JudgeTest {
    private static final int PLAYED = 100;

    private int positive;
    private int positiveRight;
    private int negative;
    private int negativeRight;

    private static final class World {
        private final TaughtEnvironment environment;
        private final Teacher teacher;
        private final Experience experience;
        private final TeacherMemory memory;
        private final Student student;
        private final Twin twin;
        private final Judge judge;
        private final double gamma;
        private final int actions;
        private final RandomStream random;
        private final Excursion excursion = new Excursion();
        private long played;

        World(Supplier<? extends TaughtEnvironment> make, String teaches, double c, double firstValue, int seed) {
            environment = make.get();
            teacher = environment.teacher(teaches);
            int states = ((Space.Discrete) environment.observations()).count();
            actions = ((Space.Discrete) environment.actions()).count();
            gamma = environment.scale().gamma();
            experience = new Experience(states, actions);
            memory = new TeacherMemory(states, actions);
            double forEver = -2 / (1 - gamma);
            var knowledge = new Learner.Knowledge(experience, memory, gamma, firstValue * forEver, forEver, 1);
            student = knowledge.student();
            student.weigh(c);
            twin = knowledge.twin(true);
            judge = knowledge.judge(student, twin, 40);
            played = 10_000L * seed;
            random = new RandomStream(Seeds.of(seed).asLong());
        }

        /** One episode; with {@code moves} some random moves. */
        EpisodeRecord play(Turn turn, double moves, boolean learns) {
            EpisodeRecord episode = new EpisodeRecord(actions);
            double[] advice = new double[actions];
            Step step = new Step(environment.observations());
            environment.reset(played++, step.observation());
            step.set(0, false, false);
            excursion.begin();
            while (!step.ended()) {
                int state = (int) step.observation()[0];
                teacher.advise(advice);
                if (learns) {
                    memory.listen(state, advice);
                }
                int choice = random.nextDouble() < moves ? random.nextInt(actions) : choose(turn, state);
                environment.step(new float[] {choice}, step);
                episode.add(state, choice, step.reward(), advice);
            }
            episode.end((int) step.observation()[0], step.terminated());
            return episode;
        }

        private int choose(Turn turn, int state) {
            return switch (turn) {
                case MAIN -> student.act(state, random);
                case TWIN -> twin.act(state, false, random);
                case EXPLORING -> excursion.out(random) ? twin.act(state, true, random) : student.act(state, random);
            };
        }

        void train(int episodes) {
            for (int i = 0; i < episodes; i++) {
                Turn turn = Turn.beside(i);
                EpisodeRecord episode = play(turn, turn == Turn.EXPLORING ? 0 : 0.1, true);
                experience.see(episode);
                judge.hear(episode);
                if (turn == Turn.EXPLORING) {
                    excursion.ended(episode.length());
                }
                for (int sweep = 0; sweep < MethodConstants.DEFAULT.sweeps(); sweep++) {
                    student.sweep();
                    twin.sweep();
                }
            }
        }

        /** Discounted return of main less the twin's in the same episodes: mean, then standard error. */
        double[] playedGap() {
            double sum = 0;
            double squares = 0;
            long from = played;
            for (int i = 0; i < PLAYED; i++) {
                played = from + i;
                double difference = play(Turn.MAIN, 0, false).discounted(gamma);
                played = from + i;
                difference -= play(Turn.TWIN, 0, false).discounted(gamma);
                sum += difference;
                squares += difference * difference;
            }
            double mean = sum / PLAYED;
            return new double[] {mean, Math.sqrt(Math.max(0, squares / PLAYED - mean * mean) / (PLAYED - 1))};
        }
    }

    private void compare(World world) {
        double[] gap = world.playedGap();
        if (Math.abs(gap[0]) <= 1.96 * gap[1] + 1e-9) {
            return; // playing doesn't tell either
        }
        boolean right = world.judge.gap().gap() > 0 == gap[0] > 0;
        if (gap[0] > 0) {
            positive++;
            positiveRight += right ? 1 : 0;
        } else {
            negative++;
            negativeRight += right ? 1 : 0;
        }
    }

    @Test
    void says_in_four_of_five_cases_who_plays_better_whichever_it_is() {
        for (int seed = 0; seed < 16; seed++) {
            for (String teacher : new String[] {"shortest-path", "best-student", "adversary"}) {
                for (double c : new double[] {0.1, 3}) {
                    World world = new World(TigerDoor::xl, teacher, c, seed % 3 / 2.0, seed);
                    for (int check = 0; check < 5; check++) {
                        world.train(12);
                        compare(world);
                    }
                }
            }
        }
        String counted =
                positiveRight + " of " + positive + " positive, " + negativeRight + " of " + negative + " negative";
        assertTrue(positive >= 30 && negative >= 30, counted);
        assertTrue(positiveRight >= 0.8 * positive && negativeRight >= 0.8 * negative, counted);
    }

    @Test
    void a_policy_is_no_better_than_itself() {
        World world = new World(TigerDoor::small, "shortest-path", 0.3, 0, 1);
        world.train(12);
        PolicyValue same = new PolicyValue(world.experience, world.student::write, world.gamma, -20);
        Judge judge = new Judge(same, same, world.gamma, 5);
        judge.hear(world.play(Turn.MAIN, 0, false));
        assertEquals(0, judge.gap().gap());
    }
}
