package dev.hone.steer.evaluation;

import dev.hone.lm.Completion;
import dev.hone.steer.SteeredSample;
import java.util.List;

/**
 * A policy's samples of one prompt, in order of their index.
 *
 * @param divergence of each from the frozen model along its tokens, in nats
 * @param logRatio of each, in nats
 */
@SuppressWarnings("ArrayRecordComponent") // rows of numbers on their way, never compared
record Draws(List<Completion> completions, double[] divergence, double[] logRatio) {
    Draws {
        completions = List.copyOf(completions);
        if (divergence.length != completions.size() || logRatio.length != completions.size()) {
            throw new IllegalArgumentException(completions.size() + " samples, " + divergence.length + " numbers");
        }
    }

    static Draws of(List<SteeredSample> samples) {
        return new Draws(
                samples.stream().map(SteeredSample::completion).toList(),
                samples.stream().mapToDouble(SteeredSample::divergence).toArray(),
                samples.stream().mapToDouble(SteeredSample::logRatio).toArray());
    }

    /** Tokens of each, the end included. */
    double[] lengths() {
        return completions.stream().mapToDouble(Completion::tokens).toArray();
    }
}
