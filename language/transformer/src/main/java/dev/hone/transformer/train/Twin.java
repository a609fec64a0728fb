package dev.hone.transformer.train;

import dev.hone.tensor.Tensor;

/** The forward pass of one family. */
sealed interface Twin permits LlamaTwin, Gpt2Twin {
    /** Int64 ids [batch, time] to normalised hidden states [batch, time, hidden]. */
    Tensor hidden(Tensor ids);

    /** Hidden states [.., hidden] to logits [.., vocabulary]. */
    Tensor logits(Tensor hidden);
}
