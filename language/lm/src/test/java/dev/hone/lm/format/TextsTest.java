package dev.hone.lm.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    @Test
    void whole_pairs_stay_and_halves_are_replaced() {
        String smile = "\uD83D\uDE00";
        assertSame(smile, Texts.wellFormed(smile));
        assertEquals("\uFFFD", Texts.wellFormed("\uD83D"));
        assertEquals("\uFFFD", Texts.wellFormed("\uDE00"));
        assertEquals("\uFFFD\uFFFD", Texts.wellFormed("\uDE00\uD83D"));
        assertEquals("\uFFFD" + smile + "a\uFFFD", Texts.wellFormed("\uD83D" + smile + "a\uDE00"));
        assertEquals("", Texts.wellFormed(""));
    }

    @Property(tries = 300)
    void what_comes_out_survives_utf_8(@ForAll String text) {
        String mended = Texts.wellFormed(text);
        assertEquals(mended, new String(mended.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        assertEquals(text.length(), mended.length());
        assertEquals(mended, Texts.wellFormed(mended));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "0, 0",
        "-3, -3",
        "-0.0, -0.0",
        "0.5, 0.5",
        "9007199254740991, 9007199254740991",
        "9007199254740992, 9.007199254740992E15",
        "1e300, 1.0E300",
        "0.1, 0.1"
    })
    void whole_numbers_are_written_without_a_fraction(double number, String written) {
        assertEquals(written, Texts.number(number).toString());
    }

    @Property(tries = 300)
    void a_number_that_is_written_is_read_back(@ForAll double number) {
        if (Double.isFinite(number)) {
            assertEquals(number, Double.parseDouble(Texts.number(number).toString()));
        }
    }
}
