package dev.hone.transformer;

import dev.hone.core.Home;
import dev.hone.core.HoneException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The models that come with Hone, as Hugging Face folders on disk. Where the class path holds them as plain files they are
 * used in place. From a jar they are unpacked once into {@link Home#cache}, under a name that ends in a hash of the jar's
 * checksums, so that a new version never meets old files; a lock and a rename keep several processes apart, and what a
 * killed one left half-written is overwritten by the next.
 */
public final class EmbeddedModels {
    private static final String ROOT = "dev/hone/embedded/";

    private EmbeddedModels() {}

    /** The names that {@link #folder} knows. */
    public static List<String> names() {
        return List.of("arithmetic", "stories15m");
    }

    /**
     * The folder of a model: {@code config.json}, {@code tokenizer.json}, {@code model.safetensors} and so on.
     *
     * @throws HoneException if there is no such model or its files aren't on the class path
     */
    public static Path folder(String name) {
        if (!names().contains(name)) {
            throw new HoneException(
                    "There is no embedded model '" + name + "'.",
                    "use one of " + String.join(", ", names()) + ", or the path of a Hugging Face folder");
        }
        URL config = EmbeddedModels.class.getClassLoader().getResource(ROOT + name + "/config.json");
        if (config == null) {
            throw new HoneException(
                    "The files of the embedded model '" + name + "' aren't on the class path.",
                    "add the artefact dev.hone:hone-embedded to it");
        }
        return folder(name, config, Home.cache("models"));
    }

    static Path folder(String name, URL config, Path cache) {
        try {
            if (config.getProtocol().equals("file")) {
                return Path.of(URI.create(config.toString())).resolveSibling("");
            }
            JarURLConnection connection = (JarURLConnection) config.openConnection();
            connection.setUseCaches(false);
            try (JarFile jar = connection.getJarFile()) {
                String root = connection
                        .getEntryName()
                        .substring(0, connection.getEntryName().lastIndexOf('/') + 1);
                return unpacked(jar, root, name, cache);
            }
        } catch (IOException e) {
            throw new HoneException(
                    "The embedded model '" + name + "' can't be unpacked into " + cache + ": " + e + ".",
                    "free some space there, or set HONE_HOME to a folder that can be written",
                    e);
        }
    }

    private static synchronized Path unpacked(JarFile jar, String root, String name, Path cache) throws IOException {
        List<JarEntry> entries = jar.stream()
                .filter(e -> e.getName().startsWith(root) && !e.isDirectory())
                .sorted(Comparator.comparing(JarEntry::getName))
                .toList();
        String key = name + "-" + hash(entries);
        Path folder = cache.resolve(key);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Files.createDirectories(cache);
        try (FileChannel lock =
                        FileChannel.open(cache.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lock.lock()) {
            if (!Files.isDirectory(folder)) {
                Path part = cache.resolve("." + key + ".part");
                Files.createDirectories(part);
                for (JarEntry entry : entries) {
                    Path file = part.resolve(entry.getName().substring(root.length()));
                    try (InputStream in = jar.getInputStream(entry)) {
                        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                    }
                    flush(file);
                }
                Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return folder;
    }

    /** So that no rename gets to the disk before the bytes it vouches for. */
    private static void flush(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Of names, sizes and checksums as the jar's directory lists them: nothing is read but that. */
    private static String hash(List<JarEntry> entries) {
        StringBuilder list = new StringBuilder();
        for (JarEntry e : entries) {
            list.append(e.getName())
                    .append(' ')
                    .append(e.getSize())
                    .append(' ')
                    .append(e.getCrc())
                    .append('\n');
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(list.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException("every Java has SHA-256", e));
        }
    }
}
