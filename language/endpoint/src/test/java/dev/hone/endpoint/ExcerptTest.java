package dev.hone.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void linesAndTerminalCodesBecomeBlanks() {
        assertEquals("a b [31mred", Excerpt.of("  a\r\n\t b \u001b[31mred\u0007 ", 80));
        assertEquals("abc def", Excerpt.of("abc\u202edef", 80));
    }

    @Test
    void aLongTextIsCutBetweenCharactersAndSaysSo() {
        assertEquals("🙂🙂…", Excerpt.of("🙂🙂🙂", 2));
        assertEquals("🙂🙂", Excerpt.of("🙂🙂", 2));
    }

    @Property(tries = 200)
    void anyTextBecomesOneShortLine(@ForAll String text) {
        String line = Excerpt.of(text, 20);
        assertTrue(line.codePointCount(0, line.length()) <= 21);
        assertTrue(line.codePoints()
                .noneMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE
                        || Character.getType(c) == Character.LINE_SEPARATOR));
    }
}
