package dev.hone.lm;

import dev.hone.core.HoneException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How samples are drawn. Part of a sample's identity: change one and all samples change.
 *
 * @param maxTokens most tokens of one sample, at least 1; a model caps it by its context
 * @param temperature 0 is greedy; logits are divided by it otherwise
 * @param topP keep the smallest set of tokens whose probability reaches this, in (0, 1]
 * @param topK keep this many most likely tokens, at least 1
 * @param stop texts that end a sample; not part of its text
 * @param logprobs alternatives to report per token, 0 for the chosen token only; absent: report none
 */
public record SamplingOptions(
        int maxTokens,
        double temperature,
        OptionalDouble topP,
        OptionalInt topK,
        List<String> stop,
        OptionalInt logprobs) {
    public static final SamplingOptions DEFAULT =
            new SamplingOptions(64, 1, OptionalDouble.empty(), OptionalInt.empty(), List.of(), OptionalInt.empty());

    public SamplingOptions {
        stop = List.copyOf(stop);
        require(maxTokens >= 1, "max-tokens", maxTokens, "at least 1");
        require(temperature >= 0 && Double.isFinite(temperature), "temperature", temperature, "0 or more");
        topP.ifPresent(p -> require(p > 0 && p <= 1, "top-p", p, "in (0, 1]"));
        topK.ifPresent(k -> require(k >= 1, "top-k", k, "at least 1"));
        logprobs.ifPresent(k -> require(k >= 0 && k <= 20, "logprobs", k, "between 0 and 20"));
    }

    public SamplingOptions withMaxTokens(int tokens) {
        return new SamplingOptions(tokens, temperature, topP, topK, stop, logprobs);
    }

    private static void require(boolean holds, String name, Number value, String range) {
        if (!holds) {
            throw new HoneException("The sampling option " + name + " is " + value + ".", "give a number " + range);
        }
    }
}
