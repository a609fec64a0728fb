package dev.hone.reward;

import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import java.util.List;

/** 1 where a pattern is found anywhere in the text, else 0. */
record Presence(String name, BoundedPattern pattern) implements Reward {
    static final Traits TRAITS = Traits.check("none: the pattern is searched, in bounded steps");

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public double[] score(Query query, List<Completion> completions) {
        return completions.stream()
                .mapToDouble(completion -> pattern.found(completion.text()) ? 1 : 0)
                .toArray();
    }
}
