package dev.hone.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tgrl",
                "tgrl:replay",
                "rl",
                "rl:plain",
                "imitation",
                "fixed:0.3",
                "fixed:10",
                "cosil:1.5",
                "advisor"
            })
    void a_name_comes_back_from_its_method(String name) {
        assertEquals(name, Method.parse(name).name());
    }

    @Test
    void a_mistyped_name_finds_the_nearest() {
        String message =
                assertThrows(HoneException.class, () -> Method.parse("tgrI")).getMessage();
        assertEquals("There is no method 'tgrI'.\nMaybe you meant tgrl.", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fixed:", "fixed:much", "fixed:-1", "cosil:NaN", "nonsense-of-all-kinds"})
    void what_is_no_method_is_an_error_with_advice(String name) {
        HoneException e = assertThrows(HoneException.class, () -> Method.parse(name));
        assertTrue(e.getMessage().contains("\nMaybe "), e.getMessage());
    }

    @Test
    void the_hash_of_the_constants_changes_with_any_of_them() {
        MethodConstants constants = MethodConstants.DEFAULT;
        assertEquals(8, constants.hash().length());
        assertEquals(
                constants.hash(),
                constants.withFirstWeight(constants.firstWeight()).hash());
        assertNotEquals(constants.hash(), constants.withFirstWeight(1).hash());
        assertNotEquals(constants.hash(), constants.withFirstValue(1).hash());
    }

    @Test
    void constants_that_make_no_sense_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> MethodConstants.DEFAULT.withFirstWeight(4));
        assertThrows(IllegalArgumentException.class, () -> MethodConstants.DEFAULT.withFirstValue(-1));
    }
}
