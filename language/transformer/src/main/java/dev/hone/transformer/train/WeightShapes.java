package dev.hone.transformer.train;

import dev.hone.transformer.Family;
import dev.hone.transformer.ModelConfig;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The names and shapes of a model's weights, as Hugging Face's files have them. */
final class WeightShapes {
    static final String HEAD = "lm_head.weight";
    static final String LLAMA_EMBEDDING = "model.embed_tokens.weight";
    static final String GPT2_EMBEDDING = "transformer.wte.weight";
    static final String GPT2_POSITIONS = "transformer.wpe.weight";

    private final SequencedMap<String, long[]> shapes = new LinkedHashMap<>();

    private WeightShapes() {}

    static String llamaBlock(int layer) {
        return "model.layers." + layer + ".";
    }

    static String gpt2Block(int layer) {
        return "transformer.h." + layer + ".";
    }

    static SequencedMap<String, long[]> of(ModelConfig config) {
        var weights = new WeightShapes();
        if (config.family() == Family.GPT2) {
            weights.gpt2(config);
        } else {
            weights.llama(config);
        }
        if (!config.tiedEmbeddings()) {
            weights.put(HEAD, config.vocabulary(), config.hidden());
        }
        return weights.shapes;
    }

    private void llama(ModelConfig c) {
        put(LLAMA_EMBEDDING, c.vocabulary(), c.hidden());
        for (int layer = 0; layer < c.layers(); layer++) {
            String block = llamaBlock(layer);
            put(block + "input_layernorm.weight", c.hidden());
            linear(block + "self_attn.q_proj", c.queryWidth(), c.hidden(), c.attentionBias());
            linear(block + "self_attn.k_proj", c.keyValueWidth(), c.hidden(), c.attentionBias());
            linear(block + "self_attn.v_proj", c.keyValueWidth(), c.hidden(), c.attentionBias());
            linear(block + "self_attn.o_proj", c.hidden(), c.queryWidth(), c.attentionOutputBias());
            if (c.family().normalisesQueriesAndKeys()) {
                put(block + "self_attn.q_norm.weight", c.headDimension());
                put(block + "self_attn.k_norm.weight", c.headDimension());
            }
            put(block + "post_attention_layernorm.weight", c.hidden());
            linear(block + "mlp.gate_proj", c.intermediate(), c.hidden(), c.mlpBias());
            linear(block + "mlp.up_proj", c.intermediate(), c.hidden(), c.mlpBias());
            linear(block + "mlp.down_proj", c.hidden(), c.intermediate(), c.mlpBias());
        }
        put("model.norm.weight", c.hidden());
    }

    private void gpt2(ModelConfig c) {
        put(GPT2_EMBEDDING, c.vocabulary(), c.hidden());
        put(GPT2_POSITIONS, c.context(), c.hidden());
        for (int layer = 0; layer < c.layers(); layer++) {
            String block = gpt2Block(layer);
            norm(block + "ln_1", c.hidden());
            inputMajor(block + "attn.c_attn", c.hidden(), 3 * c.hidden());
            inputMajor(block + "attn.c_proj", c.hidden(), c.hidden());
            norm(block + "ln_2", c.hidden());
            inputMajor(block + "mlp.c_fc", c.hidden(), c.intermediate());
            inputMajor(block + "mlp.c_proj", c.intermediate(), c.hidden());
        }
        norm("transformer.ln_f", c.hidden());
    }

    private void put(String name, long... shape) {
        shapes.put(name, shape);
    }

    private void norm(String name, int width) {
        put(name + ".weight", width);
        put(name + ".bias", width);
    }

    private void linear(String name, int out, int in, boolean bias) {
        put(name + ".weight", out, in);
        if (bias) {
            put(name + ".bias", out);
        }
    }

    private void inputMajor(String name, int in, int out) {
        put(name + ".weight", in, out);
        put(name + ".bias", out);
    }
}
