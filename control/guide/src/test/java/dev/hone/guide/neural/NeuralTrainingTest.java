package dev.hone.guide.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.guide.GuideResult;
import dev.hone.guide.Method;
import dev.hone.guide.MethodConstants;
import dev.hone.guide.TaughtEnvironment;
import dev.hone.guide.Training;
import dev.hone.guide.light.LightDark;
import dev.hone.learn.Episodes;
import dev.hone.learn.SavedPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeuralTrainingTest {
    /** The usual numbers, but an update every other step, so that few episodes are enough. */
    private static final MethodConstants OFTEN = MethodConstants.DEFAULT.withNetworks(
            new NeuralConstants(1e-3, 3e-3, 0.05, 5_000, 10, 32, 4, 16, 4, -1, 0.2, 1, 10, 32));

    @TempDir
    private Path folder;

    private static Supplier<TaughtEnvironment> cue(double reward) {
        return () -> new Cue(reward);
    }

    private static NeuralTraining training(
            Supplier<TaughtEnvironment> make, String teacher, String method, long steps, Optional<Path> checkpoint) {
        var budget = new Training.Budget(Integer.MAX_VALUE, steps);
        return new NeuralTraining(make, teacher, Method.parse(method), OFTEN, budget, Seeds.of(3), checkpoint);
    }

    private static GuideResult cue(Supplier<TaughtEnvironment> make, String teacher, String method, int steps) {
        try (NeuralTraining training = training(make, teacher, method, steps, Optional.empty())) {
            return training.run(Listener.NONE);
        }
    }

    /** Without its memory a student can't be better than 0 here. */
    @ParameterizedTest
    @ValueSource(strings = {"tgrl", "tgrl:replay", "rl", "rl:plain", "imitation", "fixed:0.3", "cosil:0.5", "advisor"})
    void every_method_remembers_what_it_must(String method) {
        assertEquals(10, cue(cue(1), "knows", method, 1_200).meanReturn(), method);
    }

    @Test
    void without_any_reward_a_weighed_student_imitates_and_reward_alone_learns_nothing() {
        // what is done in the world without reward is judged in the one with it
        for (String method : new String[] {"fixed:1", "rl"}) {
            try (NeuralTraining training = training(cue(0), "knows", method, 1_200, Optional.empty())) {
                training.run(Listener.NONE);
                double[] returns = Episodes.returns(new Cue(1), training.policy(), 50, Seeds.of(1));
                double mean = Arrays.stream(returns).average().orElseThrow();
                assertEquals(method.equals("rl"), mean < 10, method + ": " + mean);
            }
        }
    }

    /** Twin and student learn this at the same time, so that no gap ever speaks against the teacher. */
    @Test
    void a_teacher_that_misleads_does_no_harm_and_gains_no_weight() {
        GuideResult result = cue(cue(1), "misleads", "tgrl", 1_600);
        assertTrue(result.weight() <= 0.3, "c " + result.weight());
        assertEquals(1, result.score());
    }

    private static byte[] weights(Path place) {
        try {
            return Files.readAllBytes(place.resolve("weights.safetensors"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] policy(NeuralTraining training, String name) throws IOException {
        Path place = Files.createDirectories(folder.resolve(name));
        SavedPolicy.fill(place, training.policy());
        return weights(place);
    }

    private byte[] trained(Supplier<TaughtEnvironment> make, String method, long steps) throws IOException {
        String teacher = make.get().teachers().getFirst();
        try (NeuralTraining training = training(make, teacher, method, steps, Optional.empty())) {
            training.run(Listener.NONE);
            return policy(training, "policy");
        }
    }

    @Test
    void a_weight_of_0_is_reward_alone_to_the_last_bit_and_another_weight_is_not() throws IOException {
        assertArrayEquals(trained(cue(1), "rl:plain", 400), trained(cue(1), "fixed:0", 400));
        byte[] alone = trained(LightDark::new, "rl:plain", 1_300);
        assertArrayEquals(alone, trained(LightDark::new, "fixed:0", 1_300));
        assertFalse(Arrays.equals(alone, trained(LightDark::new, "fixed:0.1", 1_300)));
    }

    /** What optimism is for: random moves don't get to the only reward, nor does reward alone without it. */
    @Test
    void an_optimistic_twin_finds_a_reward_that_chance_does_not() {
        double plain = cue(Corridor::new, "forward", "rl:plain", 2_400).score();
        double optimistic = cue(Corridor::new, "forward", "rl", 2_400).score();
        assertTrue(plain < 0.3, "score " + plain);
        assertTrue(optimistic > 0.9, "score " + optimistic);
    }

    private static final class Killed extends RuntimeException {}

    private static Listener killAfter(int points) {
        return new Listener() {
            private int left = points;

            @Override
            public void advance(long done) {
                if (left-- == 0) {
                    throw new Killed();
                }
            }
        };
    }

    static Stream<Arguments> broken() {
        Supplier<TaughtEnvironment> point = LightDark::new;
        return Stream.of(
                arguments(cue(1), "tgrl", 400),
                arguments(cue(1), "tgrl:replay", 400),
                arguments(cue(1), "rl", 400),
                arguments(cue(1), "advisor", 400),
                arguments(cue(1), "cosil:1", 400),
                arguments(point, "tgrl", 1_500));
    }

    /** Killed twice on the way, each time after some steps that no checkpoint holds. */
    @ParameterizedTest
    @MethodSource("broken")
    void a_training_that_was_killed_goes_on_and_ends_with_the_same_bytes(
            Supplier<TaughtEnvironment> make, String method, int steps) throws IOException {
        String teacher = make.get().teachers().getFirst();
        GuideResult unbroken;
        byte[] expected;
        try (NeuralTraining training = training(make, teacher, method, steps, Optional.empty())) {
            unbroken = training.run(Listener.NONE);
            expected = policy(training, "unbroken");
        }
        Optional<Path> checkpoint = Optional.of(folder.resolve("checkpoint"));
        for (int kill = 0; kill < 2; kill++) {
            try (NeuralTraining training = training(make, teacher, method, steps, checkpoint)) {
                assertThrows(Killed.class, () -> training.run(killAfter(6)));
            }
        }
        try (NeuralTraining training = training(make, teacher, method, steps, checkpoint)) {
            assertEquals(unbroken, training.run(Listener.NONE));
            assertArrayEquals(expected, policy(training, "resumed"));
        }
        try (NeuralTraining training = training(make, teacher, "rl:plain", steps, checkpoint)) {
            HoneException e = assertThrows(HoneException.class, () -> training.run(Listener.NONE));
            assertTrue(e.getMessage().contains("is a checkpoint of guide " + method), e.getMessage());
        }
    }

    @Test
    void every_step_and_episode_is_counted_and_random_ones_are_the_twins() {
        GuideResult result = cue(cue(1), "knows", "tgrl", 400);
        assertEquals(400, result.steps());
        assertEquals(100, result.mainEpisodes() + result.twinEpisodes());
        assertEquals(45, result.mainEpisodes());
        assertEquals(20, result.curve().size());
        assertEquals(10, cue(cue(1), "knows", "rl:plain", 400).twinEpisodes());
        assertEquals(10 + 45, cue(cue(1), "knows", "rl", 400).twinEpisodes(), "every second one explores");
    }

    /** A point that only imitates or learns does better in a few episodes than one that moves at random. */
    @Test
    void a_guided_point_gets_far_in_twenty_five_episodes() {
        GuideResult result = cue(LightDark::new, "straight", "tgrl", 2_500);
        assertTrue(result.score() > 0.6, "score " + result.score());
    }
}
