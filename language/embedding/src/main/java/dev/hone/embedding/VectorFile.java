package dev.hone.embedding;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;

/**
 * Vectors by key in one file that only grows: a line that says what is in it, then records of equal length, each with its
 * own checksum. Nothing else is needed to be safe against whatever may happen to the process or the disk:
 *
 * <ul>
 *   <li>A record is written by one append under the file's lock, so processes don't mix theirs.
 *   <li>A killed process leaves part of a record at the end at worst; the next append starts at the last whole one.
 *   <li>A record whose checksum is wrong counts as absent. It will be computed again and appended, and the later of two
 *       records wins.
 *   <li>A file that begins with another line (another encoder, another format, garbage) is begun anew.
 * </ul>
 *
 * <p>Only keys and places are held in memory. No file stays open between calls. Safe for use by several threads.
 */
final class VectorFile {
    /** The first line, padded with spaces. */
    static final int HEADER = 128;

    /** Every process locks the file; threads of one process must not lock it twice, which Java refuses. */
    private static final ReentrantLock ONE_THREAD = new ReentrantLock();

    private static final int RECORDS_AT_ONCE = 256;

    private final Path file;
    private final byte[] header;
    private final int dimension;
    private final int recordBytes;
    private final Map<Key, Long> places = new HashMap<>();
    private long scanned;

    /**
     * @param content what the vectors are, in a few words: other words, other vectors
     * @param dimension numbers a vector
     */
    VectorFile(Path file, String content, int dimension) {
        this.file = file;
        this.dimension = dimension;
        this.recordBytes = Key.BYTES + dimension * Float.BYTES + Integer.BYTES;
        String line = "hone vectors 1, " + content + ", " + dimension;
        if (line.length() >= HEADER) {
            throw new IllegalArgumentException("a name of " + content.length() + " characters");
        }
        this.header = (line + " ".repeat(HEADER - 1 - line.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    int recordBytes() {
        return recordBytes;
    }

    /** The vectors that are stored for these keys. */
    Map<Key, float[]> find(Collection<Key> keys) throws IOException {
        Map<Key, float[]> found = new HashMap<>();
        ONE_THREAD.lock();
        try {
            long size = file.toFile().length();
            if (size == 0) {
                forget();
                return found;
            }
            boolean scanned = this.scanned > 0 && end(size) == this.scanned;
            if (scanned && keys.stream().noneMatch(places::containsKey)) {
                return found; // without opening it: a server asks for one key at a time, most of them new
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                if (!scanned) {
                    try (FileLock _ = channel.lock(0, Long.MAX_VALUE, true)) {
                        scan(channel);
                    }
                }
                ByteBuffer record = ByteBuffer.allocate(recordBytes);
                for (Key key : keys) {
                    Long place = places.get(key);
                    if (place != null) {
                        read(channel, place, record.clear());
                        // the place may be stale where another process began the file anew
                        if (intact(record) && Key.read(record).equals(key)) {
                            found.put(key, vector(record));
                        }
                    }
                }
            }
        } finally {
            ONE_THREAD.unlock();
        }
        return found;
    }

    /** Stores vectors; when it returns they survive the end of this process. */
    void add(Map<Key, float[]> vectors) throws IOException {
        ByteBuffer records = ByteBuffer.allocate(Math.multiplyExact(vectors.size(), recordBytes));
        vectors.forEach((key, vector) -> put(records, key, vector));
        records.flip();
        ONE_THREAD.lock();
        try (FileChannel channel = forWriting();
                FileLock _ = channel.lock()) {
            if (!hasHeader(channel)) {
                channel.truncate(0);
                write(channel, ByteBuffer.wrap(header), 0);
                forget();
                scanned = HEADER;
            }
            long end = end(channel.size());
            write(channel, records, end);
            if (end == scanned) { // nobody else has added anything, so there will be nothing to read
                for (Key key : vectors.keySet()) {
                    places.put(key, scanned);
                    scanned += recordBytes;
                }
            }
        } finally {
            ONE_THREAD.unlock();
        }
    }

    private FileChannel forWriting() throws IOException {
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        try {
            return FileChannel.open(file, options);
        } catch (NoSuchFileException e) { // its folder is made when it is missed, not looked for each time
            Files.createDirectories(file.toAbsolutePath().getParent());
            return FileChannel.open(file, options);
        }
    }

    /** Reads what was appended since the last scan, or everything where the file isn't the one that was scanned. */
    private void scan(FileChannel channel) throws IOException {
        if (!hasHeader(channel)) {
            forget();
            return;
        }
        long end = end(channel.size());
        if (end < scanned || scanned == 0) {
            forget();
            scanned = HEADER;
        }
        ByteBuffer block = ByteBuffer.allocate((int) Math.min((long) RECORDS_AT_ONCE * recordBytes, end - scanned));
        while (scanned < end) {
            block.clear().limit((int) Math.min(block.capacity(), end - scanned));
            read(channel, scanned, block);
            for (int at = 0; at < block.limit(); at += recordBytes) {
                ByteBuffer record = block.slice(at, recordBytes);
                if (intact(record)) {
                    places.put(Key.read(record), scanned + at);
                }
            }
            scanned += block.limit();
        }
    }

    private void forget() {
        places.clear();
        scanned = 0;
    }

    private boolean hasHeader(FileChannel channel) throws IOException {
        if (channel.size() < HEADER) {
            return false;
        }
        ByteBuffer found = ByteBuffer.allocate(HEADER);
        read(channel, 0, found);
        return Arrays.equals(found.array(), header);
    }

    /** Where the last whole record of a file of so many bytes ends. */
    private long end(long size) {
        return HEADER + (size - HEADER) / recordBytes * recordBytes;
    }

    private void put(ByteBuffer to, Key key, float[] vector) {
        if (vector.length != dimension) {
            throw new IllegalArgumentException("a vector of " + vector.length + " numbers, not " + dimension);
        }
        int from = to.position();
        key.write(to);
        for (float value : vector) {
            to.putFloat(value);
        }
        to.putInt(checksum(to.slice(from, recordBytes - Integer.BYTES)));
    }

    /** The vector of a record that has been read up to its key. */
    private float[] vector(ByteBuffer record) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = record.getFloat();
        }
        return vector;
    }

    private boolean intact(ByteBuffer record) {
        int sum = recordBytes - Integer.BYTES;
        return record.getInt(sum) == checksum(record.slice(0, sum));
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    private static void read(FileChannel channel, long place, ByteBuffer into) throws IOException {
        int from = into.position();
        while (into.hasRemaining()) {
            if (channel.read(into, place + into.position() - from) < 0) {
                throw new IOException("the file ended early");
            }
        }
        into.position(from);
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long place) throws IOException {
        while (bytes.hasRemaining()) {
            place += channel.write(bytes, place);
        }
    }
}
