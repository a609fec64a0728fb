package dev.hone.reward;

import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import java.util.List;

/**
 * How positive an answer sounds: the mean of its sentences' scores (see {@link Sentiment}). The mean, because one score for a whole
 * text goes to 1 or -1 with its length. A text without sentences gets 0. For English only.
 */
final class Positivity implements Reward {
    static final Traits TRAITS = Traits.measure(-1, 1, "none: words are looked up, English only");

    @Override
    public String name() {
        return "positivity";
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public double[] score(Query query, List<Completion> completions) {
        return completions.stream()
                .mapToDouble(completion -> English.sentences(completion.text()).stream()
                        .mapToDouble(Sentiment::of)
                        .average()
                        .orElse(0))
                .toArray();
    }
}
