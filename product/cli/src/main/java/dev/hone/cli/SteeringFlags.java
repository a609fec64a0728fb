package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.steer.SteeredModel;
import dev.hone.steer.Weighted;
import dev.hone.steer.decode.CandidateRule;
import dev.hone.steer.decode.TiltSettings;
import dev.hone.steer.head.ValueFile;
import dev.hone.transformer.generate.LocalModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** Which values lead a local model, how strongly, and how far. */
final class SteeringFlags {
    @Option(
            names = "--steer",
            paramLabel = "VALUE:BETA",
            split = ",",
            description = "Lead a local model by values of 'hone steer fit' and their weights; -1 is away from the reward.")
    List<String> steer = new ArrayList<>();

    @Option(
            names = "--kl-budget",
            paramLabel = "NATS",
            description = "Most divergence of a sample from the frozen model; weights are scaled down where they pass it.")
    Optional<Double> klBudget = Optional.empty();

    @Option(names = "--kl-cap", paramLabel = "NATS", description = "The same for every token.")
    Optional<Double> klCap = Optional.empty();

    @Option(
            names = "--candidates",
            paramLabel = "RULE",
            description = "Tokens that get a bonus: 'all', a share of the probability, or a number. Default: 0.95.")
    Optional<String> candidates = Optional.empty();

    boolean asked() {
        if (steer.isEmpty() && (klBudget.isPresent() || klCap.isPresent() || candidates.isPresent())) {
            throw new HoneException(
                    "--kl-budget, --kl-cap and --candidates say how --steer steers, and there is none.",
                    "add --steer VALUE:BETA, or leave them out");
        }
        return !steer.isEmpty();
    }

    SteeredModel model(LocalModel model) {
        return new SteeredModel(
                model, steer.stream().map(text -> weighted(text, model)).toList(), settings());
    }

    TiltSettings settings() {
        return TiltSettings.USUAL
                .withCandidates(candidates.map(CandidateRule::parse).orElseGet(CandidateRule::usual))
                .withLimits(limit(klCap), limit(klBudget));
    }

    /** {@code PATH:BETA}; the path may hold colons. */
    static Weighted weighted(String text, LocalModel model) {
        int colon = text.lastIndexOf(':');
        String beta = text.substring(colon + 1);
        if (colon < 1 || beta.isBlank()) {
            throw new HoneException(
                    "--steer is '" + text + "', which names no weight.",
                    "write VALUE:BETA, for example positive.value:2");
        }
        try {
            return new Weighted(ValueFile.open(Path.of(text.substring(0, colon)), model), Double.parseDouble(beta));
        } catch (NumberFormatException e) {
            throw new HoneException(
                    "--steer is '" + text + "'; '" + beta + "' is no weight.",
                    "write VALUE:BETA, for example positive.value:2",
                    e);
        }
    }

    private static OptionalDouble limit(Optional<Double> nats) {
        return nats.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }
}
