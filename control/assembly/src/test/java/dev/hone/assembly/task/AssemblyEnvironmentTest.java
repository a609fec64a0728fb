package dev.hone.assembly.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.assembly.geometry.Frames;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.learn.EnvironmentChecker;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Snapshot;
import dev.hone.learn.Step;
import dev.hone.learn.VectorEnvironment;
import dev.hone.learn.geometry.Pose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssemblyEnvironmentTest {
    private static AssemblyEnvironment make(String task) {
        return new AssemblyEnvironment(Options.of(Task.of(task)));
    }

    /** An action near where the hand is, so that it meets what is there. */
    private static float[] near(AssemblyEnvironment environment, RandomStream random) {
        float[] action = new float[Action.WIDTH];
        Pose hand = environment.hand();
        Pose wanted = hand.moved(random.uniform(-0.03, 0.03), random.uniform(-0.03, 0.03), random.uniform(-0.04, 0.025))
                .times(Pose.turned(0, 0, random.uniform(-0.3, 0.3)));
        Action.write(wanted, random.nextBoolean(), action);
        return action;
    }

    private static float[] play(AssemblyEnvironment environment, long seed, int steps) {
        RandomStream random = new RandomStream(seed);
        Step step = new Step(environment.observations());
        environment.reset(seed, step.observation());
        for (int i = 0; i < steps; i++) {
            environment.step(near(environment, random), step);
        }
        return step.observation().clone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"peg", "grasp-peg", "one-leg"})
    void every_task_keeps_the_contract_of_environments(String task) {
        try (AssemblyEnvironment environment = make(task)) {
            assertEquals(List.of(), EnvironmentChecker.problems(environment, 60, Seeds.of(1)));
        }
    }

    @Test
    void observations_have_sixteen_numbers_of_the_hand_and_seven_per_part_and_rail() {
        for (var expected : List.of(List.of("peg", 30), List.of("grasp-peg", 30), List.of("one-leg", 37))) {
            try (AssemblyEnvironment environment = make((String) expected.getFirst())) {
                assertEquals(expected.getLast(), environment.observations().size());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"peg", "grasp-peg", "one-leg"})
    void a_first_observation_shows_hand_and_parts_in_their_frames(String task) {
        try (AssemblyEnvironment environment = make(task)) {
            float[] seen = new float[environment.observations().size()];
            environment.reset(3, seen);
            Pose hand = environment.hand();
            assertEquals(hand.x(), seen[0], 1e-6);
            assertEquals(hand.vector(1, 0, 0)[2], seen[5], 1e-6);
            assertEquals(hand.vector(0, 1, 0)[1], seen[7], 1e-6);
            assertEquals(-1, hand.vector(0, 0, 1)[2], 1e-3, "the hand points down");
            for (int part = 0; part < 2; part++) {
                int at = 16 + 7 * part;
                Pose tag = new Pose(
                        seen[at], seen[at + 1], seen[at + 2], seen[at + 6], seen[at + 3], seen[at + 4], seen[at + 5]);
                Pose robot = Frames.robot(tag);
                assertEquals(0, robot.distance(environment.part(part)), 1e-6);
                assertEquals(
                        0,
                        robot.withPosition(0, 0, 0)
                                .toward(environment.part(part))
                                .angle(),
                        2e-3);
                assertTrue(seen[at + 6] >= 0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"peg", "grasp-peg", "one-leg"})
    void a_seed_gives_the_same_bits_in_a_used_environment_a_fresh_one_and_on_two_threads(String task) throws Exception {
        float[] first;
        try (AssemblyEnvironment environment = make(task)) {
            first = play(environment, 5, 60);
            play(environment, 6, 20);
            assertArrayEquals(first, play(environment, 5, 60));
        }
        try (var pool = java.util.concurrent.Executors.newFixedThreadPool(2)) {
            java.util.concurrent.Callable<float[]> run = () -> {
                try (AssemblyEnvironment environment = make(task)) {
                    return play(environment, 5, 60);
                }
            };
            for (var result : pool.invokeAll(List.of(run, run))) {
                assertArrayEquals(first, result.get());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"peg", "grasp-peg", "one-leg"})
    void a_snapshot_goes_on_to_the_bit_in_another_used_environment(String task) {
        try (AssemblyEnvironment one = make(task);
                AssemblyEnvironment other = make(task)) {
            play(one, 8, 40);
            Snapshot snapshot = one.snapshot();
            play(other, 9, 25);
            other.restore(snapshot);
            assertEquals(snapshot, other.snapshot());
            Step ofOne = new Step(one.observations());
            Step ofOther = new Step(other.observations());
            RandomStream random = new RandomStream(4);
            for (int i = 0; i < 30; i++) {
                float[] action = near(one, random);
                one.step(action, ofOne);
                other.step(action, ofOther);
                assertArrayEquals(ofOne.observation(), ofOther.observation(), "step " + i);
            }
            assertEquals(one.snapshot(), other.snapshot());
        }
    }

    @Test
    void a_snapshot_of_another_task_is_refused_before_anything_changes() {
        try (AssemblyEnvironment peg = make("peg");
                AssemblyEnvironment leg = make("one-leg")) {
            play(leg, 1, 3);
            play(peg, 1, 3);
            Snapshot before = peg.snapshot();
            assertThrows(IllegalArgumentException.class, () -> peg.restore(leg.snapshot()));
            assertEquals(before, peg.snapshot());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"peg", "grasp-peg", "one-leg"})
    void two_hundred_streams_of_bad_actions_never_break_it(String task) {
        try (AssemblyEnvironment environment = make(task)) {
            Step step = new Step(environment.observations());
            for (int stream = 0; stream < 200; stream++) {
                RandomStream random = new RandomStream(stream);
                environment.reset(stream, step.observation());
                for (int i = 0; i < 8 && !step.ended(); i++) {
                    float[] action = bad(random);
                    try {
                        environment.step(action, step);
                    } catch (HoneException refused) {
                        assertTrue(refused.getMessage().contains("\nMaybe "));
                        assertFalse(wellFormed(action) && refused.getMessage().contains("an action"));
                    }
                    for (float number : step.observation()) {
                        assertTrue(Float.isFinite(number), () -> Arrays.toString(action));
                    }
                }
            }
        }
    }

    private static boolean wellFormed(float[] action) {
        boolean finite = action.length == Action.WIDTH;
        for (float number : action) {
            finite &= Float.isFinite(number);
        }
        return finite;
    }

    private static float[] bad(RandomStream random) {
        float[] odd = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, -1e30f, 0, 1e-40f};
        float[] action = new float[random.nextInt(5) == 0 ? random.nextInt(20) : Action.WIDTH];
        int share = 1 + random.nextInt(6);
        for (int i = 0; i < action.length; i++) {
            action[i] = random.nextInt(10) < share
                    ? odd[(random.nextInt(3) == 0 ? 0 : 3) + random.nextInt(4)]
                    : (float) random.uniform(-1, 1);
        }
        return action;
    }

    @Test
    void a_refused_action_leaves_the_episode_where_it_was() {
        try (AssemblyEnvironment environment = make("peg")) {
            play(environment, 1, 3);
            Snapshot before = environment.snapshot();
            Step step = new Step(environment.observations());
            float[] action = new float[Action.WIDTH];
            action[4] = Float.NaN;
            var refused = assertThrows(HoneException.class, () -> environment.step(action, step));
            assertTrue(refused.getMessage().startsWith("Number 4 of an action is NaN."));
            assertEquals(before, environment.snapshot());
            assertTrue(assertThrows(HoneException.class, () -> environment.step(new float[7], step))
                    .getMessage()
                    .startsWith("An action of 7 numbers where the tasks take 10."));
        }
    }

    @Test
    void the_time_limit_truncates_and_a_step_beyond_it_is_an_error() {
        Options options = Options.of(Task.of("peg")).withTimeLimit(3);
        try (AssemblyEnvironment environment = new AssemblyEnvironment(options)) {
            Step step = new Step(environment.observations());
            environment.reset(1, step.observation());
            RandomStream random = new RandomStream(1);
            for (int i = 0; i < 3; i++) {
                assertFalse(step.ended());
                environment.step(near(environment, random), step);
            }
            assertTrue(step.truncated());
            assertFalse(step.terminated());
            assertThrows(IllegalStateException.class, () -> environment.step(near(environment, random), step));
        }
    }

    @Test
    void a_vector_of_environments_gives_the_same_bits_on_one_thread_and_on_two() {
        List<float[]> results = new ArrayList<>();
        for (int threads : new int[] {1, 2}) {
            try (var vector = new VectorEnvironment(6, threads, _ -> make("peg"))) {
                vector.reset(Seeds.of(2));
                RandomStream random = new RandomStream(1);
                float[] actions = new float[6 * Action.WIDTH];
                for (int step = 0; step < 90; step++) {
                    for (int i = 0; i < actions.length; i++) {
                        actions[i] = (float) random.uniform(-1, 1);
                    }
                    vector.step(actions);
                }
                results.add(vector.observations().clone());
            }
        }
        assertArrayEquals(results.getFirst(), results.getLast());
    }

    @Test
    void random_pushes_move_things_and_are_part_of_the_snapshot() {
        Options still = Options.of(Task.of("one-leg"));
        try (AssemblyEnvironment calm = new AssemblyEnvironment(still);
                AssemblyEnvironment pushed = new AssemblyEnvironment(still.withPushes())) {
            float[] without = stay(calm, 300);
            float[] with = stay(pushed, 300);
            assertNotEquals(without[16], with[16], 1e-4f, "the top moved");
            Snapshot snapshot = pushed.snapshot();
            float[] once = goOn(pushed, 100);
            pushed.restore(snapshot);
            assertArrayEquals(once, goOn(pushed, 100));
        }
    }

    private static float[] stay(AssemblyEnvironment environment, int steps) {
        float[] observation = new float[environment.observations().size()];
        environment.reset(2, observation);
        return goOn(environment, steps);
    }

    private static float[] goOn(AssemblyEnvironment environment, int steps) {
        Step step = new Step(environment.observations());
        float[] action = new float[Action.WIDTH];
        Action.write(environment.hand(), false, action);
        for (int i = 0; i < steps; i++) {
            environment.step(action, step);
        }
        return step.observation().clone();
    }
}
