package dev.hone.core.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A stream whose failures name the file that the user asked for, and not the hidden one beside it. */
final class PlacedStream extends OutputStream {
    private final Path place;
    private final OutputStream out;

    PlacedStream(Path place, OutputStream out) {
        this.place = place;
        this.out = out;
    }

    @Override
    public void write(int b) {
        try {
            out.write(b);
        } catch (IOException e) {
            throw FileErrors.writing(place, e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw FileErrors.writing(place, e);
        }
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw FileErrors.writing(place, e);
        }
    }
}
