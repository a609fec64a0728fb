package dev.hone.serve.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseDecoderTest {
    private static List<String> whole(String stream) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        return new SseDecoder(1000).feed(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void lines_end_in_any_of_three_ways(String end) {
        assertEquals(
                List.of("a", "b\nc"),
                whole(": hi|event: x|data: a||id: 7|data:b|data: c|retry: 3||".replace("|", end)));
    }

    @Test
    void only_the_first_space_after_the_colon_belongs_to_the_format() {
        assertEquals(List.of(" a", "", "x:y"), whole("data:  a\n\ndata\n\ndata:x:y\n\n"));
    }

    @Test
    void fields_that_only_begin_like_data_are_skipped() {
        assertEquals(List.of(), whole("database: a\n\n: data: b\n\n\n\n"));
    }

    @Test
    void a_byte_order_mark_is_skipped_once() {
        assertEquals(List.of("a", "b"), whole("\uFEFFdata: a\n\ndata: b\n\n\uFEFFdata: c\n\n"));
    }

    @Test
    void an_event_is_out_only_when_it_is_whole() {
        SseDecoder decoder = new SseDecoder(1000);
        byte[] bytes = "data: a\n\nda".getBytes(StandardCharsets.UTF_8);
        assertEquals(List.of(), decoder.feed(bytes, 0, 8));
        assertEquals(List.of("a"), decoder.feed(bytes, 8, 3));
        byte[] rest = "ta: {\"usa".getBytes(StandardCharsets.UTF_8);
        assertEquals(List.of(), decoder.feed(rest, 0, rest.length));
        assertEquals(List.of("{\"usa"), decoder.end(), "what a cut stream leaves");
        assertEquals(List.of(), decoder.end());
    }

    @Test
    void too_long_an_event_is_left_out_and_the_stream_goes_on() {
        assertEquals(List.of("b"), whole("data: " + "a".repeat(2000) + "\n\ndata: b\n\n"));
        assertEquals(List.of("b"), whole(":" + "a".repeat(2000) + "\ndata: a\n\ndata: b\n\n"), "comments count");
        assertEquals(List.of("b"), whole(("data: " + "a".repeat(400) + "\n").repeat(3) + "\ndata: b\n\n"));
    }

    @Property(tries = 300)
    void it_does_not_matter_where_the_bytes_are_cut(
            @ForAll @Size(max = 20) List<@IntRange(max = 9) Integer> pieces,
            @ForAll @IntRange(min = 1, max = 7) int step) {
        String[] parts = {"data: ", "\n", "\r\n", "\r", "\n\n", "\u20ac", "\ud83d\ude00", "x", ": c", "data"};
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(parts[piece]));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        SseDecoder inOne = new SseDecoder(1000);
        List<String> expected = new ArrayList<>(inOne.feed(bytes, 0, bytes.length));
        expected.addAll(inOne.end());
        SseDecoder inSteps = new SseDecoder(1000);
        List<String> found = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += step) {
            found.addAll(inSteps.feed(bytes, at, Math.min(step, bytes.length - at)));
        }
        found.addAll(inSteps.end());
        assertEquals(expected, found);
    }
}
