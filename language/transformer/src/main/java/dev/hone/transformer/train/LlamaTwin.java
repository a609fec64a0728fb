package dev.hone.transformer.train;

import dev.hone.tensor.Functional;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Tensor;
import dev.hone.transformer.ModelConfig;

/** Llama, Qwen2 and Qwen3: RMSNorm, rotary positions, grouped queries, SwiGLU. B batch, T time, C hidden, D one head. */
final class LlamaTwin implements Twin {
    private final ModelConfig config;
    private final Parameters weights;
    private final Rotary rotary;

    LlamaTwin(ModelConfig config, Parameters weights) {
        this.config = config;
        this.weights = weights;
        this.rotary = new Rotary(config);
    }

    @Override
    public Tensor embedding() {
        return weights.get(WeightShapes.LLAMA_EMBEDDING);
    }

    @Override
    public Tensor hidden(Tensor ids, Tensor vectors) {
        int time = Math.toIntExact(ids.size(1));
        Rotary.Angles angles = rotary.angles(time);
        Tensor x = Functional.embedding(vectors, ids); // [B, T, C]
        for (int layer = 0; layer < config.layers(); layer++) {
            String block = WeightShapes.llamaBlock(layer);
            x = x.add(attention(norm(x, block + "input_layernorm"), block + "self_attn.", angles));
            x = x.add(feedForward(norm(x, block + "post_attention_layernorm"), block + "mlp."));
        }
        return norm(x, "model.norm");
    }

    @Override
    public Tensor logits(Tensor hidden) {
        return Functional.linear(hidden, config.tiedEmbeddings() ? embedding() : weights.get(WeightShapes.HEAD));
    }

    private Tensor attention(Tensor x, String prefix, Rotary.Angles angles) {
        Tensor q = heads(linear(x, prefix + "q_proj", config.attentionBias()), config.heads()); // [B, heads, T, D]
        Tensor k = heads(linear(x, prefix + "k_proj", config.attentionBias()), config.keyValueHeads());
        Tensor v = heads(linear(x, prefix + "v_proj", config.attentionBias()), config.keyValueHeads());
        if (config.family().normalisesQueriesAndKeys()) {
            q = norm(q, prefix + "q_norm");
            k = norm(k, prefix + "k_norm");
        }
        Tensor mixed = Functional.causalAttention(rotary.rotate(q, angles), rotary.rotate(k, angles), v);
        Tensor joined = mixed.transpose(1, 2).reshape(x.size(0), x.size(1), config.queryWidth()); // [B, T, heads * D]
        return linear(joined, prefix + "o_proj", config.attentionOutputBias());
    }

    private Tensor heads(Tensor x, int heads) {
        return x.reshape(x.size(0), x.size(1), heads, config.headDimension()).transpose(1, 2);
    }

    private Tensor feedForward(Tensor x, String prefix) {
        Tensor gate = Functional.silu(linear(x, prefix + "gate_proj", config.mlpBias()));
        Tensor up = linear(x, prefix + "up_proj", config.mlpBias());
        return linear(gate.mul(up), prefix + "down_proj", config.mlpBias());
    }

    private Tensor norm(Tensor x, String name) {
        return Functional.rmsNorm(x, weights.get(name + ".weight"), config.normEpsilon());
    }

    private Tensor linear(Tensor x, String name, boolean bias) {
        Tensor weight = weights.get(name + ".weight");
        return bias ? Functional.linear(x, weight, weights.get(name + ".bias")) : Functional.linear(x, weight);
    }
}
