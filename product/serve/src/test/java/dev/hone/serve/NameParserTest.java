package dev.hone.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.serving.Knob;
import dev.hone.serve.openai.ApiError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameParserTest {
    private static final NameParser NAMES =
            new NameParser(new ArmNames(ArmNamesTest.upstreams("small", "small@8", "org/big:70b", "a|b", "a", "b")));

    @ParameterizedTest
    @CsvSource({
        "hone/small, hone/small",
        "hone/small@4, hone/small@4",
        "hone/small@4.0, hone/small@4",
        "hone/small@2.5, hone/small@2.5",
        "hone/small@8, hone/small@8",
        "hone/small@8@2, hone/small@8@2",
        "hone/org/big:70b@16, hone/org/big:70b@16",
        "hone/small|org/big:70b@30%, hone/small|org/big:70b@30%",
        "hone/small|org/big:70b@12.5%, hone/small|org/big:70b@12.5%",
        "hone/small|org/big:70b@$0.002, hone/small|org/big:70b@$0.002",
        "hone/a|b, hone/a|b"
    })
    void reads_names_and_writes_them_one_way(String written, String canonical) {
        assertEquals(canonical, NAMES.parse(written).orElseThrow().canonical());
    }

    @Test
    void the_longest_configured_name_wins() {
        assertEquals(
                List.of("small@8"), NAMES.parse("hone/small@8").orElseThrow().arms());
        assertEquals(List.of("a|b"), NAMES.parse("hone/a|b").orElseThrow().arms());
        assertEquals(List.of("b", "a"), NAMES.parse("hone/b|a").orElseThrow().arms());
        assertEquals(
                Optional.of(new Knob(Knob.Unit.SAMPLES, 2)),
                NAMES.parse("hone/small@8@2").orElseThrow().knob());
    }

    @Test
    void other_names_pass_through() {
        assertTrue(NAMES.parse("small").isEmpty());
        assertTrue(NAMES.parse("gpt-4o").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hone/",
                "hone/unknown",
                "hone/small|",
                "hone/small|unknown",
                "hone/smaller",
                "hone/small@",
                "hone/small@x",
                "hone/small@4 ",
                "hone/small@-1",
                "hone/small@1e9",
                "hone/small+value:1",
                "hone/small@4@4@4"
            })
    void anything_else_is_an_error_with_the_form(String name) {
        ApiError error = assertThrows(ApiError.class, () -> NAMES.parse(name));
        assertEquals(400, error.status());
        assertTrue(error.words().contains("hone/M[|M…][@K | @S% | @$P]"), error.words());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hone/small@0", "hone/small@129", "hone/a|b|b@101%", "hone/small@$0"})
    void means_out_of_range_are_errors(String name) {
        assertEquals(400, assertThrows(ApiError.class, () -> NAMES.parse(name)).status());
    }
}
