package dev.hone.transformer.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.core.Json;
import dev.hone.tensor.Safetensors;
import dev.hone.transformer.Decoder;
import dev.hone.transformer.EmbeddedModels;
import dev.hone.transformer.Fixtures;
import dev.hone.transformer.Rows;
import dev.hone.transformer.kernel.ScalarKernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Against what the families' own code computes from the same files; see the fixtures' README. */
class ReferenceTest {
    private static final float TOLERANCE = 1e-4f;

    private static int[] ids(Safetensors file, String name) {
        return Arrays.stream(file.longs(name)).mapToInt(Math::toIntExact).toArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "llama/gqa",
                "llama/linear",
                "llama/llama3",
                "llama/bias-sharded",
                "qwen2/tied",
                "qwen3/norms",
                "qwen3/parameters",
                "gpt2/prefixed",
                "gpt2/hub"
            })
    void logitsAndHiddenStatesOfEveryFamilyAreTheReferences(String fixture) {
        Path folder = Fixtures.path(fixture);
        TransformerModel model = TransformerModel.open(folder);
        try (Safetensors expected = Safetensors.open(folder.resolve("expected.safetensors"))) {
            for (String sequence : new String[] {"a", "b", "c"}) {
                int[] ids = ids(expected, sequence + ".ids");
                float[] logits = expected.floats(sequence + ".logits");
                float[] hidden = expected.floats(sequence + ".hidden");
                Decoder decoder = model.decoder(1);
                for (int t = 0; t < ids.length; t++) {
                    if (t == 0) {
                        decoder.prompt(ids[0]);
                    } else {
                        decoder.append(ids[t]);
                    }
                    assertClose(logits, t, decoder.logits());
                    assertClose(hidden, t, decoder.hidden());
                }
            }
        }
    }

    private static void assertClose(float[] expected, int t, Rows rows) {
        int width = rows.width();
        float[] row = Arrays.copyOfRange(expected, t * width, (t + 1) * width);
        assertArrayEquals(row, rows.row(0), TOLERANCE, "token " + t);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void storiesTellsTheReferencesStories(boolean scalar) throws IOException {
        TransformerModel vector = TransformerModel.open(EmbeddedModels.folder("stories15m"));
        TransformerModel model = scalar ? vector.on(ScalarKernels::new) : vector;
        JsonNode stories = Json.read(Files.readString(Fixtures.path("stories15m/greedy.json")));
        assertEquals(200, stories.get(0).get("ids").size());
        for (JsonNode story : stories) {
            Decoder decoder = model.decoder(1);
            decoder.prompt(ints(story.get("promptIds")));
            decoder.fork(1);
            int[] expected = ints(story.get("ids"));
            int[] told = new int[scalar ? 20 : expected.length];
            for (int t = 0; t < told.length; t++) {
                told[t] = largest(decoder.logits());
                decoder.step(new int[] {told[t]});
            }
            assertArrayEquals(Arrays.copyOf(expected, told.length), told);
        }
    }

    @Test
    void storiesLogitsAreTheReferences() {
        TransformerModel model = TransformerModel.open(EmbeddedModels.folder("stories15m"));
        try (Safetensors expected = Safetensors.open(Fixtures.path("stories15m/logits.safetensors"))) {
            Decoder decoder = model.decoder(1);
            decoder.prompt(ids(expected, "ids"));
            assertArrayEquals(expected.floats("logits"), decoder.logits().row(0), TOLERANCE);
        }
    }

    private static int largest(Rows logits) {
        float[] row = logits.row(0);
        int best = 0;
        for (int i = 1; i < row.length; i++) {
            best = row[i] > row[best] ? i : best;
        }
        return best;
    }

    private static int[] ints(JsonNode array) {
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).intValue();
        }
        return values;
    }
}
