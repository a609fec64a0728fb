package dev.hone.cli;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.arms.ArmRouter;
import dev.hone.budget.portfolio.Member;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.lm.Features;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Which predictor, and where what it reads is found. */
final class PredictorFlags {
    @Option(
            names = "--predictor",
            paramLabel = "ARTIFACT",
            description =
                    "From 'hone budget fit'. 'budget plan' and 'serve' take one for each of several models: which model, and how"
                            + " many samples, is then one choice.")
    private List<Path> folders = List.of();

    @Option(
            names = "--features",
            paramLabel = "FEATURES",
            description = "What the predictor reads; needed only if its local model lies elsewhere now.")
    private String features = "";

    boolean isAbsent() {
        return folders.isEmpty();
    }

    /** Whether several models are planned for together. */
    boolean areSeveral() {
        return folders.size() > 1;
    }

    Path folder() {
        if (folders.isEmpty()) {
            throw new HoneException("No predictor was named.", "add --predictor ARTIFACT, from 'hone budget fit'");
        }
        if (areSeveral()) {
            throw new HoneException(
                    folders.size() + " predictors were named, and this verb takes one.",
                    "name one; 'hone budget plan' and 'hone serve' take one for each of several models");
        }
        return folders.getFirst();
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
        return folders.size() == 1 && ArmVerbs.isRouter(folders.getFirst())
                ? Optional.of(ArmRouter.load(folders.getFirst()))
                : Optional.empty();
    }

    /**
     * The predictors of several models with what they read; predictors that read the same share it.
     *
     * @throws HoneException if one is a router, or doesn't say which model it is for
     */
    List<Member> members(Listener listener) {
        check();
        Map<String, Features> open = new TreeMap<>();
        try {
            return members(open, listener);
        } catch (HoneException e) {
            open.values().forEach(Features::close);
            throw e;
        }
    }

    private List<Member> members(Map<String, Features> open, Listener listener) {
        List<Member> members = new ArrayList<>();
        for (Path each : folders) {
            if (ArmVerbs.isRouter(each)) {
                throw new HoneException(
                        each + " is a router, which chooses among models by itself.",
                        "name it alone, or name a predictor of each model's samples");
            }
            DifficultyPredictor predictor = DifficultyPredictor.load(each);
            String arm = predictor
                    .model()
                    .orElseThrow(() -> new HoneException(
                            "The predictor " + each + " doesn't say which model it is for.",
                            "fit it with --model NAME"));
            Features read = open.computeIfAbsent(
                    features.isEmpty() ? predictor.features() : features, name -> FeatureSource.open(name, listener));
            members.add(new Member(arm, predictor, read));
        }
        return members;
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
