package dev.hone.reward;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * 1 where the answer found in the text equals the one found in the reference, else 0; a text without an answer gets 0.
 *
 * @param answer finds the answer in a completion's text
 * @param truth finds the right answer in a reference, which is an error where it holds none
 * @param what an answer is called in that error, for example "number"
 */
record Comparison(String name, Extraction answer, Extraction truth, String what) implements Reward {
    static final Traits TRAITS = Traits.comparison("none: text is compared");

    static Comparison exact() {
        Extraction whole = text -> Optional.of(text.strip());
        return new Comparison("exact", whole, whole, "text");
    }

    static Comparison number() {
        return new Comparison("number", Numbers::lastCanonical, Numbers::lastCanonical, "number");
    }

    /** The last match's first group against the whole reference. */
    static Comparison captured(String name, BoundedPattern pattern) {
        return new Comparison(name, pattern::last, text -> Optional.of(text.strip()), "text");
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public double[] score(Query query, List<Completion> completions) {
        requireGradable("The queries", List.of(query));
        Optional<String> right = truth.answer(query.reference().orElseThrow());
        return completions.stream()
                .mapToDouble(completion -> answer.answer(completion.text()).equals(right) ? 1 : 0)
                .toArray();
    }

    @Override
    public void requireGradable(String source, Collection<Query> queries) {
        Reward.super.requireGradable(source, queries);
        for (Query query : queries) {
            String reference = query.reference().orElseThrow();
            if (truth.answer(reference).isEmpty()) {
                throw new HoneException(
                        source + ": the reference of the query '" + query.id() + "' holds no " + what + ": '"
                                + reference + "'.",
                        "correct it, or grade with 'exact'");
            }
        }
    }
}
