package dev.hone.transformer.generate;

import dev.hone.lm.Features;
import dev.hone.lm.Query;
import java.util.List;

/**
 * A query as a local model sees it just before it answers: the last layer's output, after the final norm, at the prompt's
 * last token, followed by its mean over the prompt's tokens. The last token is about the answer's beginning; the mean keeps what
 * the rest of the answer will need. Costs one reading of the prompt and no answer. [2 * hidden]
 */
public final class HiddenStates implements Features {
    private final LocalModel model;

    /** @param model stays open and its owner's */
    public HiddenStates(LocalModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "hidden:" + model.name();
    }

    @Override
    public int dimension() {
        return 2 * model.causalModel().config().hidden();
    }

    @Override
    public float[][] of(List<Query> queries) {
        return queries.stream().map(model::hidden).toArray(float[][]::new);
    }
}
