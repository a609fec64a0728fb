package dev.hone.steer.candidate;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.files.FileErrors;
import dev.hone.tensor.Safetensors;
import dev.hone.tensor.TensorData;
import dev.hone.transformer.ModelConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value network as a Hugging Face folder, with the frozen model's own tokenizer and chat template in it: all that it takes to read
 * what the frozen model reads, without its weights.
 */
public final class NetworkFolder {
    private static final String TOKENIZER = "tokenizer.json";
    private static final List<String> MORE =
            List.of("tokenizer_config.json", "special_tokens_map.json", "chat_template.jinja");

    private NetworkFolder() {}

    /** Where it is in an artefact. */
    public static Path of(Path artifact) {
        return artifact.resolve("network");
    }

    /**
     * Writes the folder, which must not be there.
     *
     * @param weights by the names that Hugging Face gives them
     * @param frozen the frozen model's folder
     * @param ends ids that end its texts
     * @throws HoneException if a file can't be read or written
     */
    public static void write(
            Path folder, ModelConfig config, Map<String, TensorData> weights, Path frozen, BitSet ends) {
        try {
            Files.createDirectories(folder);
            Files.copy(frozen.resolve(TOKENIZER), folder.resolve(TOKENIZER));
            for (String name : MORE) {
                if (Files.isRegularFile(frozen.resolve(name))) {
                    Files.copy(frozen.resolve(name), folder.resolve(name));
                }
            }
            Files.writeString(
                    folder.resolve("config.json"),
                    Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json(config, ends)) + "\n");
        } catch (IOException e) {
            throw FileErrors.writing(folder, e);
        }
        Safetensors.write(folder.resolve("model.safetensors"), weights, Map.of("format", "pt"));
    }

    private static Map<String, Object> json(ModelConfig config, BitSet ends) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("architectures", List.of(config.family().architecture()));
        json.put("model_type", config.family().modelType());
        json.put("vocab_size", config.vocabulary());
        json.put("hidden_size", config.hidden());
        json.put("intermediate_size", config.intermediate());
        json.put("num_hidden_layers", config.layers());
        json.put("num_attention_heads", config.heads());
        json.put("num_key_value_heads", config.keyValueHeads());
        json.put("head_dim", config.headDimension());
        json.put("hidden_act", "silu");
        json.put("max_position_embeddings", config.context());
        json.put("rms_norm_eps", config.normEpsilon());
        json.put("rope_theta", config.ropeTheta());
        json.put("tie_word_embeddings", config.tiedEmbeddings());
        json.put("torch_dtype", "float32");
        json.put("eos_token_id", ends.stream().boxed().toList());
        return json;
    }
}
