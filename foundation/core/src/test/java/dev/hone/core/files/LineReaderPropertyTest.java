package dev.hone.core.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class LineReaderPropertyTest {
    /** A stream that gives its bytes in small pieces, as a pipe does. */
    private static InputStream drip(byte[] bytes, int piece) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, piece));
            }
        };
    }

    private static List<String> read(byte[] bytes, int piece) {
        List<String> lines = new ArrayList<>();
        try (LineReader reader = LineReader.of("in", drip(bytes, piece), 1 << 20)) {
            for (Optional<String> line = reader.next(); line.isPresent(); line = reader.next()) {
                lines.add(line.get());
                assertEquals(lines.size(), reader.number());
            }
        }
        return lines;
    }

    @Property(tries = 200)
    void linesComeBackHoweverTheyArrive(
            @ForAll @Size(max = 12) List<@StringLength(max = 20) @CharRange(from = ' ', to = 'ž') String> lines,
            @ForAll @IntRange(min = 1, max = 40) int piece,
            @ForAll boolean windows,
            @ForAll boolean lastLineEnds) {
        String end = windows ? "\r\n" : "\n";
        List<String> expected = new ArrayList<>(lines);
        String text = String.join(end, lines) + (lastLineEnds && !lines.isEmpty() ? end : "");
        boolean lastLineIsNone =
                !lastLineEnds && !lines.isEmpty() && lines.getLast().isEmpty();
        if (lastLineIsNone) {
            expected.removeLast();
        }
        assertEquals(expected, read(text.getBytes(StandardCharsets.UTF_8), piece));
    }
}
