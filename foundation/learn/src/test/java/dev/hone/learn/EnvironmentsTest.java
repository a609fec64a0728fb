package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentsTest {
    @Test
    void every_name_makes_an_environment_of_that_name_which_keeps_the_contract() {
        for (String name : Environments.names()) {
            try (Environment environment = Environments.maker(name).get()) {
                assertEquals(name, environment.name());
                assertEquals(List.of(), EnvironmentChecker.problems(environment, 50, Seeds.of(2)));
            }
        }
    }

    @Test
    void a_mistyped_name_finds_the_nearest() {
        HoneException e = assertThrows(HoneException.class, () -> Environments.maker("cartpole"));
        assertEquals("There is no environment of the name 'cartpole'.\nMaybe you meant cart-pole.", e.getMessage());
    }

    @Test
    void a_mistake_in_a_command_is_told_before_anything_starts() {
        assertThrows(HoneException.class, () -> Environments.maker("command:"));
        assertThrows(HoneException.class, () -> Environments.maker("command:'open"));
    }

    @Test
    void random_actions_lie_in_their_space() {
        Space.Box box = new Space.Box(new float[] {2, Float.NEGATIVE_INFINITY}, new float[] {5, 0});
        RandomPolicy policy = new RandomPolicy(box, box);
        RandomStream random = new RandomStream(1);
        float[] action = new float[2];
        for (int i = 0; i < 100; i++) {
            policy.act(new float[2], random, action);
            assertTrue(box.contains(action), action[0] + ", " + action[1]);
        }
    }
}
