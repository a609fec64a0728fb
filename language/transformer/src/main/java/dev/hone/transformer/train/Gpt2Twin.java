package dev.hone.transformer.train;

import dev.hone.tensor.Functional;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Tensor;
import dev.hone.transformer.ModelConfig;

/** GPT-2: LayerNorm, learned positions, GELU, weights stored [in, out]. B batch, T time, C hidden, D one head. */
final class Gpt2Twin implements Twin {
    private final ModelConfig config;
    private final Parameters weights;

    Gpt2Twin(ModelConfig config, Parameters weights) {
        this.config = config;
        this.weights = weights;
    }

    @Override
    public Tensor embedding() {
        return weights.get(WeightShapes.GPT2_EMBEDDING);
    }

    @Override
    public Tensor hidden(Tensor ids, Tensor vectors) {
        Tensor positions = weights.get(WeightShapes.GPT2_POSITIONS).narrow(0, 0, ids.size(1)); // [T, C]
        Tensor x = Functional.embedding(vectors, ids).add(positions); // [B, T, C]
        for (int layer = 0; layer < config.layers(); layer++) {
            String block = WeightShapes.gpt2Block(layer);
            x = x.add(attention(norm(x, block + "ln_1"), block + "attn."));
            Tensor inner = Functional.geluTanh(linear(norm(x, block + "ln_2"), block + "mlp.c_fc")); // [B, T, 4 C]
            x = x.add(linear(inner, block + "mlp.c_proj"));
        }
        return norm(x, "transformer.ln_f");
    }

    @Override
    public Tensor logits(Tensor hidden) {
        return Functional.linear(hidden, config.tiedEmbeddings() ? embedding() : weights.get(WeightShapes.HEAD));
    }

    private Tensor attention(Tensor x, String prefix) {
        Tensor all = linear(x, prefix + "c_attn"); // [B, T, 3 C]
        Tensor mixed = Functional.causalAttention(heads(all, 0), heads(all, 1), heads(all, 2)); // [B, heads, T, D]
        Tensor joined = mixed.transpose(1, 2).reshape(x.size(0), x.size(1), config.hidden()); // [B, T, C]
        return linear(joined, prefix + "c_proj");
    }

    private Tensor heads(Tensor all, int part) {
        return all.narrow(2, (long) part * config.hidden(), config.hidden())
                .reshape(all.size(0), all.size(1), config.heads(), config.headDimension())
                .transpose(1, 2);
    }

    private Tensor norm(Tensor x, String name) {
        return Functional.layerNorm(
                x, weights.get(name + ".weight"), weights.get(name + ".bias"), config.normEpsilon());
    }

    private Tensor linear(Tensor x, String name) {
        return Functional.linear(x, weights.get(name + ".weight").transpose(0, 1), weights.get(name + ".bias"));
    }
}
