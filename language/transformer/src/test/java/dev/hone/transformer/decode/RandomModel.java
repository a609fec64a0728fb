package dev.hone.transformer.decode;

import dev.hone.core.Json;
import dev.hone.core.Seeds;
import dev.hone.tensor.Safetensors;
import dev.hone.tensor.TensorData;
import dev.hone.transformer.Family;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Small folders of every family with random weights, odd sizes on purpose: nothing is a multiple of a panel. */
public final class RandomModel {
    public static final int VOCABULARY = 75;
    public static final int CONTEXT = 150;
    private static final int HIDDEN = 36;
    private static final int INTERMEDIATE = 52;
    private static final int LAYERS = 2;
    private static final int HEADS = 6;
    private static final int KEY_HEADS = 2;
    private static final int HEAD = 10;

    private final RandomGenerator random = Seeds.of(7).generator();
    private final Map<String, TensorData> tensors = new LinkedHashMap<>();

    private RandomModel() {}

    /** Writes {@code config.json} and {@code model.safetensors}. */
    public static Path write(Path folder, Family family) {
        return write(folder, family, LAYERS);
    }

    /** The same weights under a configuration that stops half-way. */
    static Path writeLowerHalf(Path folder, Family family) {
        return write(folder, family, LAYERS / 2);
    }

    private static Path write(Path folder, Family family, int layers) {
        RandomModel model = new RandomModel();
        Map<String, Object> config = family == Family.GPT2 ? model.gpt2() : model.llama(family);
        config.put(family == Family.GPT2 ? "n_layer" : "num_hidden_layers", layers);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("config.json"), Json.write(config));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Safetensors.write(folder.resolve("model.safetensors"), model.tensors, Map.of());
        return folder;
    }

    private Map<String, Object> llama(Family family) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("model_type", family.modelType());
        config.put("vocab_size", VOCABULARY);
        config.put("hidden_size", HIDDEN);
        config.put("intermediate_size", INTERMEDIATE);
        config.put("num_hidden_layers", LAYERS);
        config.put("num_attention_heads", HEADS);
        config.put("num_key_value_heads", KEY_HEADS);
        config.put("head_dim", HEAD);
        config.put("max_position_embeddings", CONTEXT);
        config.put("eos_token_id", 2);
        add("model.embed_tokens.weight", VOCABULARY, HIDDEN);
        add("lm_head.weight", VOCABULARY, HIDDEN);
        add("model.norm.weight", HIDDEN);
        for (int i = 0; i < LAYERS; i++) {
            String name = "model.layers." + i + ".";
            add(name + "input_layernorm.weight", HIDDEN);
            add(name + "post_attention_layernorm.weight", HIDDEN);
            add(name + "self_attn.q_proj.weight", HEADS * HEAD, HIDDEN);
            add(name + "self_attn.k_proj.weight", KEY_HEADS * HEAD, HIDDEN);
            add(name + "self_attn.v_proj.weight", KEY_HEADS * HEAD, HIDDEN);
            add(name + "self_attn.o_proj.weight", HIDDEN, HEADS * HEAD);
            add(name + "mlp.gate_proj.weight", INTERMEDIATE, HIDDEN);
            add(name + "mlp.up_proj.weight", INTERMEDIATE, HIDDEN);
            add(name + "mlp.down_proj.weight", HIDDEN, INTERMEDIATE);
            if (family == Family.QWEN2) {
                add(name + "self_attn.q_proj.bias", HEADS * HEAD);
                add(name + "self_attn.k_proj.bias", KEY_HEADS * HEAD);
                add(name + "self_attn.v_proj.bias", KEY_HEADS * HEAD);
            }
            if (family == Family.QWEN3) {
                add(name + "self_attn.q_norm.weight", HEAD);
                add(name + "self_attn.k_norm.weight", HEAD);
            }
        }
        return config;
    }

    private Map<String, Object> gpt2() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("model_type", "gpt2");
        config.put("vocab_size", VOCABULARY);
        config.put("n_embd", HIDDEN);
        config.put("n_layer", LAYERS);
        config.put("n_head", HEADS);
        config.put("n_inner", INTERMEDIATE);
        config.put("n_positions", CONTEXT);
        config.put("eos_token_id", 2);
        add("wte.weight", VOCABULARY, HIDDEN);
        add("wpe.weight", CONTEXT, HIDDEN);
        addWithBias("ln_f", HIDDEN, HIDDEN);
        for (int i = 0; i < LAYERS; i++) {
            String name = "h." + i + ".";
            addWithBias(name + "ln_1", HIDDEN, HIDDEN);
            addWithBias(name + "ln_2", HIDDEN, HIDDEN);
            addWithBias(name + "attn.c_attn", 3 * HIDDEN, HIDDEN, 3 * HIDDEN);
            addWithBias(name + "attn.c_proj", HIDDEN, HIDDEN, HIDDEN);
            addWithBias(name + "mlp.c_fc", INTERMEDIATE, HIDDEN, INTERMEDIATE);
            addWithBias(name + "mlp.c_proj", HIDDEN, INTERMEDIATE, HIDDEN);
        }
        return config;
    }

    private void addWithBias(String name, int bias, long... shape) {
        add(name + ".weight", shape);
        add(name + ".bias", bias);
    }

    private void add(String name, long... shape) {
        long count = 1;
        for (long n : shape) {
            count *= n;
        }
        float[] values = new float[(int) count];
        float scale = shape.length == 1 ? 0.5f : 0.3f;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * scale + (name.contains("norm") ? 1 : 0);
        }
        tensors.put(name, TensorData.of(values, shape));
    }
}
