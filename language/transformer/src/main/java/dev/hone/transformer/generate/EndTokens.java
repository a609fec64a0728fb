package dev.hone.transformer.generate;

import dev.hone.core.HoneException;
import dev.hone.transformer.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The ids with which a model ends a text: those of {@code generation_config.json}, else those of {@code config.json}. */
final class EndTokens {
    private static final String KEY = "eos_token_id";

    private EndTokens() {}

    /** The ids below {@code vocabulary}; none where neither file names one. */
    static BitSet read(Path folder, int vocabulary) {
        Path generation = folder.resolve("generation_config.json");
        if (Files.isRegularFile(generation)) {
            JsonObject file = JsonObject.read(generation, "fetch it again");
            if (file.node().hasNonNull(KEY)) {
                return ids(file, vocabulary);
            }
        }
        return ids(JsonObject.read(folder.resolve("config.json"), "point at a model folder"), vocabulary);
    }

    private static BitSet ids(JsonObject file, int vocabulary) {
        BitSet ids = new BitSet();
        JsonNode value = file.node().path(KEY);
        for (JsonNode id : value.isArray() ? value.values() : List.of(value)) {
            if (id.isMissingNode() || id.isNull()) {
                continue;
            }
            if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0 || id.intValue() >= vocabulary) {
                throw new HoneException(
                        file.place() + " has '" + KEY + "': " + value + "; the model's ids are 0 to " + (vocabulary - 1)
                                + ".",
                        "the file belongs to another model; fetch it again");
            }
            ids.set(id.intValue());
        }
        return ids;
    }
}
