package dev.hone.transformer.train;

import dev.hone.tensor.Tensor;

/** The forward pass of one family. */
sealed interface Twin permits LlamaTwin, Gpt2Twin {
    /** Int64 ids [batch, time] of vectors [rows, hidden] to normalised hidden states [batch, time, hidden]. */
    Tensor hidden(Tensor ids, Tensor vectors);

    /** The vectors by which tokens enter the model: [vocabulary, hidden]. */
    Tensor embedding();

    /** Hidden states [.., hidden] to logits [.., vocabulary]. */
    Tensor logits(Tensor hidden);
}
