package dev.hone.transformer;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** Where the reference fixtures are; see the README.md beside them. */
public final class Fixtures {
    private Fixtures() {}

    /** A file or folder under {@code fixtures/}, for example {@code llama/f32}. */
    public static Path path(String name) {
        URL readme = Objects.requireNonNull(Fixtures.class.getResource("/fixtures/README.md"));
        try {
            return Path.of(readme.toURI()).resolveSibling(name);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
