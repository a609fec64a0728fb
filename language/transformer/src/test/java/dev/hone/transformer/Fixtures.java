package dev.hone.transformer;

import dev.hone.core.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

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

    /** The 1,000 strings of the tokenizer fixtures. */
    public static List<String> strings() {
        return List.of(Json.MAPPER.convertValue(json("strings.json"), String[].class));
    }

    /** What a tokenizer is to make of them, without the tokens that a post-processor adds. */
    public static List<int[]> ids(String folder) {
        return List.of(Json.MAPPER.convertValue(json(folder + "/ids.json"), int[][].class));
    }

    private static JsonNode json(String name) {
        try {
            return Json.read(Files.readString(path(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
