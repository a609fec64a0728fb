package dev.hone.core.files;

import dev.hone.core.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Writes UTF-8 lines to a file that appears whole at {@link #commit()} (see {@link AtomicFile}), or to a stream. A name that
 * ends in {@code .gz} is compressed; the same lines always give the same bytes, since Java's gzip header holds no time.
 */
public final class LineWriter implements AutoCloseable {
    private final Optional<AtomicFile> file;
    private final OutputStream out;

    private LineWriter(Optional<AtomicFile> file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /** Begins a file; fails at once if it exists and may not be overwritten. */
    public static LineWriter create(Path target, boolean overwrite) {
        return to(AtomicFile.create(target, overwrite));
    }

    /** Writes into a file already begun; closing this closes it. */
    public static LineWriter to(AtomicFile file) {
        boolean gzip = file.target().toString().endsWith(".gz");
        return new LineWriter(Optional.of(file), gzip ? gzip(file.stream()) : file.stream());
    }

    /** Writes to a stream that somebody else owns, for example standard output. */
    public static LineWriter to(OutputStream stream) {
        return new LineWriter(Optional.empty(), stream);
    }

    /** Writes one line; {@code text} holds no line end. */
    public void write(String text) {
        if (text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a line with a line end in it");
        }
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a value as one line of JSON. */
    public void writeJson(Object value) {
        write(Json.write(value));
    }

    /** Makes the file appear; for a stream, flushes it. Nothing may be written afterwards. */
    public void commit() {
        try {
            if (out instanceof GZIPOutputStream gzip) {
                gzip.finish();
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file.ifPresent(AtomicFile::commit);
    }

    @Override
    public void close() {
        file.ifPresent(AtomicFile::close);
    }

    private static OutputStream gzip(OutputStream stream) {
        try {
            return new GZIPOutputStream(stream, 1 << 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
