package dev.hone.serve.http;

import dev.hone.core.HoneException;
import dev.hone.core.files.FileErrors;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The keys that clients may show. Only their hashes are kept, and a shown key is compared with all of them whole, so that the
 * time taken says nothing about how much of it was right.
 */
public final class Keys {
    private final List<byte[]> hashes;

    private Keys(List<byte[]> hashes) {
        this.hashes = hashes;
    }

    /** These keys, at least one. */
    public static Keys of(List<String> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no keys");
        }
        return new Keys(keys.stream().map(Keys::hash).toList());
    }

    /**
     * The keys of a file: one a line, of printable ASCII without spaces. Empty lines and lines that begin with {@code #} are
     * left out.
     *
     * @throws HoneException if the file can't be read, holds no key, or has a line that can't be one; never with a key in it
     */
    public static Keys read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new HoneException("Key file " + file + " is not text.", "it is another file", e);
        } catch (IOException e) {
            throw FileErrors.reading(file, e);
        }
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (!line.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new HoneException(
                        "Key file " + file + " line " + (i + 1)
                                + " holds characters that no client can send in a header.",
                        "two keys stand on one line, or a comment doesn't begin with #");
            }
            keys.add(line);
        }
        if (keys.isEmpty()) {
            throw new HoneException(
                    "Key file " + file + " holds no key.", "write one key a line, such as 32 random letters");
        }
        return of(keys);
    }

    /** Whether this is one of the keys. */
    public boolean accepts(String shown) {
        byte[] hash = hash(shown);
        boolean found = false;
        for (byte[] key : hashes) {
            found |= MessageDigest.isEqual(key, hash);
        }
        return found;
    }

    /**
     * Whether a request may pass: its {@code Authorization} is {@code Bearer KEY}; or, to look at something from a browser,
     * {@code Basic} with the key as the password. Browsers send the latter with every request once it was typed, whichever
     * page caused it, so that it opens only what has no effect: {@code GET} and {@code HEAD}.
     */
    boolean admit(String method, Optional<String> authorization) {
        String[] words = authorization.orElse("").strip().split(" +", 2);
        if (words.length < 2) {
            return false;
        }
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> accepts(words[1]);
            case "basic" -> (method.equals("GET") || method.equals("HEAD")) && accepts(password(words[1]));
            default -> false;
        };
    }

    private static String password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
