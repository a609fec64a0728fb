package dev.hone.core.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
    @TempDir
    Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("in.jsonl"), content);
    }

    private static List<JsonLine> read(Path file) {
        List<JsonLine> lines = new ArrayList<>();
        JsonLines.read(file, lines::add);
        return lines;
    }

    @Test
    void linesComeWithTheirNumbersAndBlankOnesCount() throws IOException {
        List<JsonLine> lines = read(file("\ufeff{\"a\":1}\r\n\n  \n[2]"));
        assertEquals(List.of(1L, 4L), lines.stream().map(JsonLine::number).toList());
        assertEquals(1, lines.getFirst().node().get("a").intValue());
        assertEquals(2, lines.getLast().node().get(0).intValue());
    }

    @Test
    void whatIsNotJsonIsNamedByFileAndLine() throws IOException {
        Path file = file("{}\n{\"a\":\n");
        HoneException e = assertThrows(HoneException.class, () -> read(file));
        assertTrue(e.problem().startsWith(file + " line 2: not JSON: "), e.problem());
        assertTrue(e.advice().contains("each line must be one JSON value"), e.advice());
    }

    @Test
    void duplicateKeysAndSecondValuesAreErrors() throws IOException {
        Path duplicate = file("{\"a\":1,\"a\":2}\n");
        assertThrows(HoneException.class, () -> read(duplicate));
        Path second = file("{} {}\n");
        assertThrows(HoneException.class, () -> read(second));
    }

    @Test
    void aDepthBombIsAnErrorAndNotACrash() throws IOException {
        Path file = file("[".repeat(1_000_000) + "\n");
        HoneException e = assertThrows(HoneException.class, () -> read(file));
        assertTrue(e.problem().contains("line 1"), e.problem());
    }

    @Test
    void aMissingFileNamesItsNeighbour() throws IOException {
        file("{}\n");
        HoneException e = assertThrows(HoneException.class, () -> read(folder.resolve("im.jsonl")));
        assertEquals(folder.resolve("im.jsonl") + " does not exist.", e.problem());
        assertTrue(e.advice().contains(folder.resolve("in.jsonl").toString()), e.advice());
    }

    @Test
    void aFolderIsNotAFile() {
        HoneException e = assertThrows(HoneException.class, () -> read(folder));
        assertEquals(folder + " is a folder, not a file.", e.problem());
    }

    @Test
    void compressedLinesAreReadWhateverTheirNameIs() throws IOException {
        Path packed = folder.resolve("a.jsonl.gz");
        try (LineWriter writer = LineWriter.create(packed, false)) {
            writer.writeJson(Map.of("a", 1));
            writer.commit();
        }
        Path renamed = Files.move(packed, folder.resolve("a.jsonl"));
        assertEquals(1, read(renamed).getFirst().node().get("a").intValue());
    }

    @Test
    void theSameLinesCompressToTheSameBytesAtAnyTime() throws IOException, InterruptedException {
        byte[] first = pack("first.jsonl.gz");
        Thread.sleep(1100); // gzip's clock ticks once a second
        assertArrayEquals(first, pack("second.jsonl.gz"));
    }

    private byte[] pack(String name) throws IOException {
        try (LineWriter writer = LineWriter.create(folder.resolve(name), false)) {
            for (int i = 0; i < 1000; i++) {
                writer.writeJson(Map.of("i", i));
            }
            writer.commit();
        }
        return Files.readAllBytes(folder.resolve(name));
    }

    @Test
    void aCutArchiveIsAnErrorWithFileAndLine() throws IOException {
        byte[] whole = pack("whole.jsonl.gz");
        Path cut = Files.write(folder.resolve("cut.jsonl.gz"), java.util.Arrays.copyOf(whole, whole.length / 2));
        HoneException e = assertThrows(HoneException.class, () -> read(cut));
        assertTrue(e.problem().startsWith("Reading " + cut + " failed at line "), e.problem());
    }

    @Test
    void aLineBeyondTheBoundIsAnErrorAndNotAFullHeap() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                java.util.Arrays.fill(bytes, offset, offset + length, (byte) 'x');
                return length;
            }
        };
        try (LineReader reader = LineReader.of("standard input", endless, 1 << 20)) {
            HoneException e = assertThrows(HoneException.class, reader::next);
            assertEquals("standard input line 1 has more than 1048576 bytes.", e.problem());
        }
    }

    @Test
    void bytesThatAreNotUtf8AreNamedByLine() throws IOException {
        Path file = Files.write(folder.resolve("latin.jsonl"), new byte[] {'{', '}', '\n', '"', (byte) 0xe9, '"'});
        HoneException e = assertThrows(HoneException.class, () -> read(file));
        assertEquals(file + " line 2 is not UTF-8.", e.problem());
    }

    @Test
    void linesLongerThanAPieceComeBackWhole() {
        String text = "é".repeat(200_000);
        InputStream in = new ByteArrayInputStream((text + "\n\n" + text).getBytes(StandardCharsets.UTF_8));
        try (LineReader reader = LineReader.of("in", in, LineReader.LONGEST_LINE)) {
            assertEquals(Optional.of(text), reader.next());
            assertEquals(Optional.of(""), reader.next());
            assertEquals(Optional.of(text), reader.next());
            assertEquals(3, reader.number());
            assertEquals(Optional.empty(), reader.next());
        }
    }

    @Test
    void aStreamIsWrittenToAndLeftOpen() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try (LineWriter writer = LineWriter.to(stream)) {
            writer.writeJson(Map.of("a", 1));
            writer.commit();
        }
        stream.write('!');
        assertEquals("{\"a\":1}\n!", stream.toString(StandardCharsets.UTF_8));
    }
}
