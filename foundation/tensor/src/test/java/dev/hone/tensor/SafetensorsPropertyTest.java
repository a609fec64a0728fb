package dev.hone.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;

class SafetensorsPropertyTest {
    @Property(tries = 100)
    void any_tensors_come_back(
            @ForAll @Size(max = 5) @UniqueElements List<@StringLength(max = 20) String> names, @ForAll float[] values)
            throws IOException {
        Path file = Files.createTempFile("any", ".safetensors");
        try {
            var tensors = new HashMap<String, TensorData>();
            names.stream().filter(n -> isText(n)).forEach(n -> tensors.put(n, TensorData.of(values, values.length)));
            Safetensors.write(file, tensors, Map.of());
            try (var read = Safetensors.open(file)) {
                assertEquals(tensors.keySet(), read.names());
                tensors.keySet().forEach(n -> assertArrayEquals(values, read.floats(n)));
            }
        } finally {
            Files.delete(file);
        }
    }

    /** Half a surrogate pair has no UTF-8. */
    private static boolean isText(String name) {
        return name.chars().noneMatch(c -> Character.isSurrogate((char) c));
    }

    @Property(tries = 500)
    void a_changed_byte_is_refused_or_harmless(@ForAll @IntRange(max = 400) int place, @ForAll byte value)
            throws IOException {
        Path file = Files.createTempFile("changed", ".safetensors");
        try {
            Safetensors.write(
                    file,
                    Map.of(
                            "a", TensorData.of(new float[] {1, 2, 3, 4}, 2, 2),
                            "b", TensorData.of(new long[] {5}, 1),
                            "c", TensorData.of(new float[] {6, 7}, 2).as(DType.F16)),
                    Map.of("format", "pt"));
            byte[] bytes = Files.readAllBytes(file);
            bytes[place % bytes.length] = value;
            Files.write(file, bytes);
            try (var read = Safetensors.open(file)) {
                for (String name : read.names()) {
                    if (read.type(name).isFloat()) {
                        read.floats(name);
                    } else if (read.type(name) == DType.I64) {
                        read.longs(name);
                    }
                }
            } catch (HoneException refused) {
                assertTrue(refused.problem().contains(file.toString()), refused.problem());
            }
        } finally {
            Files.delete(file);
        }
    }
}
