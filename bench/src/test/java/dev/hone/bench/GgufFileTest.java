package dev.hone.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class GgufFileTest {
    private static ByteBuffer written(SequencedMap<String, GgufValue> metadata, GgufTensor... tensors)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GgufFile.write(out, metadata, List.of(tensors));
        return ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(ByteBuffer file) {
        byte[] bytes = new byte[Math.toIntExact(file.getLong())];
        file.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void the_head_is_as_the_format_describes_it() throws IOException {
        SequencedMap<String, GgufValue> metadata = new LinkedHashMap<>();
        metadata.put("name", new GgufValue.Text("é"));
        metadata.put("ids", new GgufValue.Wholes(List.of(7, 8)));
        ByteBuffer file = written(metadata, new GgufTensor("w", GgufEncoding.F32, new float[6], 2, 3));

        assertEquals(0x46554747, file.getInt(), "GGUF");
        assertEquals(3, file.getInt(), "version");
        assertEquals(1, file.getLong(), "tensors");
        assertEquals(2, file.getLong(), "metadata");
        assertEquals("name", text(file));
        assertEquals(8, file.getInt());
        assertEquals("é", text(file));
        assertEquals("ids", text(file));
        assertEquals(9, file.getInt());
        assertEquals(5, file.getInt());
        assertEquals(2, file.getLong());
        assertEquals(7, file.getInt());
        assertEquals(8, file.getInt());
        assertEquals("w", text(file));
        assertEquals(2, file.getInt(), "dimensions");
        assertEquals(3, file.getLong(), "columns come first");
        assertEquals(2, file.getLong());
        assertEquals(0, file.getInt(), "float32");
        assertEquals(0, file.getLong(), "offset");
    }

    @Test
    void every_tensor_begins_at_a_multiple_of_32_bytes() throws IOException {
        GgufTensor first = new GgufTensor("a", GgufEncoding.F32, new float[] {1, 2, 3}, 3);
        GgufTensor second = new GgufTensor("b", GgufEncoding.F32, new float[] {4}, 1);
        ByteBuffer file = written(new LinkedHashMap<>(), first, second);
        int end = file.capacity();
        assertEquals(0, end % 32);
        assertEquals(2, file.getFloat(end - 64 + 4));
        assertEquals(4, file.getFloat(end - 32));
    }

    @Test
    void eight_bits_keep_every_value_to_half_a_step() {
        float[] values = new float[96];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < 32 ? 0 : (float) Math.sin(i) * (i < 64 ? 3 : 0.01f);
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(GgufEncoding.Q8_0.bytes(values.length)))
                .order(ByteOrder.LITTLE_ENDIAN);
        GgufEncoding.Q8_0.put(values, bytes);
        assertEquals(0, bytes.remaining());
        bytes.flip();
        for (int i = 0; i < values.length; i += 32) {
            float scale = Float.float16ToFloat(bytes.getShort());
            for (int j = i; j < i + 32; j++) {
                // the scale itself is rounded to 11 bits, which moves the largest values by a sixteenth of a step
                assertEquals(values[j], bytes.get() * scale, 0.57f * scale, "value " + j);
            }
        }
    }

    @Test
    void a_shape_that_does_not_fit_its_values_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new GgufTensor("w", GgufEncoding.F32, new float[5], 2, 3));
        assertThrows(
                IllegalArgumentException.class, () -> new GgufTensor("w", GgufEncoding.Q8_0, new float[48], 2, 24));
    }

    @Test
    void rotated_halves_become_neighbours_within_each_head() {
        float[] rows = {0, 1, 2, 3, 10, 11, 12, 13}; // two heads of width 4, one column
        float[] expected = {0, 2, 1, 3, 10, 12, 11, 13};
        float[] interleaved = LlamaGguf.interleaved(rows, 4, 1);
        for (int i = 0; i < rows.length; i++) {
            assertEquals(expected[i], interleaved[i], "row " + i);
        }
    }
}
