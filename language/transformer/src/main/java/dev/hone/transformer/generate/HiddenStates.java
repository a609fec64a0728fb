package dev.hone.transformer.generate;

import dev.hone.lm.Features;
import dev.hone.lm.Query;
import dev.hone.lm.SampleFeatures;
import java.util.List;
import java.util.Optional;

/**
 * A query as a local model sees it just before it answers: the state half-way up its layers and the one at the top, each at
 * the prompt's last token and as the mean over the prompt. The top is about the answer's next token; half-way up the question
 * is still there, and the mean keeps what the rest of the answer will need. Two heights and not all, so that the vector
 * doesn't grow with the model's depth. Costs one reading of the prompt and no answer. [4 * hidden]
 */
public final class HiddenStates implements Features {
    private final LocalModel model;

    /** @param model closed with this; who shares it closes it in place of this */
    public HiddenStates(LocalModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "hidden:" + model.name();
    }

    @Override
    public int dimension() {
        return 4 * model.causalModel().config().hidden();
    }

    @Override
    public float[][] of(List<Query> queries) {
        return queries.stream().map(model::promptStates).toArray(float[][]::new);
    }

    @Override
    public Optional<SampleFeatures> samples() {
        return Optional.of(new AnswerNumbers(model));
    }

    @Override
    public void close() {
        model.close();
    }
}
