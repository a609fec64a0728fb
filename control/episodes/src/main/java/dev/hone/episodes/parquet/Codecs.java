package dev.hone.episodes.parquet;

import io.airlift.compress.Compressor;
import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compression in Java alone: what the Parquet library comes with calls native code, which every process would unpack into the
 * temporary folder again. Pages are written with Zstandard and read with that, Snappy, LZ4 (raw), gzip or none.
 */
final class Codecs implements CompressionCodecFactory {
    /** What pages are written with. */
    static final CompressionCodecName WRITTEN = CompressionCodecName.ZSTD;

    /** Bytes of one page in and out. */
    private interface Unpacking {
        byte[] unpack(byte[] packed, int size) throws IOException;
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        if (name != WRITTEN) {
            throw new UnsupportedOperationException("writing " + name);
        }
        return new Packer(new ZstdCompressor());
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        return switch (name) {
            case UNCOMPRESSED -> new Unpacker((packed, _) -> packed);
            case ZSTD -> new Unpacker(with(new ZstdDecompressor()));
            case SNAPPY -> new Unpacker(with(new SnappyDecompressor()));
            case LZ4_RAW -> new Unpacker(with(new Lz4Decompressor()));
            case GZIP -> new Unpacker(Codecs::gunzip);
            case LZO, BROTLI, LZ4 -> throw new UnsupportedOperationException("compression " + name);
        };
    }

    private static Unpacking with(Decompressor decompressor) {
        return (packed, size) -> {
            byte[] page = new byte[size];
            decompressor.decompress(packed, 0, packed.length, page, 0, size);
            return page;
        };
    }

    private static byte[] gunzip(byte[] packed, int size) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readNBytes(size);
        }
    }

    @Override
    public void release() {}

    private record Packer(Compressor compressor) implements BytesInputCompressor {
        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            byte[] page = bytes.toInputStream().readAllBytes();
            byte[] packed = new byte[compressor.maxCompressedLength(page.length)];
            int size = compressor.compress(page, 0, page.length, packed, 0, packed.length);
            return BytesInput.from(packed, 0, size);
        }

        @Override
        public CompressionCodecName getCodecName() {
            return WRITTEN;
        }

        @Override
        public void release() {}
    }

    private record Unpacker(Unpacking unpacking) implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            return BytesInput.from(unpacking.unpack(bytes.toInputStream().readAllBytes(), size));
        }

        @Override
        public void decompress(ByteBuffer packed, int packedSize, ByteBuffer page, int size) throws IOException {
            byte[] bytes = new byte[packedSize];
            packed.get(bytes);
            page.put(unpacking.unpack(bytes, size));
        }

        @Override
        public void release() {}
    }
}
