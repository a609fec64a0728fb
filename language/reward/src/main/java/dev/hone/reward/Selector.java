package dev.hone.reward;

import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import java.util.List;
import java.util.Optional;

/** Chooses among answers to one query by comparing them with each other; it can't say how good one answer is on its own. */
public non-sealed interface Selector extends Judge {
    /**
     * The choice among completions.
     *
     * @param index of the chosen completion
     * @param votes how many completions gave the chosen answer, 0 if none gave any
     * @param of how many completions there were
     */
    record Selection(int index, int votes, int of) {
        public Selection {
            if (index < 0 || index >= of || votes < 0 || votes > of) {
                throw new IllegalArgumentException("choice " + index + " with " + votes + " of " + of);
            }
        }

        /** The share of completions that gave the chosen answer, in [0, 1]. */
        public double share() {
            return (double) votes / of;
        }
    }

    /**
     * The answer that a text gives, in a form in which equal answers are equal texts; empty if it gives none, which agrees
     * with nothing.
     */
    Optional<String> answer(String text);

    /**
     * Chooses one of at least one completion.
     *
     * @throws IllegalArgumentException if there is none
     */
    Selection select(Query query, List<Completion> completions);
}
