package dev.hone.episodes.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.core.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of any shape and any values come back as they were. */
class RandomTablesTest {
    @TempDir
    Path folder;

    private static Rows rows(RandomGenerator random, int count, boolean list) {
        return Rows.of(random.ints(count, 0, list ? 5 : 2).toArray());
    }

    private static Column column(RandomGenerator random, int index, int count) {
        List<Kind> kinds = List.of(Kind.values());
        Kind kind = kinds.get(random.nextInt(kinds.size()));
        boolean list = random.nextBoolean() && kind != Kind.IMAGE;
        Field field = new Field(index + ".name/with é", kind, list);
        Rows rows = rows(random, count, list);
        int values = rows.values();
        return switch (kind) {
            case FLOAT32 ->
                new Column.Numbers(
                        field,
                        random.ints(values).mapToDouble(Float::intBitsToFloat).toArray(),
                        rows);
            case FLOAT64 ->
                new Column.Numbers(
                        field,
                        random.longs(values)
                                .mapToDouble(Double::longBitsToDouble)
                                .toArray(),
                        rows);
            case INT64 -> new Column.Words(field, random.longs(values).toArray(), rows);
            case BOOL -> new Column.Words(field, random.longs(values, 0, 2).toArray(), rows);
            case STRING ->
                new Column.Texts(
                        field,
                        IntStream.range(0, values)
                                .mapToObj(_ -> Character.toString(random.nextInt(32, 0xd800))
                                        .repeat(random.nextInt(4)))
                                .toList(),
                        rows);
            case IMAGE ->
                new Column.Images(
                        field,
                        IntStream.range(0, values)
                                .mapToObj(_ -> new ImageFile(
                                        Optional.of(new byte[random.nextInt(9)]), Optional.of("a" + random.nextInt())))
                                .toList(),
                        rows);
        };
    }

    private static int[] widths(Rows rows) {
        return IntStream.range(0, rows.count()).map(rows::width).toArray();
    }

    private static void assertSame(Column expected, Column found) {
        assertEquals(expected.field(), found.field());
        assertArrayEquals(
                widths(expected.rows()), widths(found.rows()), expected.field().name());
        switch (expected) {
            case Column.Numbers numbers ->
                assertArrayEquals(
                        numbers.values(),
                        ((Column.Numbers) found).values(),
                        numbers.field().name());
            case Column.Words words -> assertArrayEquals(words.values(), ((Column.Words) found).values());
            case Column.Texts texts -> assertEquals(texts.values(), ((Column.Texts) found).values());
            case Column.Images images -> {
                assertEquals(
                        images.values().stream().map(ImageFile::path).toList(),
                        ((Column.Images) found)
                                .values().stream().map(ImageFile::path).toList());
                assertArrayEquals(
                        images.values().stream()
                                .map(file -> file.bytes().orElseThrow())
                                .toArray(),
                        ((Column.Images) found)
                                .values().stream()
                                        .map(file -> file.bytes().orElseThrow())
                                        .toArray());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void they_come_back(int seed) {
        RandomGenerator random = Seeds.of(seed).generator();
        int rows = random.nextInt(200);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            columns.add(column(random, i, rows));
        }
        Path file = folder.resolve("random.parquet");
        TableWriter.write(file, Table.of("made", columns), Map.of());
        Table back = TableReader.read(file);
        assertEquals(columns.size(), back.columns().size());
        Column[] found = back.columns().values().toArray(Column[]::new);
        for (int i = 0; i < found.length; i++) {
            assertSame(columns.get(i), found[i]);
        }
        assertEquals(Arrays.stream(found).map(Column::field).toList(), TableReader.fields(file));
    }
}
