package dev.hone.cli;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.core.Listener;
import dev.hone.lm.Features;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which predictor, and where what it reads is found. */
final class PredictorFlags {
    @Option(names = "--predictor", paramLabel = "ARTIFACT", required = true, description = "From 'hone budget fit'.")
    @SuppressWarnings("NullAway.Init") // required: set by picocli before anything runs
    Path folder;

    @Option(
            names = "--features",
            paramLabel = "FEATURES",
            description = "What the predictor reads; needed only if its local model lies elsewhere now.")
    private String features = "";

    DifficultyPredictor load() {
        return DifficultyPredictor.load(folder);
    }

    /** What the predictor was fitted on, or what {@code --features} names in its place. */
    Features features(DifficultyPredictor predictor, Listener listener) {
        return FeatureSource.open(features.isEmpty() ? predictor.features() : features, listener);
    }
}
