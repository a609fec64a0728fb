package dev.hone.lm;

import java.util.OptionalInt;

/**
 * What a model can return.
 *
 * @param logprobs most alternatives per token it can report; absent: it reports no log-probabilities
 * @param samplesPerCall how many samples of one query one call may return; 1 where the endpoint ignores {@code n}
 * @param seeded the same request gives the same samples
 * @param concurrency how many calls may usefully run at once
 * @param context most tokens of prompt and sample together, where known
 */
public record Capabilities(
        OptionalInt logprobs, int samplesPerCall, boolean seeded, int concurrency, OptionalInt context) {}
