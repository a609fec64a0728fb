package dev.hone.tensor;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes safetensors files. Tensors are sorted by size of element, widest first, then by name: so every one of them is
 * aligned to its elements, and equal tensors give equal bytes.
 */
final class SafetensorsWriter {
    private static final int ALIGNMENT = 8;
    private static final int CHUNK = 8192;

    private SafetensorsWriter() {}

    static void write(Path file, Map<String, TensorData> tensors, Map<String, String> metadata) {
        Path target = file.toAbsolutePath();
        Path partial = target.resolveSibling(target.getFileName() + ".partial");
        try {
            try (FileChannel channel = FileChannel.open(
                    partial,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                writeTo(out, tensors, metadata);
                out.flush();
                channel.force(true);
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(partial);
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw new HoneException(
                    "The file " + file + " can't be written: " + e + ".",
                    "the disk is full or the folder is missing",
                    e);
        }
    }

    private static void writeTo(OutputStream out, Map<String, TensorData> tensors, Map<String, String> metadata)
            throws IOException {
        List<Map.Entry<String, TensorData>> sorted = tensors.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, TensorData> e) ->
                                -e.getValue().type().bytes())
                        .thenComparing(Map.Entry::getKey))
                .toList();
        byte[] header = header(sorted, metadata);
        out.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        out.write(header);
        for (Map.Entry<String, TensorData> entry : sorted) {
            writeValues(out, entry.getValue());
        }
    }

    private static byte[] header(List<Map.Entry<String, TensorData>> sorted, Map<String, String> metadata) {
        var fields = new LinkedHashMap<String, Object>();
        if (!metadata.isEmpty()) {
            fields.put(SafetensorsHeader.METADATA, new TreeMap<>(metadata));
        }
        long offset = 0;
        for (Map.Entry<String, TensorData> entry : sorted) {
            if (entry.getKey().equals(SafetensorsHeader.METADATA)) {
                throw new IllegalArgumentException("no tensor can have the name " + SafetensorsHeader.METADATA);
            }
            TensorData tensor = entry.getValue();
            var field = new LinkedHashMap<String, Object>();
            field.put("dtype", tensor.type().name());
            field.put("shape", tensor.shape());
            field.put("data_offsets", new long[] {offset, offset + tensor.bytes()});
            fields.put(entry.getKey(), field);
            offset += tensor.bytes();
        }
        byte[] json = Json.write(fields).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    private static void writeValues(OutputStream out, TensorData tensor) throws IOException {
        DType type = tensor.type();
        int count = (int) (tensor.bytes() / type.bytes());
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            switch (type) {
                case I64 -> buffer.putLong(tensor.longs()[i]);
                case F16 -> buffer.putShort(Float.floatToFloat16(tensor.floats()[i]));
                case BF16 -> buffer.putShort(bfloat(tensor.floats()[i]));
                default -> buffer.putFloat(tensor.floats()[i]);
            }
            if (!buffer.hasRemaining() || i == count - 1) {
                out.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        }
    }

    /** The upper half of a float's bits, rounded to nearest, ties to even; a NaN stays one. */
    private static short bfloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> 16) | 0x40);
        }
        return (short) ((bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16);
    }
}
