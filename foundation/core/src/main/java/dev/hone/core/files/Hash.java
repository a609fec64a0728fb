package dev.hone.core.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256, as 64 hexadecimal digits, of texts, files and folders; files are read in pieces. */
public final class Hash {
    private Hash() {}

    /** The hash of a text's UTF-8 bytes. */
    public static String of(String text) {
        return hex(digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The hash of a file's bytes, or of a folder: of the relative path and hash of every file below it, in order of path.
     * Times and permissions don't count.
     *
     * @throws dev.hone.core.HoneException if it is missing or can't be read
     */
    public static String of(Path place) {
        try {
            return hex(Files.isDirectory(place) ? folder(place) : file(place));
        } catch (IOException e) {
            throw FileErrors.reading(place, e);
        }
    }

    private static byte[] file(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] piece = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                digest.update(piece, 0, n);
            }
        }
        return digest.digest();
    }

    private static byte[] folder(Path folder) throws IOException {
        MessageDigest digest = sha256();
        for (String name : names(folder)) {
            digest.update(digest(name.getBytes(StandardCharsets.UTF_8))); // fixed length: no two listings look alike
            digest.update(file(folder.resolve(name)));
        }
        return digest.digest();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static byte[] digest(byte[] bytes) {
        return sha256().digest(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
