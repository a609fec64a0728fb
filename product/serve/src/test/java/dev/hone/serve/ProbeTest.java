package dev.hone.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.endpoint.Probed.Seeding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {
    @TempDir
    private Path runs;

    private static String choice(String text) {
        return "{\"index\": 0, \"message\": {\"content\": \"" + text + "\"}, \"finish_reason\": \"stop\"}";
    }

    /** An upstream whose chats have the choices of their number, counted from 0; it continues no text. */
    private static Probe probe(IntFunction<List<String>> choices) throws Exception {
        AtomicInteger chats = new AtomicInteger();
        try (AnsweringUpstream upstream = new AnsweringUpstream(path -> path.endsWith("/chat/completions")
                ? Optional.of("{\"choices\": [" + String.join(",", choices.apply(chats.getAndIncrement())) + "]}")
                : Optional.empty())) {
            return Probe.of(ServedBy.remote("mine", upstream.port(), "m"));
        }
    }

    @Test
    void a_server_that_takes_a_seed_and_goes_by_chance_all_the_same_is_told_from_others() throws Exception {
        assertEquals(
                Seeding.IGNORED,
                probe(call -> List.of(choice("a" + call), choice("b" + call))).seed());
        assertEquals(
                Seeding.REPEATED, probe(_ -> List.of(choice("a"), choice("b"))).seed());
    }

    @Test
    void it_says_how_many_samples_were_asked_for_and_how_many_came() throws Exception {
        Probe both = probe(_ -> List.of(choice("a"), choice("b")));
        assertEquals(2, both.asked());
        assertEquals(2, both.came());
        assertFalse(both.continues());
        Probe one = probe(_ -> List.of(choice("a")));
        assertEquals(2, one.asked());
        assertEquals(1, one.came());
    }

    @Test
    void another_server_of_this_kind_does_it_all() throws Exception {
        try (ServedBy back = new ServedBy(
                runs, List.of(ServedBy.local(new EchoModel("small", Duration.ZERO))), Optional.empty(), false)) {
            Probe probe = Probe.of(ServedBy.remote("mine", back.server.port(), "small"));
            assertTrue(probe.reachable());
            assertTrue(probe.continues());
            assertEquals(Seeding.REPEATED, probe.seed());
        }
        assertFalse(Probe.of(ServedBy.remote("mine", 9, "small")).reachable());
    }
}
