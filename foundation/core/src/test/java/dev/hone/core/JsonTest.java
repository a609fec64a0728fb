package dev.hone.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class JsonTest {
    @Property(tries = 200)
    void everyTextSurvivesTheWayThroughBytes(@ForAll String text) {
        byte[] bytes = Json.write(text).getBytes(StandardCharsets.UTF_8);
        assertEquals(text, Json.read(new String(bytes, StandardCharsets.UTF_8)).stringValue());
    }

    @Test
    void halfACharacterSurvivesTheWayThroughBytes() {
        String text = "a\ud83d b\ude00 \ud83d\ude00 \ud83d";
        String json = Json.write(text);
        assertEquals("\"a\\ud83d b\\ude00 \ud83d\ude00 \\ud83d\"", json);
        everyTextSurvivesTheWayThroughBytes(text);
    }

    @Test
    void aProblemIsToldWithoutASourceThatIsNotShown() {
        for (String broken : new String[] {"{\"a\": ", "{\"a\": [1, 2", "nul", "{\"a\":1,\"a\":2}"}) {
            JacksonException e = assertThrows(JacksonException.class, () -> Json.read(broken));
            assertFalse(Json.problem(e).contains("Source"), Json.problem(e));
            assertFalse(Json.problem(e).isBlank());
        }
    }

    @Test
    void duplicateKeysAndTrailingTokensAreErrors() {
        assertThrows(JacksonException.class, () -> Json.read("{\"a\":1,\"a\":2}"));
        assertThrows(JacksonException.class, () -> Json.read("1 2"));
    }
}
