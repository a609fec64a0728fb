package dev.hone.steer.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.format.Pool;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static PoolEntry entry(String id, String prompt, String... texts) {
        return PoolEntry.of(
                Query.of(id, prompt),
                Stream.of(texts)
                        .map(text -> Sample.of(new Completion(text, Optional.empty(), FinishReason.STOP, 1, List.of())))
                        .toList());
    }

    private static List<String> texts(PoolEntry entry) {
        return entry.arm(PoolEntry.SINGLE).orElseThrow().samples().stream()
                .map(sample -> sample.completion().text())
                .toList();
    }

    private static final Pool FIRST = new Pool("first", List.of(entry("a", "One", "x", "y"), entry("b", "Two", "z")));

    @Test
    void eachPromptHasTheSamplesOfAllRounds() {
        Pool second = new Pool("second", List.of(entry("c", "Three", "w"), entry("a", "One", "v")));
        Pool both = Rounds.together(List.of(FIRST, second));
        assertEquals(
                List.of("a", "b", "c"), both.queries().stream().map(Query::id).toList());
        assertEquals(List.of("x", "y", "v"), texts(both.entries().getFirst()));
        assertEquals(List.of("z"), texts(both.entries().get(1)));
        assertEquals(List.of("w"), texts(both.entries().getLast()));
        assertEquals("first and second", both.source());
    }

    @Test
    void oneRoundStaysAsItIs() {
        assertSame(FIRST, Rounds.together(List.of(FIRST)));
    }

    @Test
    void anotherPromptUnderTheSameIdIsRefusedWithTheFile() {
        Pool second = new Pool("second", List.of(entry("b", "Too", "w")));
        HoneException e = assertThrows(HoneException.class, () -> Rounds.together(List.of(FIRST, second)));
        assertTrue(e.problem().contains("second") && e.problem().contains("'b'"), e.problem());
    }
}
