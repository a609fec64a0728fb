package dev.hone.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelConfigTest {
    @TempDir
    Path folder;

    private static Map<String, Object> llama() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("model_type", "llama");
        config.put("architectures", List.of("LlamaForCausalLM"));
        config.put("vocab_size", 96);
        config.put("hidden_size", 32);
        config.put("intermediate_size", 48);
        config.put("num_hidden_layers", 2);
        config.put("num_attention_heads", 4);
        config.put("num_key_value_heads", 2);
        config.put("max_position_embeddings", 64);
        config.put("rms_norm_eps", 1e-5);
        return config;
    }

    private static Map<String, Object> gpt2() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("model_type", "gpt2");
        config.put("vocab_size", 96);
        config.put("n_embd", 32);
        config.put("n_layer", 2);
        config.put("n_head", 4);
        config.put("n_positions", 64);
        return config;
    }

    private ModelConfig read(Map<String, Object> config) throws IOException {
        Files.writeString(folder.resolve("config.json"), Json.write(config));
        return ModelConfig.read(folder);
    }

    private HoneException refusal(Map<String, Object> config) {
        return assertThrows(HoneException.class, () -> read(config));
    }

    @Test
    void readsLlamaWithItsDefaults() throws IOException {
        assertEquals(
                new ModelConfig(
                        Family.LLAMA,
                        96,
                        32,
                        48,
                        2,
                        4,
                        2,
                        8,
                        64,
                        1e-5,
                        1e4,
                        Optional.empty(),
                        false,
                        false,
                        false,
                        false),
                read(llama()));
    }

    @Test
    void readsGpt2WithItsDefaults() throws IOException {
        assertEquals(
                new ModelConfig(
                        Family.GPT2, 96, 32, 128, 2, 4, 4, 8, 64, 1e-5, 1e4, Optional.empty(), true, true, true, true),
                read(gpt2()));
    }

    @Test
    void qwen2AlwaysHasBiasesOnQueriesKeysAndValuesOnly() throws IOException {
        Map<String, Object> config = llama();
        config.put("model_type", "qwen2");
        config.remove("architectures");
        ModelConfig read = read(config);
        assertTrue(read.attentionBias() && !read.attentionOutputBias() && !read.mlpBias());
    }

    @Test
    void qwen3HasAHeadDimensionOfItsOwn() throws IOException {
        Map<String, Object> config = llama();
        config.put("model_type", "qwen3");
        config.put("architectures", List.of("Qwen3ForCausalLM"));
        assertEquals(128, read(config).headDimension());
        config.put("head_dim", 16);
        assertEquals(64, read(config).queryWidth());
        assertEquals(32, read(config).keyValueWidth());
    }

    @Test
    void anUnusedSlidingWindowIsNoReasonToRefuse() throws IOException {
        Map<String, Object> config = llama();
        config.put("model_type", "qwen2");
        config.remove("architectures");
        config.put("sliding_window", 16);
        config.put("use_sliding_window", false);
        assertEquals(64, read(config).context());
        config.put("use_sliding_window", true);
        config.put("max_window_layers", 2);
        assertEquals(64, read(config).context());
        config.put("max_window_layers", 1);
        assertTrue(refusal(config).problem().contains("'sliding_window': 16"));
    }

    @Test
    void readsRopeScalingInBothSpellings() throws IOException {
        Map<String, Object> config = llama();
        config.put("rope_theta", 500000.0);
        config.put("rope_scaling", Map.of("type", "linear", "factor", 4));
        assertEquals(Optional.of(new RopeScaling.Linear(4)), read(config).ropeScaling());
        assertEquals(5e5, read(config).ropeTheta());
        config.put(
                "rope_scaling",
                Map.of(
                        "rope_type", "llama3",
                        "factor", 8.0,
                        "low_freq_factor", 1.0,
                        "high_freq_factor", 4.0,
                        "original_max_position_embeddings", 32));
        assertEquals(
                Optional.of(new RopeScaling.Llama3(8, 1, 4, 32)), read(config).ropeScaling());
        config.remove("rope_scaling");
        config.put("rope_parameters", Map.of("rope_type", "linear", "factor", 2.0, "rope_theta", 7.0));
        assertEquals(Optional.of(new RopeScaling.Linear(2)), read(config).ropeScaling());
        assertEquals(7, read(config).ropeTheta());
        config.put("rope_parameters", Map.of("rope_type", "default"));
        assertEquals(Optional.empty(), read(config).ropeScaling());
    }

    @Test
    void llama3ScalingKeepsShortWavesDividesLongOnesAndIsContinuous() {
        RopeScaling scaling = new RopeScaling.Llama3(8, 1, 4, 8192);
        assertEquals(0.5, scaling.scale(0.5));
        assertEquals(1e-5 / 8, scaling.scale(1e-5));
        double low = 2 * Math.PI / 8192;
        assertEquals(scaling.scale(low * 0.999999), scaling.scale(low * 1.000001), low * 1e-5);
        assertEquals(scaling.scale(4 * low * 0.999999), scaling.scale(4 * low * 1.000001), low * 1e-4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantization_config={\"bits\":4}",
                "num_local_experts=8",
                "num_experts_per_tok=2",
                "final_logit_softcapping=30.0",
                "logits_scaling=8.0",
                "is_encoder_decoder=true",
                "auto_map={\"AutoModelForCausalLM\":\"x.Y\"}",
                "hidden_act=\"gelu\"",
                "model_type=\"mistral\"",
                "architectures=[\"LlamaForSequenceClassification\"]",
                "layer_types=[\"full_attention\",\"sliding_attention\"]",
                "sliding_window=16",
                "partial_rotary_factor=0.5"
            })
    void refusesByNameWhatWouldChangeResults(String entry) {
        Map<String, Object> config = llama();
        String key = entry.substring(0, entry.indexOf('='));
        config.put(key, Json.read(entry.substring(entry.indexOf('=') + 1)));
        HoneException refusal = refusal(config);
        assertTrue(refusal.problem().contains("config.json has '" + key + "': "), refusal.problem());
        assertTrue(refusal.problem().endsWith("which Hone does not implement."), refusal.problem());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynamic", "yarn", "longrope", "mrope"})
    void refusesOtherRopeScalings(String type) {
        Map<String, Object> config = llama();
        config.put("rope_scaling", Map.of("rope_type", type, "factor", 2.0));
        assertTrue(refusal(config).problem().contains("'rope_scaling' has 'rope_type': \"" + type + "\""));
    }

    @ParameterizedTest
    @CsvSource({"activation_function, relu", "scale_attn_weights, false", "scale_attn_by_inverse_layer_idx, true"})
    void refusesOtherGpt2Variants(String key, String value) {
        Map<String, Object> config = gpt2();
        config.put(key, value.equals("relu") ? value : Boolean.valueOf(value));
        assertTrue(refusal(config).problem().contains("'" + key + "'"));
    }

    @Test
    void harmlessEntriesPass() throws IOException {
        Map<String, Object> config = llama();
        config.put("quantization_config", null);
        config.put("num_experts", 0);
        config.put("add_cross_attention", false);
        config.put("pretraining_tp", 1);
        config.put("use_cache", true);
        assertEquals(96, read(config).vocabulary());
    }

    @ParameterizedTest
    @CsvSource({
        "hidden_size, , has no 'hidden_size'",
        "hidden_size, 3.5, is not a whole number",
        "hidden_size, 99999999999, is not a whole number",
        "rms_norm_eps, \"x\", is not a number",
        "tie_word_embeddings, 1, is not true or false",
        "num_key_value_heads, 3, 4 query heads can't share 3 key and value heads",
        "head_dim, 7, can't be rotated in pairs",
        "num_hidden_layers, 0, layers of 0",
        "num_attention_heads, 0, is not at least 1",
        "rope_theta, -1, rope theta"
    })
    void saysWhichEntryIsImpossible(String key, String value, String message) {
        Map<String, Object> config = llama();
        config.remove(key);
        if (value != null) {
            config.put(key, Json.read(value));
        }
        String problem = refusal(config).problem();
        assertTrue(problem.contains(message) && problem.contains("config.json"), problem);
    }

    @Test
    void saysWhereTheFileIsBroken() throws IOException {
        assertTrue(assertThrows(HoneException.class, () -> ModelConfig.read(folder))
                .problem()
                .startsWith("There is no file "));
        Files.writeString(folder.resolve("config.json"), "{\n\"a\": 1,\n]");
        assertTrue(assertThrows(HoneException.class, () -> ModelConfig.read(folder))
                .problem()
                .contains("config.json line 3 is not JSON"));
        Files.writeString(folder.resolve("config.json"), "[]");
        assertTrue(assertThrows(HoneException.class, () -> ModelConfig.read(folder))
                .problem()
                .contains("holds no JSON object"));
    }
}
