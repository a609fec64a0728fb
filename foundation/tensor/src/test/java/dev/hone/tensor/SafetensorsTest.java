package dev.hone.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("model.safetensors");
    }

    /** A file with this header and so many zero bytes of data. */
    private Path fileWith(String header, int dataBytes) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes.putLong(json.length).put(json).array());
        return file;
    }

    private void assertBroken(Path path, String part) {
        HoneException e = assertThrows(HoneException.class, () -> Safetensors.open(path));
        assertTrue(e.problem().contains(part), e.problem());
        assertTrue(e.problem().contains(path.toString()), e.problem());
        assertFalse(e.advice().isEmpty());
    }

    @Test
    void what_is_written_is_read() {
        float[] values = {1.5f, -2, 0, Float.MAX_VALUE, Float.MIN_VALUE, -0f};
        long[] counts = {Long.MIN_VALUE, 7};
        Safetensors.write(
                file,
                Map.of(
                        "w",
                        TensorData.of(values, 2, 3),
                        "n",
                        TensorData.of(counts, 2),
                        "none",
                        TensorData.of(new float[0], 0)),
                Map.of("format", "pt"));
        try (var read = Safetensors.open(file)) {
            assertArrayEquals(values, read.floats("w"));
            assertArrayEquals(new long[] {2, 3}, read.shape("w"));
            assertArrayEquals(counts, read.longs("n"));
            assertEquals(0, read.floats("none").length);
            assertEquals(DType.F32, read.type("w"));
            assertEquals(Map.of("format", "pt"), read.metadata());
            assertEquals(
                    List.of("n", "none", "w"), read.names().stream().sorted().toList());
        }
    }

    @Test
    void a_number_without_dimensions_has_one_value() {
        Safetensors.write(file, Map.of("s", TensorData.of(new float[] {3})), Map.of());
        try (var read = Safetensors.open(file)) {
            assertArrayEquals(new float[] {3}, read.floats("s"));
            assertEquals(0, read.shape("s").length);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "-2.5, -2.5, -2.5",
        "0.1, 0.099975586, 0.100097656",
        "65504, 65504, 65536",
        "1e-7, 1.1920929e-7, 1.0011718e-7"
    })
    void narrow_types_keep_the_nearest_value(float value, float half, float bfloat) {
        var tensor = TensorData.of(new float[] {value}, 1);
        Safetensors.write(file, Map.of("h", tensor.as(DType.F16), "b", tensor.as(DType.BF16)), Map.of());
        try (var read = Safetensors.open(file)) {
            assertEquals(half, read.floats("h")[0]);
            assertEquals(bfloat, read.floats("b")[0]);
        }
    }

    @Test
    void all_65536_half_values_survive_a_round_trip() {
        float[] all = new float[1 << 16];
        for (int i = 0; i < all.length; i++) {
            all[i] = Float.float16ToFloat((short) i);
        }
        Safetensors.write(file, Map.of("h", TensorData.of(all, all.length).as(DType.F16)), Map.of());
        try (var read = Safetensors.open(file)) {
            assertArrayEquals(all, read.floats("h"));
        }
    }

    @Test
    void all_bfloat_values_survive_a_round_trip_and_not_a_number_stays_so() {
        float[] all = new float[1 << 16];
        for (int i = 0; i < all.length; i++) {
            all[i] = Float.intBitsToFloat(i << 16);
        }
        all[0] = Float.intBitsToFloat(0x7F80_0001);
        Safetensors.write(file, Map.of("b", TensorData.of(all, all.length).as(DType.BF16)), Map.of());
        try (var read = Safetensors.open(file)) {
            float[] back = read.floats("b");
            assertTrue(Float.isNaN(back[0]));
            assertArrayEquals(all, back);
        }
    }

    @Test
    void equal_tensors_give_equal_bytes_in_any_order() throws IOException {
        var forth = new LinkedHashMap<String, TensorData>();
        forth.put("a", TensorData.of(new float[] {1, 2}, 2));
        forth.put("b", TensorData.of(new long[] {3}, 1));
        forth.put("c", TensorData.of(new float[] {1}, 1).as(DType.F16));
        var back = new LinkedHashMap<String, TensorData>();
        forth.reversed().forEach(back::put);
        Safetensors.write(file, forth, Map.of("x", "1", "y", "2"));
        Path other = folder.resolve("other.safetensors");
        Safetensors.write(other, back, Map.of("y", "2", "x", "1"));
        assertEquals(-1, Files.mismatch(file, other));
    }

    @Test
    void tensors_are_aligned_to_their_elements() throws IOException {
        Safetensors.write(
                file,
                Map.of("a", TensorData.of(new float[] {1}, 1).as(DType.F16), "z", TensorData.of(new long[] {1}, 1)),
                Map.of());
        long header = ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        assertEquals(0, header % 8);
        try (var read = Safetensors.open(file)) {
            assertEquals("z", read.names().getFirst());
        }
    }

    @Test
    void a_failed_write_leaves_the_old_file_and_no_other() throws IOException {
        Safetensors.write(file, Map.of("a", TensorData.of(new float[] {1}, 1)), Map.of());
        Files.createDirectory(folder.resolve("model.safetensors.partial"));
        assertThrows(
                HoneException.class,
                () -> Safetensors.write(file, Map.of("a", TensorData.of(new float[] {2}, 1)), Map.of()));
        try (var read = Safetensors.open(file)) {
            assertEquals(1, read.floats("a")[0]);
        }
    }

    @Test
    void writing_into_a_missing_folder_is_an_error_with_advice() {
        Path lost = folder.resolve("no/such/model.safetensors");
        HoneException e = assertThrows(HoneException.class, () -> Safetensors.write(lost, Map.of(), Map.of()));
        assertTrue(e.problem().contains(lost.toString()));
    }

    @Test
    void a_missing_file_is_named() {
        HoneException e = assertThrows(HoneException.class, () -> Safetensors.open(file));
        assertTrue(e.problem().contains("no file " + file));
    }

    @Test
    void a_missing_tensor_is_named() throws IOException {
        try (var read = Safetensors.open(fileWith("{}", 0))) {
            assertFalse(read.contains("w"));
            HoneException e = assertThrows(HoneException.class, () -> read.floats("w"));
            assertTrue(e.problem().contains("'w'"));
        }
    }

    @Test
    void reading_the_wrong_type_is_an_error_that_names_it() {
        Safetensors.write(
                file, Map.of("n", TensorData.of(new long[] {1}, 1), "w", TensorData.of(new float[] {1}, 1)), Map.of());
        try (var read = Safetensors.open(file)) {
            assertTrue(assertThrows(HoneException.class, () -> read.floats("n"))
                    .problem()
                    .contains("'n'"));
            assertTrue(assertThrows(HoneException.class, () -> read.longs("w"))
                    .problem()
                    .contains("F32"));
        }
    }

    @Test
    void a_cut_file_is_refused_at_every_length() throws IOException {
        Safetensors.write(file, Map.of("w", TensorData.of(new float[] {1, 2, 3}, 3)), Map.of());
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThrows(HoneException.class, () -> Safetensors.open(file), "length " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000_001, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void an_oversized_header_is_refused_before_it_is_read(long length) throws IOException {
        Files.write(
                file,
                ByteBuffer.allocate(64)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(length)
                        .array());
        assertBroken(file, "the limit is 100 MB");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                                           | not valid JSON",
                "[]                                                                          | not a JSON object",
                "{} x                                                                        | not valid JSON",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"w\":{}}   | property \"w\".",
                "{\"w\":{\"dtype\":\"F32\",\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,8]}} | property \"dtype\".",
                "{\"w\":{\"dtype\":\"F31\",\"shape\":[2],\"data_offsets\":[0,8]}}            | unknown type 'F31'",
                "{\"w\":{\"dtype\":\"f32\",\"shape\":[2],\"data_offsets\":[0,8]}}            | unknown type 'f32'",
                "{\"w\":{\"shape\":[2],\"data_offsets\":[0,8]}}                              | unknown type ''",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}            | 12 bytes, but holds 8",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}           | contains -2",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}          | contains 2.0",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}}              | shape is not an array",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}              | 1 data_offsets",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}            | before it begins",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}           | which has 8 bytes",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}            | after a gap from 0",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}            | its tensors only 4",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}} | impossible shape",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,9223372036854775808]}}   | contains 9223372036854775808",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":1}}    | unknown field 'x'",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | 'b' begins at byte 4, inside",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | inside",
                "{\"__metadata__\":{\"a\":1}}                                                | 'a' is not a text",
                "{\"__metadata__\":[]}                                                       | not an object of texts",
            })
    void a_header_that_lies_is_refused(String header, String part) throws IOException {
        assertBroken(fileWith(header, 8), part);
    }

    @Test
    void a_header_that_is_no_text_is_refused() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes.putLong(2).put((byte) 0xC3).put((byte) 0x28).array());
        assertBroken(file, "not UTF-8");
    }

    @Test
    void a_deeply_nested_header_is_refused() throws IOException {
        assertBroken(fileWith("{\"w\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}", 0), "not valid JSON");
    }

    @Test
    void a_closed_file_can_not_be_read() {
        Safetensors.write(file, Map.of("w", TensorData.of(new float[] {1}, 1)), Map.of());
        Safetensors read = Safetensors.open(file);
        read.close();
        assertThrows(IllegalStateException.class, () -> read.floats("w"));
    }

    @Test
    void data_must_fill_its_shape_and_types_must_fit() {
        assertThrows(IllegalArgumentException.class, () -> TensorData.of(new float[3], 2));
        assertThrows(IllegalArgumentException.class, () -> TensorData.of(new float[3], -3));
        assertThrows(
                IllegalArgumentException.class,
                () -> TensorData.of(new long[3], 3).as(DType.F16));
        assertThrows(
                IllegalArgumentException.class,
                () -> TensorData.of(new float[3], 3).as(DType.I64));
    }
}
