package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.run.RunSpec;
import dev.hone.steer.SteeredModel;
import dev.hone.steer.decode.TiltSettings;
import dev.hone.steer.remote.BlockRule;
import dev.hone.steer.remote.RemoteValues;
import dev.hone.transformer.generate.LocalModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which values lead a model, and how strongly. */
final class SteeringFlags {
    @Option(
            names = "--steer",
            paramLabel = "VALUE:WEIGHT",
            split = ",",
            description =
                    "Lead the model by values of 'hone steer fit', an endpoint by those of --head candidate; a weight below 0 leads"
                            + " away from the reward.")
    private List<String> values = new ArrayList<>();

    @Option(
            names = "--blockwise",
            paramLabel = "TOKENS:CHOICES",
            description =
                    "Lead an endpoint that tells no log-probabilities: of CHOICES continuations of TOKENS tokens one is kept, by its"
                            + " value.")
    private Optional<String> blocks = Optional.empty();

    @Option(
            names = "--same-model",
            description =
                    "The endpoint's model is the one that the values were learnt from, whatever it is called there.")
    private boolean sameModel;

    @Option(
            names = "--only-candidates",
            description =
                    "Draw from tokens with a bonus only: cuts the model's distribution; an endpoint then says what the model on this"
                            + " machine says at the same seed.")
    private boolean onlyCandidates;

    @Mixin
    private final TiltFlags tilt = new TiltFlags();

    boolean asked() {
        if (values.isEmpty() && tilt.given()) {
            throw new HoneException(
                    "--kl-budget, --kl-cap and --candidates say how --steer steers, and there is none.",
                    "add --steer VALUE:WEIGHT, or leave them out");
        }
        if (values.isEmpty() && (blocks.isPresent() || sameModel || onlyCandidates)) {
            throw new HoneException(
                    "--blockwise, --same-model and --only-candidates say how --steer steers, and there is none.",
                    "add --steer VALUE:WEIGHT, or leave them out");
        }
        if (blocks.isPresent() && (tilt.given() || onlyCandidates)) {
            throw new HoneException(
                    "--kl-budget, --kl-cap, --candidates and --only-candidates are about tokens, and --blockwise chooses among blocks.",
                    "leave out one or the other");
        }
        blocks();
        settings(); // what can't be meant is said before a model is loaded
        values.forEach(text -> ValueFlag.parse(text).requireWeight());
        return !values.isEmpty();
    }

    /** Names the values as what a run reads. */
    RunSpec declare(RunSpec spec) {
        RunSpec declared = spec;
        for (int i = 0; i < values.size(); i++) {
            declared = declared.withInput(
                    "value " + (i + 1), ValueFlag.parse(values.get(i)).folder());
        }
        return declared;
    }

    SteeredModel model(LocalModel model) {
        if (blocks.isPresent() || sameModel) {
            throw new HoneException(
                    "--blockwise and --same-model are for endpoints, and " + model.name() + " is on this machine.",
                    "leave them out");
        }
        return new SteeredModel(
                model,
                values.stream()
                        .map(text -> ValueFlag.parse(text).requireWeight().open(model))
                        .toList(),
                settings());
    }

    /** How bonuses are applied. */
    TiltSettings settings() {
        return onlyCandidates ? tilt.settings().masked() : tilt.settings();
    }

    /** The values for an endpoint's model. */
    RemoteValues remote(String served, boolean raw) {
        List<RemoteValues.Asked> asked = values.stream()
                .map(text -> ValueFlag.parse(text).requireWeight().asked())
                .toList();
        return RemoteValues.open(asked, served, sameModel, raw);
    }

    Optional<BlockRule> blocks() {
        return blocks.map(BlockRule::parse);
    }

    /** How many of its likeliest tokens an endpoint is asked for. */
    int told() {
        return tilt.told();
    }
}
