package dev.hone.episodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.HoneException;
import dev.hone.episodes.parquet.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureTest {
    private static Feature named(List<String> names, List<String> units) {
        return new Feature("state", "float32", List.of(2), names, units);
    }

    @Test
    void its_width_is_the_product_of_its_shape() {
        assertEquals(1, new Feature("a", "float32", List.of(), List.of(), List.of()).width());
        assertEquals(24, new Feature("a", "float32", List.of(2, 3, 4), List.of(), List.of()).width());
        assertEquals(7, Feature.of("a", Kind.INT64, 7).width());
        assertThrows(
                ArithmeticException.class,
                () -> new Feature("a", "video", List.of(1 << 20, 1 << 20), List.of(), List.of()));
    }

    @Test
    void names_and_units_are_one_each_or_none() {
        assertEquals(
                List.of("m", ""), named(List.of("x", "open"), List.of("m", "")).units());
        HoneException e = assertThrows(HoneException.class, () -> named(List.of("x", "y", "z"), List.of()));
        assertEquals("Feature state has 3 names for 2 numbers.", e.problem());
        assertEquals(
                "Feature state has 1 units for 2 numbers.",
                assertThrows(HoneException.class, () -> named(List.of(), List.of("m")))
                        .problem());
    }

    @Test
    void another_name_changes_nothing_else() {
        Feature feature = named(List.of("x", "y"), List.of("m", "m"));
        assertEquals(new Feature("b", "float32", List.of(2), List.of("x", "y"), List.of("m", "m")), feature.as("b"));
    }

    @Test
    void a_slash_in_its_name_is_refused() {
        assertThrows(HoneException.class, () -> Feature.of("observation/state", Kind.FLOAT32, 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_rate_that_is_none_is_refused(double fps) {
        Feature any = Feature.of("a", Kind.FLOAT32, 1);
        HoneException e = assertThrows(HoneException.class, () -> new Description("", fps, any, any));
        assertEquals("fps is " + fps + ".", e.problem());
    }

    @Test
    void a_description_gives_state_and_action_the_usual_names() {
        Description description =
                new Description("", 10, Feature.of("joints", Kind.FLOAT32, 3), Feature.of("command", Kind.FLOAT32, 2));
        assertEquals(Names.STATE, description.state().name());
        assertEquals(Names.ACTION, description.action().name());
        assertEquals(3, description.state().width());
    }

    @Test
    void a_selection_names_at_least_one_column_each() {
        assertEquals(
                "No column is named as the action.",
                assertThrows(HoneException.class, () -> new Selection(List.of("a"), List.of()))
                        .problem());
        assertThrows(HoneException.class, () -> new Selection(List.of(), List.of("a")));
        assertEquals(List.of(Names.STATE), Selection.DEFAULT.state());
    }
}
