package dev.hone.serve.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class WholeCharactersTest {
    @Test
    void whole_text_is_the_same_text() {
        String text = "4 \u20ac \ud83d\ude00";
        assertSame(text, WholeCharacters.of(text));
    }

    @Test
    void halves_are_marked_wherever_they_stand() {
        assertEquals("\uFFFDa\uFFFD\ud83d\ude00\uFFFD", WholeCharacters.of("\ude00a\ud83d\ud83d\ude00\ud83d"));
    }

    @Property(tries = 300)
    void what_comes_out_survives_utf_8(
            @ForAll @StringLength(max = 8) @CharRange(from = '\ud7fe', to = '\ue001') String text) {
        String whole = WholeCharacters.of(text);
        assertEquals(whole, new String(whole.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        assertEquals(text.length(), whole.length());
    }
}
