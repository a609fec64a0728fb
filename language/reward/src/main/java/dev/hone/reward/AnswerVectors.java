package dev.hone.reward;

import dev.hone.lm.Completion;
import dev.hone.lm.Features;
import dev.hone.lm.Query;
import java.util.List;

/** Vectors of answers, read alone: without the query that they answer. */
public final class AnswerVectors {
    private AnswerVectors() {}

    /** One vector a completion, in order. [completions, dimension] */
    public static float[][] of(Features features, List<Completion> completions) {
        return features.of(completions.stream()
                .map(completion -> Query.of("answer", completion.text()))
                .toList());
    }
}
