package dev.hone.tensor;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SequencedSet;

/**
 * An open safetensors file: eight bytes of length, a JSON header, then the tensors' bytes, little-endian and row-major.
 *
 * <p>The file is mapped, so opening costs the header and reading one tensor touches its pages only; the tensor library is
 * not loaded. Everything the header says is checked before the first value is read. Safe for use by several threads; after
 * {@link #close} every read is an error. The format is described at https://github.com/huggingface/safetensors.
 */
public final class Safetensors implements AutoCloseable {
    /** Largest header that is read, in bytes: 100 MB, the reference implementation's limit. */
    public static final long MAX_HEADER_BYTES = 100_000_000;

    private static final ValueLayout.OfShort SHORT = JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT = JAVA_FLOAT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE = JAVA_DOUBLE_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final int CHUNK = 8192;

    private final Path file;
    private final Arena arena;
    private final MemorySegment data;
    private final SafetensorsHeader header;

    private Safetensors(Path file, Arena arena, MemorySegment data, SafetensorsHeader header) {
        this.file = file;
        this.arena = arena;
        this.data = data;
        this.header = header;
    }

    /**
     * Maps a file and checks its header.
     *
     * @throws HoneException if there is no such file, or it is cut off, oversized or contradicts itself
     */
    @SuppressWarnings("MustBeClosedChecker") // the arena lives as long as the object, and close() closes both
    public static Safetensors open(Path file) {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            if (all.byteSize() < Long.BYTES) {
                throw SafetensorsHeader.broken(file, "it has " + all.byteSize() + " bytes");
            }
            long length = all.get(LONG, 0);
            if (length < 0 || length > MAX_HEADER_BYTES) {
                throw SafetensorsHeader.broken(
                        file, "its header claims " + Long.toUnsignedString(length) + " bytes; the limit is 100 MB");
            }
            if (length > all.byteSize() - Long.BYTES) {
                throw SafetensorsHeader.broken(
                        file, "its header claims " + length + " bytes, the file has " + all.byteSize());
            }
            MemorySegment data = all.asSlice(Long.BYTES + length);
            String json = text(file, all.asSlice(Long.BYTES, length).toArray(JAVA_BYTE));
            var header = SafetensorsHeader.parse(file, json, data.byteSize());
            return new Safetensors(file, arena, data, header);
        } catch (NoSuchFileException e) {
            arena.close();
            throw new HoneException("There is no file " + file + ".", "the path has a typing mistake", e);
        } catch (IOException e) {
            arena.close();
            throw new HoneException("The file " + file + " can't be read: " + e + ".", "check its permissions", e);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /**
     * Writes tensors to a file that appears whole or not at all. The bytes depend on names, types, shapes and values only,
     * not on the order of the maps.
     *
     * @throws HoneException if the file can't be written; a file that was there before is then unchanged
     */
    public static void write(Path file, Map<String, TensorData> tensors, Map<String, String> metadata) {
        SafetensorsWriter.write(file, tensors, metadata);
    }

    /** The tensors' names in the order of their bytes. */
    public SequencedSet<String> names() {
        return header.entries().sequencedKeySet();
    }

    public boolean contains(String name) {
        return header.entries().containsKey(name);
    }

    /** The free texts that the writer left; often {@code format: pt}. */
    public Map<String, String> metadata() {
        return Map.copyOf(header.metadata());
    }

    public DType type(String name) {
        return entry(name).type();
    }

    public long[] shape(String name) {
        return entry(name).shape().stream().mapToLong(Long::longValue).toArray();
    }

    /**
     * Reads a tensor of type F32, F16, BF16 or F64 as floats, in row-major order.
     *
     * @throws HoneException if there is no such tensor, or its type is another one
     */
    public float[] floats(String name) {
        SafetensorsHeader.Entry entry = entry(name);
        MemorySegment bytes = data.asSlice(entry.begin(), entry.end() - entry.begin());
        float[] values = new float[count(entry)];
        switch (entry.type()) {
            case F32 -> MemorySegment.copy(bytes, FLOAT, 0, values, 0, values.length);
            case F64 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) bytes.get(DOUBLE, (long) i * Double.BYTES);
                }
            }
            case F16, BF16 -> widen(bytes, values, entry.type() == DType.F16);
            default -> throw wrongType(entry, "a floating-point type");
        }
        return values;
    }

    /**
     * Reads a tensor of type I64, in row-major order.
     *
     * @throws HoneException if there is no such tensor, or its type is another one
     */
    public long[] longs(String name) {
        SafetensorsHeader.Entry entry = entry(name);
        if (entry.type() != DType.I64) {
            throw wrongType(entry, "I64");
        }
        long[] values = new long[count(entry)];
        MemorySegment.copy(data, LONG, entry.begin(), values, 0, values.length);
        return values;
    }

    @Override
    public void close() {
        arena.close();
    }

    /** Goes through a short array in the cache, because the conversions become vector instructions on arrays only. */
    private static void widen(MemorySegment bytes, float[] values, boolean half) {
        short[] chunk = new short[Math.min(CHUNK, values.length)];
        for (int done = 0; done < values.length; done += chunk.length) {
            int n = Math.min(chunk.length, values.length - done);
            MemorySegment.copy(bytes, SHORT, (long) done * Short.BYTES, chunk, 0, n);
            if (half) {
                for (int i = 0; i < n; i++) {
                    values[done + i] = Float.float16ToFloat(chunk[i]);
                }
            } else {
                for (int i = 0; i < n; i++) {
                    values[done + i] = Float.intBitsToFloat(chunk[i] << 16);
                }
            }
        }
    }

    private SafetensorsHeader.Entry entry(String name) {
        SafetensorsHeader.Entry entry = header.entries().get(name);
        if (entry == null) {
            throw new HoneException(
                    "The file " + file + " has no tensor '" + name + "'.", "it belongs to another kind of model");
        }
        return entry;
    }

    private int count(SafetensorsHeader.Entry entry) {
        long count = (entry.end() - entry.begin()) / entry.type().bytes();
        if (count > Integer.MAX_VALUE - 8) {
            throw new HoneException(
                    "The tensor '" + entry.name() + "' of " + file + " has " + count
                            + " values, more than an array holds.",
                    "use a smaller model");
        }
        return (int) count;
    }

    private HoneException wrongType(SafetensorsHeader.Entry entry, String wanted) {
        return new HoneException(
                "The tensor '" + entry.name() + "' of " + file + " is " + entry.type() + " where " + wanted
                        + " is needed.",
                "convert the model to F32, F16 or BF16");
    }

    private static String text(Path file, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw SafetensorsHeader.broken(file, "its header is not UTF-8");
        }
    }
}
