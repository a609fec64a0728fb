package dev.hone.cli;

import dev.hone.lm.SamplingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** How samples are drawn, wherever samples are drawn. */
final class SamplingFlags {
    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "Most tokens of a sample, capped by the context. Default: 64 for generate, else 1024.")
    Optional<Integer> maxTokens = Optional.empty();

    @Option(names = "--temperature", paramLabel = "T", defaultValue = "1", description = "0 is greedy. Default: 1.")
    double temperature;

    @Option(names = "--top-p", paramLabel = "P", description = "Keep the smallest set of tokens with this probability.")
    Optional<Double> topP = Optional.empty();

    @Option(names = "--top-k", paramLabel = "K", description = "Keep the K most likely tokens.")
    Optional<Integer> topK = Optional.empty();

    @Option(
            names = "--stop",
            paramLabel = "S",
            description = "A text that ends a sample, commas and all; may be repeated for several.")
    List<String> stop = new ArrayList<>();

    SamplingOptions options(int defaultMaxTokens, OptionalInt logprobs) {
        return new SamplingOptions(
                maxTokens.orElse(defaultMaxTokens),
                temperature,
                topP.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                topK.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                stop,
                logprobs);
    }

    SamplingOptions options(int defaultMaxTokens) {
        return options(defaultMaxTokens, OptionalInt.empty());
    }
}
