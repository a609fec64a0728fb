package dev.hone.embedding;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of a text in UTF-8: what a vector is stored under, so that no text is kept. */
record Key(long a, long b, long c, long d) {
    static final int BYTES = 32;

    static Key of(byte[] text) {
        try {
            return read(ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Key read(ByteBuffer from) {
        return new Key(from.getLong(), from.getLong(), from.getLong(), from.getLong());
    }

    void write(ByteBuffer to) {
        to.putLong(a).putLong(b).putLong(c).putLong(d);
    }
}
