package dev.hone.transformer.decode;

import java.util.List;
import java.util.Optional;

/**
 * A model's weights, packed for the kernels.
 *
 * @param embedding one row per token; the language-model head too where embeddings are tied
 * @param positions learned position vectors, GPT-2 only. [context][hidden]
 */
record Weights(Matrix embedding, Matrix head, Optional<float[]> positions, List<Layer> layers, Norm finalNorm) {
    Weights {
        layers = List.copyOf(layers);
    }

    /**
     * One block.
     *
     * @param queryKeyValue three projections, each beginning on a panel of its own
     * @param up the gate and then the up projection of SwiGLU, or GPT-2's first feed-forward projection
     * @param queryNorm per head, Qwen3 only; so is {@code keyNorm}
     */
    record Layer(
            Norm attentionNorm,
            Matrix queryKeyValue,
            Optional<Norm> queryNorm,
            Optional<Norm> keyNorm,
            Matrix attentionOutput,
            Norm feedForwardNorm,
            Matrix up,
            Matrix down) {}
}
