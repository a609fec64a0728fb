package dev.hone.steer.head;

import dev.hone.steer.candidate.CandidateValue;
import dev.hone.transformer.generate.LocalModel;

/**
 * A value that needs nothing of the frozen model but its tokens.
 *
 * @param network what the value is computed by; its tokenizer, chat template and end tokens are the frozen model's. Closed with this
 */
public record DetachedValue(ValueCard card, LocalModel network, CandidateValue value) implements AutoCloseable {
    @Override
    public void close() {
        network.close();
    }
}
