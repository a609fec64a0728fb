package dev.hone.mujoco;

import dev.hone.core.HoneException;
import dev.hone.core.files.AtomicFile;
import dev.hone.core.files.FileErrors;
import dev.hone.core.files.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The engine's five native files, carried as resources and unpacked once into Hone's cache. Each is compared with its
 * SHA-256 at every start: a file cut short would not give an error when loaded but end the process. A damaged copy in
 * the cache is replaced; a damaged resource is an error. Files appear by rename, so several processes may start at once.
 */
final class NativeFiles {
    private static final String LIST = "files.sha256";

    private final Function<String, @Nullable InputStream> resources;
    private final Path folder;

    /**
     * @param resources opens a resource by its bare name, or gives null
     * @param folder where the files are unpacked
     */
    NativeFiles(Function<String, @Nullable InputStream> resources, Path folder) {
        this.resources = resources;
        this.folder = folder;
    }

    /**
     * The files in the order in which they must be loaded, the engine last.
     *
     * @throws EngineUnavailableException if a resource is missing or altered
     */
    List<Path> unpacked() {
        List<Path> files = new ArrayList<>();
        for (String line :
                new String(read(LIST), StandardCharsets.UTF_8).lines().toList()) {
            String hash = line.substring(0, 64);
            files.add(unpacked(line.substring(66), hash));
        }
        return files;
    }

    private Path unpacked(String name, String hash) {
        Path file = folder.resolve(name);
        if (Files.isRegularFile(file) && Hash.of(file).equals(hash)) {
            return file;
        }
        byte[] content = read(name);
        try (AtomicFile out = AtomicFile.create(file, true)) {
            out.stream().write(content);
            out.commit();
        } catch (IOException e) {
            throw FileErrors.writing(file, e);
        }
        if (!Hash.of(file).equals(hash)) {
            delete(file);
            throw new EngineUnavailableException(
                    "The physics engine's file " + name + " inside this build is not the one it should be (SHA-256 "
                            + hash + ").",
                    "build again from a fresh checkout");
        }
        return file;
    }

    private byte[] read(String name) {
        try (InputStream in = resources.apply(name)) {
            if (in == null) {
                throw new EngineUnavailableException(
                        "The physics engine's file " + name + " is missing in this build.",
                        "build again from a fresh checkout; Git keeps it in control/mujoco/src/main/resources");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new HoneException(
                    "The physics engine's file " + name + " can't be read: " + e.getMessage() + ".",
                    "build again from a fresh checkout",
                    e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw FileErrors.writing(file, e);
        }
    }
}
