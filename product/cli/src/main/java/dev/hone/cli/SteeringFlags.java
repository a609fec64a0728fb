package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.run.RunSpec;
import dev.hone.steer.SteeredModel;
import dev.hone.transformer.generate.LocalModel;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which values lead a local model, and how strongly. */
final class SteeringFlags {
    @Option(
            names = "--steer",
            paramLabel = "VALUE:WEIGHT",
            split = ",",
            description =
                    "Lead a local model by values of 'hone steer fit'; a weight below 0 leads away from the reward.")
    private List<String> values = new ArrayList<>();

    @Mixin
    private final TiltFlags tilt = new TiltFlags();

    boolean asked() {
        if (values.isEmpty() && tilt.given()) {
            throw new HoneException(
                    "--kl-budget, --kl-cap and --candidates say how --steer steers, and there is none.",
                    "add --steer VALUE:WEIGHT, or leave them out");
        }
        tilt.settings(); // what can't be meant is said before a model is loaded
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
        return new SteeredModel(
                model,
                values.stream()
                        .map(text -> ValueFlag.parse(text).requireWeight().open(model))
                        .toList(),
                tilt.settings());
    }
}
