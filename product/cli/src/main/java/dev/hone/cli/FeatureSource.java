package dev.hone.cli;

import dev.hone.core.Home;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.embedding.MiniLm;
import dev.hone.lm.Features;
import dev.hone.transformer.generate.HiddenStates;

/** FEATURES on a command line: what a predictor reads of a query. */
final class FeatureSource {
    static final String DESCRIPTION =
            "minilm (a sentence embedding, any model) or hidden:MODEL (a local model's own hidden state). Default: minilm.";

    private static final String HIDDEN = "hidden:";

    private FeatureSource() {}

    static Features open(String name, Listener listener) {
        if (name.equals("minilm")) {
            return new MiniLm(Home.cache("embeddings"));
        }
        if (name.startsWith(HIDDEN)) {
            return new HiddenStates(
                    ModelSource.parse(name.substring(HIDDEN.length())).openLocal(listener));
        }
        throw new HoneException("There are no features '" + name + "'.", "use minilm or hidden:MODEL");
    }
}
