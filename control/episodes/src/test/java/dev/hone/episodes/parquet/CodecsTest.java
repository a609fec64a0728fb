package dev.hone.episodes.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodecsTest {
    private static final byte[] PAGE =
            "grasp, lift, turn, insert, screw; ".repeat(200).getBytes(StandardCharsets.UTF_8);

    private final Codecs codecs = new Codecs();

    private static byte[] packed(CompressionCodecName name) throws IOException {
        return switch (name) {
            case SNAPPY -> packed(new SnappyCompressor());
            case LZ4_RAW -> packed(new Lz4Compressor());
            case ZSTD -> packed(new ZstdCompressor());
            case GZIP -> gzip();
            default -> PAGE;
        };
    }

    private static byte[] packed(Compressor compressor) {
        byte[] packed = new byte[compressor.maxCompressedLength(PAGE.length)];
        int size = compressor.compress(PAGE, 0, PAGE.length, packed, 0, packed.length);
        return Arrays.copyOf(packed, size);
    }

    private static byte[] gzip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(PAGE);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "LZ4_RAW", "ZSTD"})
    void pages_of_every_usual_compression_are_read(CompressionCodecName name) throws IOException {
        BytesInput page = codecs.getDecompressor(name).decompress(BytesInput.from(packed(name)), PAGE.length);
        assertArrayEquals(PAGE, page.toInputStream().readAllBytes());
    }

    @ParameterizedTest
    @EnumSource(names = {"SNAPPY", "GZIP", "ZSTD"})
    void pages_in_buffers_are_read_too(CompressionCodecName name) throws IOException {
        byte[] packed = packed(name);
        ByteBuffer page = ByteBuffer.allocate(PAGE.length);
        codecs.getDecompressor(name).decompress(ByteBuffer.wrap(packed), packed.length, page, PAGE.length);
        assertArrayEquals(PAGE, page.array());
    }

    @ParameterizedTest
    @EnumSource(names = {"LZO", "BROTLI", "LZ4"})
    void others_are_refused_by_name(CompressionCodecName name) {
        UnsupportedOperationException e =
                assertThrows(UnsupportedOperationException.class, () -> codecs.getDecompressor(name));
        assertEquals("compression " + name, e.getMessage());
    }

    @Test
    void pages_are_written_smaller_and_only_with_one_compression() throws IOException {
        BytesInput packed = codecs.getCompressor(Codecs.WRITTEN).compress(BytesInput.from(PAGE));
        assertTrue(packed.size() < PAGE.length / 10, () -> packed.size() + " bytes");
        assertEquals(Codecs.WRITTEN, codecs.getCompressor(Codecs.WRITTEN).getCodecName());
        byte[] back = codecs.getDecompressor(Codecs.WRITTEN)
                .decompress(packed, PAGE.length)
                .toInputStream()
                .readAllBytes();
        assertArrayEquals(PAGE, back);
        assertThrows(UnsupportedOperationException.class, () -> codecs.getCompressor(CompressionCodecName.SNAPPY));
    }
}
