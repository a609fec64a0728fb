package dev.hone.cli;

import dev.hone.core.HoneException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output for results. {@link System#out} swallows its failures, so a full disk behind {@code >} would look like success. */
final class StandardOutput extends OutputStream {
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    /** A new view of the one standard output; what was printed before comes before. */
    static StandardOutput open() {
        System.out.flush();
        return new StandardOutput();
    }

    /**
     * Refuses a command whose sentences and tables did not get out.
     *
     * @throws HoneException if anything printed so far was lost
     */
    static void requireWritten() {
        if (System.out.checkError()) {
            throw lost("not all of it could be written");
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw lost(String.valueOf(e.getMessage()));
        }
    }

    private static HoneException lost(String reason) {
        return new HoneException(
                "Writing to standard output failed: " + reason + ".",
                "the disk is full, or what reads it ended early; --out FILE or --json FILE appears whole or not at all");
    }
}
