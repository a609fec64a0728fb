package dev.hone.core.files;

import dev.hone.core.Home;
import dev.hone.core.HoneException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.jar.JarEntry;

/**
 * Native libraries that come inside jars, kept as files for every process to load. Left to themselves SQLite and ONNX Runtime
 * unpack theirs into the system's temporary folder at each start and delete them at exit, so that a killed process leaves
 * megabytes there for good. Here each is unpacked once into {@link Home#cache}, under a name with the checksum that the jar
 * states, so that a new version never meets an old file. A lock keeps several processes apart, the file appears by
 * rename, and what a killed process left half-written is overwritten by the next.
 */
public final class NativeLibraries {
    private NativeLibraries() {}

    /**
     * The file of a library; empty if the class path lacks it or nothing can be kept here, and then its owner's own way of
     * unpacking it is as good as any.
     *
     * @param owner a class of the library's jar
     * @param resource absolute name, for example {@code /org/sqlite/native/Linux/x86_64/libsqlitejdbc.so}
     */
    public static Optional<Path> file(Class<?> owner, String resource) {
        return file(owner, resource, Home.cache("native"));
    }

    static Optional<Path> file(Class<?> owner, String resource, Path cache) {
        URL url = owner.getResource(resource);
        if (url == null) {
            return Optional.empty();
        }
        try {
            if (url.getProtocol().equals("file")) {
                return Optional.of(Path.of(URI.create(url.toString())));
            }
            return url.openConnection() instanceof JarURLConnection connection
                    ? Optional.of(unpacked(connection, cache))
                    : Optional.empty();
        } catch (IOException | HoneException _) {
            return Optional.empty();
        }
    }

    private static synchronized Path unpacked(JarURLConnection connection, Path cache) throws IOException {
        JarEntry entry = connection.getJarEntry();
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        Path file = cache.resolve(String.format("%08x-%d", entry.getCrc(), entry.getSize()))
                .resolve(name);
        if (isWhole(file, entry)) {
            return file;
        }
        Files.createDirectories(cache);
        try (FileChannel lock =
                        FileChannel.open(cache.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lock.lock()) {
            if (!isWhole(file, entry)) {
                write(connection, file);
            }
        }
        return file;
    }

    /** A file of another size was cut by hand or by a broken disk; to load it would end the process. */
    private static boolean isWhole(Path file, JarEntry entry) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) == entry.getSize();
    }

    private static void write(JarURLConnection connection, Path file) throws IOException {
        try (InputStream in = connection.getInputStream();
                AtomicFile out = AtomicFile.create(file, true, "part", _ -> {})) {
            in.transferTo(out.stream());
            out.commit();
        }
    }
}
