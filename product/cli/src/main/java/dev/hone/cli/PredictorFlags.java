package dev.hone.cli;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.arms.ArmRouter;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.lm.Features;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which predictor, and where what it reads is found. */
final class PredictorFlags {
    @Option(names = "--predictor", paramLabel = "ARTIFACT", description = "From 'hone budget fit'.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--features",
            paramLabel = "FEATURES",
            description = "What the predictor reads; needed only if its local model lies elsewhere now.")
    private String features = "";

    boolean isAbsent() {
        return folder.isEmpty();
    }

    Path folder() {
        return folder.orElseThrow(
                () -> new HoneException("No predictor was named.", "add --predictor ARTIFACT, from 'hone budget fit'"));
    }

    /** Refuses {@code --features} that don't exist, before any work is begun. */
    void check() {
        if (!features.isEmpty()) {
            FeatureSource.check(features);
        }
    }

    DifficultyPredictor load() {
        check();
        return DifficultyPredictor.load(folder());
    }

    /** The artefact, if it is one that chooses among arms. */
    Optional<ArmRouter> router() {
        return folder.filter(ArmVerbs::isRouter).map(ArmRouter::load);
    }

    /** What a router was fitted on, or what {@code --features} names, or sentence embeddings. */
    Features features(Optional<ArmRouter> router, Listener listener) {
        String fitted = router.map(ArmRouter::features).orElse(FeatureSource.DEFAULT);
        return FeatureSource.open(features.isEmpty() ? fitted : features, listener);
    }

    /** What the predictor was fitted on, or what {@code --features} names in its place. */
    Features features(DifficultyPredictor predictor, Listener listener) {
        return FeatureSource.open(features.isEmpty() ? predictor.features() : features, listener);
    }
}
