package dev.hone.guide.tabular;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.guide.GuideResult;
import dev.hone.guide.Method;
import dev.hone.guide.MethodConstants;
import dev.hone.guide.TaughtEnvironment;
import dev.hone.guide.Training;
import dev.hone.guide.grid.TigerDoor;
import dev.hone.learn.Episodes;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuideTrainingTest {
    private static GuideResult train(
            Supplier<TigerDoor> make, String teacher, String method, MethodConstants constants, int seed) {
        return new GuideTraining(
                        make,
                        teacher,
                        Method.parse(method),
                        constants,
                        Training.Budget.usual(make.get()),
                        Seeds.of(seed))
                .run(Listener.NONE);
    }

    private static GuideResult small(String method, int seed) {
        return train(TigerDoor::small, "shortest-path", method, MethodConstants.DEFAULT, seed);
    }

    private static GuideResult xl(String method, int seed) {
        return train(TigerDoor::xl, "shortest-path", method, MethodConstants.DEFAULT, seed);
    }

    @Test
    void every_reward_method_solves_the_small_map_and_imitation_ends_in_a_guess() {
        for (String method : List.of("tgrl", "rl", "rl:plain", "fixed:0.3", "fixed:3", "cosil:1")) {
            assertEquals(82, small(method, 1).meanReturn(), method);
        }
        assertTrue(small("imitation", 1).meanReturn() < 20);
    }

    /** The corridor tells them apart: where to start from and how much to listen at first must not matter. */
    @ParameterizedTest
    @CsvSource({"0, 0.3", "0.5, 0.3", "1, 0.3", "0, 3", "1, 3"})
    void guided_students_solve_the_corridor_from_any_start(double firstValue, double firstWeight) {
        MethodConstants constants =
                MethodConstants.DEFAULT.withFirstValue(firstValue).withFirstWeight(firstWeight);
        for (int seed = 0; seed < 3; seed++) {
            GuideResult result = train(TigerDoor::xl, "shortest-path", "tgrl", constants, seed);
            assertEquals(60, result.meanReturn(), "seed " + seed);
            assertTrue(result.area() > 0.9, "seed " + seed + ": " + result.area());
        }
    }

    @Test
    void neither_imitation_nor_a_large_fixed_weight_nor_reward_without_optimism_solves_it() {
        MethodConstants pessimistic = MethodConstants.DEFAULT.withFirstValue(1);
        int solved = 0;
        for (int seed = 0; seed < 3; seed++) {
            assertTrue(xl("imitation", seed).meanReturn() < 20);
            assertTrue(xl("fixed:3", seed).meanReturn() < 20);
            solved += train(TigerDoor::xl, "shortest-path", "rl:plain", pessimistic, seed)
                                    .score()
                            > 0.95
                    ? 1
                    : 0;
        }
        assertTrue(solved < 3, "reward alone solved all");
    }

    /** What the moor is for: only who takes from the teacher and from reward gets anywhere. */
    @Test
    void on_the_moor_a_guided_student_finds_what_neither_imitation_nor_reward_alone_does() {
        double guided = onTheMoor("tgrl");
        double reward = onTheMoor("rl");
        double imitation = onTheMoor("imitation");
        assertTrue(guided > 0.95, "guided " + guided);
        assertTrue(reward < 0.8 && imitation < 0.8, "reward " + reward + ", imitation " + imitation);
    }

    private static double onTheMoor(String method) {
        return train(TigerDoor::moor, "shortest-path", method, MethodConstants.DEFAULT, 1)
                .score();
    }

    @Test
    void a_teacher_that_can_be_followed_keeps_its_weight() {
        GuideResult result = train(TigerDoor::xl, "best-student", "tgrl", MethodConstants.DEFAULT, 1);
        assertTrue(result.weight() >= 0.15, "c " + result.weight());
        assertEquals(60, result.meanReturn());
    }

    @Test
    void an_adversary_loses_its_weight_where_it_harms_and_where_it_is_merely_useless() {
        GuideResult harmed = train(TigerDoor::xl, "adversary", "tgrl", MethodConstants.DEFAULT, 1);
        assertTrue(harmed.weight() <= 0.03, "c " + harmed.weight());
        assertEquals(60, harmed.meanReturn());
        for (int seed = 1; seed <= 3; seed++) {
            GuideResult tied = train(TigerDoor::small, "adversary", "tgrl", MethodConstants.DEFAULT, seed);
            assertTrue(tied.weight() <= 0.03, "c " + tied.weight());
            assertEquals(82, tied.meanReturn());
        }
    }

    @Test
    void a_gap_from_replay_guides_as_well_and_turns_from_an_adversary() {
        GuideResult guided = xl("tgrl:replay", 1);
        assertEquals(60, guided.meanReturn());
        assertTrue(guided.area() > 0.9, "area " + guided.area());
        GuideResult misled = train(TigerDoor::xl, "adversary", "tgrl:replay", MethodConstants.DEFAULT, 1);
        assertTrue(misled.weight() <= 0.03, "c " + misled.weight());
        assertEquals(60, misled.meanReturn());
    }

    /** The constants with values of 0 wherever nobody has been, so that without reward Q_R is 0 everywhere and for ever. */
    private static final MethodConstants BLANK =
            new MethodConstants(10, 0.1, 0, 0, 0.3, 0.01, 3, 0.05, 20, 2, 1, 1, MethodConstants.DEFAULT.networks());

    /** Where a teacher can be followed, what agrees with it is worth following with reward or without. */
    @Test
    void without_any_reward_the_teachers_part_does_what_imitation_does() {
        for (Supplier<TigerDoor> make : List.<Supplier<TigerDoor>>of(TigerDoor::small, TigerDoor::xl)) {
            double[] guided = paid(make, "best-student", "fixed:1");
            assertArrayEquals(paid(make, "best-student", "imitation"), guided);
            assertEquals(make.get().scale().best(), guided[0]);
            assertTrue(paid(make, "best-student", "fixed:0")[0] < 0, "without teacher and reward nobody gets anywhere");
        }
    }

    /** Trains without reward, and gives the returns that this earns in episodes that pay. */
    private static double[] paid(Supplier<TigerDoor> make, String teacher, String method) {
        Supplier<TaughtEnvironment> unpaid = () -> new Unpaid(make.get());
        try (GuideTraining training = new GuideTraining(
                unpaid, teacher, Method.parse(method), BLANK, new Training.Budget(300, Long.MAX_VALUE), Seeds.of(1))) {
            training.run(Listener.NONE);
            return Episodes.returns(make.get(), training.policy(), 50, Seeds.of(2));
        }
    }

    @Test
    void a_weight_of_0_is_reward_alone() {
        assertEquals(82, small("fixed:0", 2).meanReturn());
    }

    @Test
    void every_episode_and_step_of_both_policies_is_counted() {
        GuideResult result = small("tgrl", 3);
        assertEquals(600, result.mainEpisodes() + result.twinEpisodes());
        assertEquals(300, result.mainEpisodes());
        assertEquals(100, result.evalEpisodes());
        assertEquals(20, result.curve().size());
        assertEquals(result.steps(), result.curve().getLast().steps());
    }

    @Test
    void a_budget_of_steps_ends_with_the_episode_that_reaches_it() {
        Supplier<TaughtEnvironment> make = TigerDoor::small;
        var budget = new Training.Budget(600, 1_000);
        GuideResult result = new GuideTraining(
                        make, "shortest-path", Method.parse("tgrl"), MethodConstants.DEFAULT, budget, Seeds.of(1))
                .run(Listener.NONE);
        assertTrue(result.steps() >= 1_000 && result.steps() < 1_100, result.steps() + " steps");
    }

    @Test
    void the_same_seed_gives_the_same_result_and_another_one_another() {
        assertEquals(small("tgrl", 4), small("tgrl", 4));
        assertNotEquals(small("tgrl", 4).steps(), small("tgrl", 5).steps());
    }

    @Test
    void advisor_learns_something_of_its_own_in_every_state() {
        GuideResult result = small("advisor", 1);
        assertTrue(Double.isNaN(result.weight()));
        assertTrue(Double.isFinite(result.score()));
    }
}
