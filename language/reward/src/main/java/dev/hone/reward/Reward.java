package dev.hone.reward;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import java.util.Collection;
import java.util.List;

/**
 * Grades answers. The same query and text always get the same number, whatever is graded beside them and in which order. Safe
 * for use by several threads.
 */
public non-sealed interface Reward extends Judge {
    /**
     * Grades completions of one query.
     *
     * @param completions any number, none included; their text may be empty
     * @return one finite number a completion, in order, within the range of {@link #traits()}
     * @throws HoneException if the query lacks a reference that is needed, or a grader outside this process fails
     */
    double[] score(Query query, List<Completion> completions);

    /**
     * {@link #score}, held to its word: what callers use, so that a reward's defect is named before it is stored or planned by.
     *
     * @throws HoneException also if there is another number of grades than of completions, or one is not finite
     */
    default double[] grade(Query query, List<Completion> completions) {
        double[] grades = score(query, completions);
        if (grades.length != completions.size()) {
            throw new HoneException(
                    "The reward '" + name() + "' returned " + grades.length + " grades for " + completions.size()
                            + " answers to the query '" + query.id() + "'.",
                    "it drops or repeats answers; it must return one number each, in order");
        }
        for (int i = 0; i < grades.length; i++) {
            if (!Double.isFinite(grades[i])) {
                throw new HoneException(
                        "The reward '" + name() + "' returned " + grades[i] + " for answer " + (i + 1)
                                + " to the query '" + query.id() + "'.",
                        "it divides by zero for an empty answer, for example; it must return a finite number");
            }
        }
        return grades;
    }

    /** How many calls of {@link #score} may usefully run at once, at least 1. */
    default int concurrency() {
        return 1;
    }

    /**
     * Says before the work begins whether every query can be graded.
     *
     * @param source where the queries are from, for the error: a file
     * @throws HoneException naming the first query that can't be graded and why
     */
    default void requireGradable(String source, Collection<Query> queries) {
        if (!traits().needsReference()) {
            return;
        }
        for (Query query : queries) {
            if (query.reference().isEmpty()) {
                throw new HoneException(
                        source + ": the query '" + query.id() + "' has no 'reference', which the reward '" + name()
                                + "' compares with.",
                        "add references (for a pool: --references FILE), or choose a reward that needs none; "
                                + "'hone rewards' lists them");
            }
        }
    }
}
