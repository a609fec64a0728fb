package dev.hone.serve.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseFramesTest {
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void an_event_is_a_data_line_and_an_empty_line() {
        assertEquals("data: {\"a\":\"\u00e9\"}\n\n", text(SseFrames.data("{\"a\":\"\u00e9\"}")));
        assertEquals("data: [DONE]\n\n", text(SseFrames.data(SseFrames.DONE)));
        assertEquals("data: \n\n", text(SseFrames.data("")));
    }

    @Test
    void a_comment_begins_with_a_colon() {
        assertEquals(": still drawing\n\n", text(SseFrames.comment("still drawing")));
    }

    @Test
    void a_line_break_cannot_smuggle_in_a_field() {
        assertEquals("data: a\ndata: event: b\n\n", text(SseFrames.data("a\nevent: b")));
        assertEquals(": a\n: data: b\n: c\n\n", text(SseFrames.comment("a\r\ndata: b\rc")));
    }

    @Test
    void clients_read_back_what_was_written() {
        byte[] stream = (text(SseFrames.data("a\nb")) + text(SseFrames.comment("c")) + text(SseFrames.data("d")))
                .getBytes(StandardCharsets.UTF_8);
        assertEquals(List.of("a\nb", "d"), new SseDecoder(100).feed(stream, 0, stream.length));
    }
}
