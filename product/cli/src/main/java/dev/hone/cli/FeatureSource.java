package dev.hone.cli;

import dev.hone.core.Home;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.embedding.MiniLm;
import dev.hone.lm.Features;
import dev.hone.lm.TextFeatures;
import dev.hone.transformer.generate.HiddenStates;

/** FEATURES on a command line: what a predictor reads of a query. */
final class FeatureSource {
    static final String DESCRIPTION =
            "minilm (a sentence embedding, any model), text (words and lengths alone) or hidden:MODEL (a local model's own hidden state). Default: minilm.";

    static final String DEFAULT = "minilm";

    private static final String HIDDEN = "hidden:";

    private FeatureSource() {}

    /** Refuses a name that {@link #open} would, before any work is begun. */
    static void check(String name) {
        if (name.startsWith(HIDDEN)) {
            ModelSource.parse(name.substring(HIDDEN.length()));
        } else if (!name.equals(DEFAULT) && !name.equals("text")) {
            throw unknown(name);
        }
    }

    private static HoneException unknown(String name) {
        return new HoneException("There are no features '" + name + "'.", "use minilm, text or hidden:MODEL");
    }

    static Features open(String name, Listener listener) {
        if (name.equals(DEFAULT)) {
            return new MiniLm(Home.cache("embeddings"));
        }
        if (name.equals("text")) {
            return new TextFeatures();
        }
        if (name.startsWith(HIDDEN)) {
            return new HiddenStates(
                    ModelSource.parse(name.substring(HIDDEN.length())).openLocal(listener));
        }
        throw unknown(name);
    }
}
