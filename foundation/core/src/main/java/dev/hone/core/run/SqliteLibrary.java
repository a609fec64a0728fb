package dev.hone.core.run;

import dev.hone.core.files.NativeLibraries;
import java.nio.file.Path;
import org.sqlite.JDBC;
import org.sqlite.util.LibraryLoaderUtil;

/** Where the driver finds SQLite's native code: one file for all processes, unless the user named another. */
final class SqliteLibrary {
    private static final String FOLDER = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    private SqliteLibrary() {}

    /** Must come before the first connection, at which the driver loads its library. */
    static void choose() {
        if (System.getProperty(FOLDER) != null) {
            return;
        }
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
        NativeLibraries.file(JDBC.class, resource).map(Path::toAbsolutePath).ifPresent(file -> {
            System.setProperty(FOLDER, String.valueOf(file.getParent()));
            System.setProperty(NAME, String.valueOf(file.getFileName()));
        });
    }
}
