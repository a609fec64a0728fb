package dev.hone.core;

import java.nio.file.Path;

/**
 * Hone's own folder: runs, caches and nothing a user would miss but the runs. The system property {@code hone.home}
 * names it, else the environment variable {@code HONE_HOME}, else it is {@code .hone} in the user's home. Nothing here
 * is created before something is written into it.
 */
public final class Home {
    private Home() {}

    /** Hone's own folder, absolute; it need not exist yet. */
    public static Path folder() {
        return folder(
                System.getProperty("hone.home", ""),
                System.getenv().getOrDefault("HONE_HOME", ""),
                System.getProperty("user.home", "."));
    }

    static Path folder(String property, String environment, String userHome) {
        if (!property.isBlank()) {
            return Path.of(property).toAbsolutePath().normalize();
        }
        if (!environment.isBlank()) {
            return Path.of(environment).toAbsolutePath().normalize();
        }
        return Path.of(userHome, ".hone").toAbsolutePath().normalize();
    }

    /** Where runs live unless a command says otherwise. */
    public static Path runs() {
        return folder().resolve("runs");
    }

    /** A folder of things that can be made again, for example {@code cache("embeddings")}. */
    public static Path cache(String name) {
        return folder().resolve("cache").resolve(name);
    }
}
