package dev.hone.budget;

import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.lm.Query;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How long prompts and samples of a model were, on average over queries.
 *
 * @param prompt tokens of a prompt, taken as a quarter of its characters; at least 0
 * @param answer tokens of one sample, at least 0
 */
public record SampleLengths(double prompt, double answer) {
    private static final double CHARACTERS_PER_TOKEN = 4;

    public SampleLengths {
        if (!(prompt >= 0 && answer >= 0) || Double.isInfinite(prompt) || Double.isInfinite(answer)) {
            throw new IllegalArgumentException("prompts of " + prompt + " and samples of " + answer + " tokens");
        }
    }

    /** Those of a pool, over the queries whose samples say how long they are; empty where none does. */
    public static Optional<SampleLengths> of(GradedQueries queries) {
        int[] known = IntStream.range(0, queries.size())
                .filter(i -> !Double.isNaN(queries.tokens(i)))
                .toArray();
        if (known.length == 0) {
            return Optional.empty();
        }
        return Optional.of(new SampleLengths(
                IntStream.of(known)
                        .mapToDouble(i -> promptTokens(queries.query(i)))
                        .average()
                        .orElseThrow(),
                IntStream.of(known).mapToDouble(queries::tokens).average().orElseThrow()));
    }

    /** Tokens of a prompt, about. */
    public static double promptTokens(Query query) {
        return query.text().length() / CHARACTERS_PER_TOKEN;
    }
}
