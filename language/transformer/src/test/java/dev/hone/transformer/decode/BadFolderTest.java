package dev.hone.transformer.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.tensor.Safetensors;
import dev.hone.tensor.TensorData;
import dev.hone.transformer.Family;
import dev.hone.transformer.ModelConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadFolderTest {
    @TempDir
    Path parent;

    private Path llama() {
        return RandomModel.write(parent.resolve("llama"), Family.LLAMA);
    }

    private static String problem(Path folder) {
        return assertThrows(HoneException.class, () -> TransformerModel.open(folder))
                .problem();
    }

    private static void rewrite(Path folder, Consumer<Map<String, TensorData>> change) {
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        try (Safetensors file = Safetensors.open(folder.resolve("model.safetensors"))) {
            for (String name : file.names()) {
                tensors.put(name, TensorData.of(file.floats(name), file.shape(name)));
            }
        }
        change.accept(tensors);
        Safetensors.write(folder.resolve("model.safetensors"), tensors, Map.of());
    }

    @Test
    void aFolderThatIsNotThere() {
        assertTrue(problem(parent.resolve("nowhere")).startsWith("There is no file "));
    }

    @Test
    void weightsThatAreOnlyPickled() throws IOException {
        Path folder = llama();
        Files.move(folder.resolve("model.safetensors"), folder.resolve("pytorch_model.bin"));
        HoneException refusal = assertThrows(HoneException.class, () -> TransformerModel.open(folder));
        assertTrue(refusal.problem().contains("only in .bin files"), refusal.problem());
        assertTrue(refusal.advice().contains("safe_serialization=True"), refusal.advice());
    }

    @Test
    void noWeightsAtAll() throws IOException {
        Path folder = llama();
        Files.delete(folder.resolve("model.safetensors"));
        assertTrue(problem(folder).endsWith("has neither model.safetensors nor model.safetensors.index.json."));
    }

    @Test
    void aMissingTensor() {
        Path folder = llama();
        rewrite(folder, tensors -> tensors.remove("model.layers.1.mlp.up_proj.weight"));
        assertTrue(problem(folder).contains("have no tensor 'model.layers.1.mlp.up_proj.weight'"));
    }

    @Test
    void aTensorOfAnotherShape() {
        Path folder = llama();
        rewrite(folder, tensors -> tensors.put("model.norm.weight", TensorData.of(new float[35], 35)));
        assertTrue(problem(folder).contains("'model.norm.weight'"));
        assertTrue(problem(folder).contains("has the shape [35], config.json asks for [36]"), problem(folder));
    }

    @Test
    void aTensorThatHoldsNoFloats() {
        Path folder = llama();
        rewrite(folder, tensors -> tensors.put("model.norm.weight", TensorData.of(new long[36], 36)));
        assertTrue(problem(folder).contains("model.norm.weight"));
    }

    @Test
    void aHeadThatIsNeitherTiedNorThere() {
        Path folder = llama();
        rewrite(folder, tensors -> tensors.remove("lm_head.weight"));
        assertTrue(problem(folder).contains("have no tensor 'lm_head.weight'"));
    }

    @Test
    void anIndexThatPointsOutOfItsFolder() throws IOException {
        Path folder = llama();
        Files.delete(folder.resolve("model.safetensors"));
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(index, Json.write(Map.of("weight_map", Map.of("a", "../b.safetensors"))));
        assertTrue(problem(folder).contains("sends the tensor 'a' to \"../b.safetensors\""));
        Files.writeString(index, Json.write(Map.of("weight_map", Map.of("a", "b.safetensors"))));
        assertTrue(problem(folder).contains("b.safetensors"));
        Files.writeString(index, "{}");
        assertTrue(problem(folder).endsWith("has no 'weight_map'."));
    }

    @Test
    void aModelThatDoesNotFitIsRefusedBeforeItIsRead() throws IOException {
        Path folder = llama();
        String config = Files.readString(folder.resolve("config.json"))
                .replace("\"num_hidden_layers\":2", "\"num_hidden_layers\":2000000000");
        Files.writeString(folder.resolve("config.json"), config);
        HoneException refusal = assertThrows(HoneException.class, () -> TransformerModel.open(folder));
        assertTrue(refusal.problem().contains("to load; Java may use"), refusal.problem());
        assertTrue(refusal.advice().contains("-Xmx"), refusal.advice());
    }

    @Test
    void memoryIsKnownFromTheConfiguration() {
        Footprint footprint = Footprint.of(ModelConfig.read(llama()));
        long layer = 36 * (2 * 60 + 2 * 20) + 3 * 36 * 52 + 2 * 36;
        assertEquals(4 * (2 * layer + 2 * 75 * 36), footprint.weights());
        assertEquals(4 * 75 * 36, footprint.loading());
        assertEquals(4 * 2 * 2 * (10 + 16), footprint.perPosition());
        assertEquals("113 kB of weights, 416 bytes per token and sequence", footprint.toString());
    }
}
