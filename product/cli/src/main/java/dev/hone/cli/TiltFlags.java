package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.steer.decode.CandidateRule;
import dev.hone.steer.decode.TiltSettings;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** How far values may lead a model, and which tokens they speak of. */
final class TiltFlags {
    private static final int MOST_TOLD = 20;

    @Option(
            names = "--kl-budget",
            paramLabel = "NATS",
            description =
                    "Most divergence of a sample from the frozen model; weights are scaled down where they pass it.")
    private Optional<Double> budget = Optional.empty();

    @Option(names = "--kl-cap", paramLabel = "NATS", description = "The same for every token.")
    private Optional<Double> cap = Optional.empty();

    @Option(
            names = "--candidates",
            paramLabel = "RULE",
            description =
                    "Tokens that get a bonus: 'all', a share of the probability, or a number. Default: 0.95; 20 of an endpoint.")
    private Optional<String> candidates = Optional.empty();

    boolean given() {
        return budget.isPresent() || cap.isPresent() || candidates.isPresent();
    }

    /** How many of its likeliest tokens an endpoint is asked for. */
    int told() {
        return switch (candidates.map(CandidateRule::parse).orElseGet(() -> new CandidateRule.Likeliest(MOST_TOLD))) {
            case CandidateRule.Likeliest(int k) -> k;
            case CandidateRule.Mass _, CandidateRule.Whole _ ->
                throw new HoneException(
                        "--candidates is '" + candidates.orElse("") + "', and an API tells a number of tokens.",
                        "give --candidates 20, or 5 where it tells no more");
        };
    }

    TiltSettings settings() {
        return TiltSettings.USUAL
                .withCandidates(candidates.map(CandidateRule::parse).orElseGet(CandidateRule::usual))
                .withLimits(limit(cap), limit(budget));
    }

    private static OptionalDouble limit(Optional<Double> nats) {
        return nats.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }
}
