package dev.hone.embedding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorFileTest {
    private static final int DIMENSION = 5;

    @TempDir
    Path folder;

    private Path path;
    private VectorFile file;

    @BeforeEach
    void open() {
        path = folder.resolve("deep").resolve("v");
        file = reopened();
    }

    @Test
    void whatWasAddedIsFoundByThisAndLaterReaders() throws IOException {
        file.add(vectors(0, 1000));
        assertAll(file, 0, 1000);
        assertAll(reopened(), 0, 1000);
        assertEquals(VectorFile.HEADER + 1000L * file.recordBytes(), Files.size(path));
    }

    @Test
    void nothingIsFoundWhereNothingWasAddedAndNoFileIsMade() throws IOException {
        assertEquals(Map.of(), file.find(keys(0, 10)));
        assertTrue(Files.notExists(path));
        file.add(vectors(0, 1));
        assertEquals(1, file.find(keys(0, 10)).size());
    }

    @Test
    void anotherReaderSeesWhatWasAddedSinceItLooked() throws IOException {
        VectorFile other = reopened();
        file.add(vectors(0, 3));
        assertAll(other, 0, 3);
        file.add(vectors(3, 6));
        assertAll(other, 0, 6);
    }

    @Test
    void oddNumbersKeepTheirBits() throws IOException {
        float[] odd = {-0f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY, 1 / 3f};
        file.add(Map.of(key(1), odd));
        float[] found = Objects.requireNonNull(reopened().find(List.of(key(1))).get(key(1)));
        for (int i = 0; i < odd.length; i++) {
            assertEquals(Float.floatToRawIntBits(odd[i]), Float.floatToRawIntBits(found[i]));
        }
    }

    @Test
    void aTornEndIsDroppedAndWrittenOver() throws IOException {
        file.add(vectors(0, 3));
        byte[] whole = Files.readAllBytes(path);
        for (int cut = 1; cut <= file.recordBytes(); cut++) {
            Files.write(path, Arrays.copyOf(whole, whole.length - cut));
            VectorFile after = reopened();
            assertAll(after, 0, 2);
            assertEquals(2, after.find(keys(0, 3)).size());
            after.add(vectors(2, 4));
            assertAll(after, 0, 4);
            assertAll(reopened(), 0, 4);
        }
    }

    @Test
    void aFlippedBitAnywhereCostsThatRecordAndNoOther() throws IOException {
        file.add(vectors(0, 3));
        byte[] whole = Files.readAllBytes(path);
        for (int at = VectorFile.HEADER; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            Files.write(path, flipped);
            int hit = (at - VectorFile.HEADER) / file.recordBytes();
            VectorFile after = reopened();
            Map<Key, float[]> found = after.find(keys(0, 3));
            assertEquals(2, found.size());
            assertTrue(!found.containsKey(key(hit)));
        }
        VectorFile after = reopened();
        after.add(vectors(0, 3));
        assertAll(after, 0, 3);
        assertAll(reopened(), 0, 3);
    }

    @Test
    void damageAfterTheScanIsSeenToo() throws IOException {
        file.add(vectors(0, 3));
        assertAll(file, 0, 3);
        byte[] bytes = Files.readAllBytes(path);
        bytes[VectorFile.HEADER + Key.BYTES] ^= 1;
        Files.write(path, bytes);
        assertEquals(2, file.find(keys(0, 3)).size());
    }

    @Test
    void aFileOfOtherContentIsBegunAnew() throws IOException {
        for (byte[] garbage : List.of(new byte[0], "junk".getBytes(UTF_8), new byte[10_000])) {
            Files.createDirectories(path.getParent());
            Files.write(path, garbage);
            VectorFile after = reopened();
            assertEquals(Map.of(), after.find(keys(0, 3)));
            after.add(vectors(0, 3));
            assertAll(after, 0, 3);
            assertEquals(VectorFile.HEADER + 3L * file.recordBytes(), Files.size(path));
        }
        VectorFile other = new VectorFile(path, "another encoder", DIMENSION);
        assertEquals(Map.of(), other.find(keys(0, 3)));
        other.add(vectors(7, 8));
        assertAll(other, 7, 8);
        assertEquals(Map.of(), file.find(keys(0, 3)));
    }

    @Test
    void aFileThatVanishesOrShrinksIsForgotten() throws IOException {
        file.add(vectors(0, 5));
        assertAll(file, 0, 5);
        Files.delete(path);
        assertEquals(Map.of(), file.find(keys(0, 5)));
        file.add(vectors(2, 3));
        assertEquals(1, file.find(keys(0, 5)).size());
    }

    @Test
    void manyThreadsAndReadersDoNotGetInEachOthersWay() throws Exception {
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(t -> Thread.ofVirtual().unstarted(() -> {
                    VectorFile mine = t % 2 == 0 ? file : reopened();
                    for (int i = 0; i < 25; i++) {
                        try {
                            mine.add(vectors(t * 100 + i, t * 100 + i + 1));
                            assertAll(mine, t * 100, t * 100 + i + 1);
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        for (int t = 0; t < 8; t++) {
            assertAll(reopened(), t * 100, t * 100 + 25);
        }
    }

    @Test
    void killedWritersLoseNothingThatWasCommittedAndBreakNothing() throws Exception {
        for (int round = 0; round < 3; round++) {
            Process[] writers = {writer(2 * round), writer(2 * round + 1)};
            long before = size();
            while (size() < before + 200L * file.recordBytes() && writers[0].isAlive()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            for (Process writer : writers) {
                assertTrue(writer.isAlive(), "a writer ended by itself");
                writer.destroyForcibly().waitFor();
            }
            file.add(vectors(round, round + 1));
        }
        // every record but the torn ones, which were written over, is whole: each was told by its writer or is ours
        byte[] bytes = Files.readAllBytes(path);
        int records = (bytes.length - VectorFile.HEADER) / file.recordBytes();
        assertEquals(0, (bytes.length - VectorFile.HEADER) % file.recordBytes());
        int found = 0;
        for (int writer = 0; writer < 6; writer++) {
            Map<Key, float[]> mine = reopened().find(keys(1000 + writer * 100_000, 1000 + writer * 100_000 + 50_000));
            mine.forEach((key, vector) -> assertArrayEquals(vector((int) vector[0]), vector));
            found += mine.size();
        }
        assertAll(reopened(), 0, 3);
        assertEquals(records, found + 3);
    }

    /** The process that {code killedWritersLoseNothingThatWasCommittedAndBreakNothing} kills. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            VectorFile file = new VectorFile(Path.of(args[0]), "test", DIMENSION);
            int first = 1000 + Integer.parseInt(args[1]) * 100_000;
            for (int i = 0; i < 50_000; i += 7) {
                file.add(vectors(first + i, first + i + 7));
            }
            Thread.sleep(Long.MAX_VALUE); // whoever kills it may be slower than it is
        }
    }

    @Test
    void wrongSizesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> file.add(Map.of(key(1), new float[4])));
        assertThrows(IllegalArgumentException.class, () -> new VectorFile(path, "x".repeat(200), 1));
    }

    private Process writer(int number) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        path.toString(),
                        Integer.toString(number))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("writer" + number).toFile())
                .start();
    }

    private long size() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    private VectorFile reopened() {
        return new VectorFile(path, "test", DIMENSION);
    }

    private static void assertAll(VectorFile file, int from, int to) throws IOException {
        Map<Key, float[]> found = file.find(keys(from, to));
        assertEquals(to - from, found.size());
        for (int i = from; i < to; i++) {
            assertArrayEquals(vector(i), found.get(key(i)));
        }
    }

    private static Map<Key, float[]> vectors(int from, int to) {
        Map<Key, float[]> vectors = new LinkedHashMap<>();
        IntStream.range(from, to).forEach(i -> vectors.put(key(i), vector(i)));
        return vectors;
    }

    private static List<Key> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(VectorFileTest::key).toList();
    }

    private static Key key(int i) {
        return Key.of(Integer.toString(i).getBytes(UTF_8));
    }

    private static float[] vector(int i) {
        return new float[] {i, i + 0.5f, -i, 1f / (i + 1), 7};
    }
}
