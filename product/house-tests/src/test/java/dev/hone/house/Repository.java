package dev.hone.house;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the checkout is. */
final class Repository {
    private Repository() {}

    /** The folder that holds the launcher, found from the module's own folder, where Maven starts the tests. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("hone"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("no launcher above " + Path.of("").toAbsolutePath());
        }
        return folder;
    }
}
