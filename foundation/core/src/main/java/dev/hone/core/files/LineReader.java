package dev.hone.core.files;

import dev.hone.core.HoneException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a UTF-8 text, one at a time, with their numbers. Compressed input is recognised by its first two bytes, whatever
 * its name; a line longer than the bound is an error rather than a full heap. Both {@code \n} and {@code \r\n} end a line, and a
 * byte order mark at the start is dropped.
 */
public final class LineReader implements AutoCloseable {
    /** Longest line read unless told otherwise, in bytes: 64 MiB. */
    public static final int LONGEST_LINE = 64 << 20;

    private final String name;
    private final InputStream in;
    private final int longest;
    private final byte[] piece = new byte[1 << 16];
    private int position;
    private int limit;
    private byte[] line = new byte[1 << 10];
    private long number;

    private LineReader(String name, InputStream in, int longest) {
        this.name = name;
        this.in = in;
        this.longest = longest;
    }

    /** Opens a file, plain or gzip. */
    public static LineReader open(Path file) {
        return open(file, LONGEST_LINE);
    }

    /** Opens a file, plain or gzip, whose lines have at most {@code longest} bytes. */
    public static LineReader open(Path file, int longest) {
        try {
            if (Files.isDirectory(file)) {
                throw new IOException("it is a folder");
            }
            return of(file.toString(), Files.newInputStream(file), longest);
        } catch (IOException e) {
            throw FileErrors.reading(file, e);
        }
    }

    /** Reads a stream, plain or gzip, under the name that errors shall use; closing the reader closes the stream. */
    public static LineReader of(String name, InputStream stream, int longest) {
        try {
            BufferedInputStream buffered = new BufferedInputStream(stream, 1 << 16);
            buffered.mark(2);
            boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
            buffered.reset();
            return new LineReader(name, gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered, longest);
        } catch (IOException e) {
            throw unreadable(name, 1, e);
        }
    }

    /** The next line without its end, or empty after the last. */
    public Optional<String> next() {
        try {
            int length = fill();
            if (length < 0) {
                return Optional.empty();
            }
            number++;
            if (length > 0 && line[length - 1] == '\r') {
                length--;
            }
            return Optional.of(decode(length));
        } catch (IOException e) {
            throw unreadable(name, number + 1, e);
        }
    }

    /** The number of the line that {@link #next()} gave last, from 1; 0 before the first. */
    public long number() {
        return number;
    }

    public String name() {
        return name;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(name, number, e);
        }
    }

    /** Bytes of the next line, now in {@code line}; -1 at the end of the input. */
    private int fill() throws IOException {
        int length = 0;
        boolean any = false;
        while (true) {
            if (position == limit) {
                limit = in.read(piece);
                position = 0;
                if (limit < 0) {
                    limit = 0;
                    return any ? length : -1;
                }
            }
            any |= position < limit;
            int end = position;
            while (end < limit && piece[end] != '\n') {
                end++;
            }
            length = append(length, end);
            if (end < limit) {
                position = end + 1;
                return length;
            }
            position = end;
        }
    }

    private int append(int length, int end) {
        int total = length + (end - position);
        if (total > longest) {
            throw new HoneException(
                    name + " line " + (number + 1) + " has more than " + longest + " bytes.",
                    "the file is not text in lines, or its lines were joined");
        }
        if (total > line.length) {
            line = Arrays.copyOf(line, Math.max(total, (int) Math.min(longest, 2L * line.length)));
        }
        System.arraycopy(piece, position, line, length, end - position);
        return total;
    }

    private String decode(int length) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line, 0, length))
                    .toString();
            return number == 1 && text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new HoneException(name + " line " + number + " is not UTF-8.", "save the file as UTF-8", e);
        }
    }

    private static HoneException unreadable(String name, long number, IOException cause) {
        return new HoneException(
                "Reading " + name + " failed at line " + number + ": " + cause.getMessage() + ".",
                "the file was cut short; copy or make it again",
                cause);
    }
}
