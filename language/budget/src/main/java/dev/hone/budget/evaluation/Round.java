package dev.hone.budget.evaluation;

import dev.hone.budget.head.HeadKind;
import java.util.List;

/**
 * One way of folding, with what was learnt in each fold; every report query is in the report of exactly one fold.
 *
 * @param folds at least one
 * @param trained as many
 */
public record Round(List<Fold> folds, List<Trained> trained) {
    public Round {
        folds = List.copyOf(folds);
        trained = List.copyOf(trained);
        if (folds.isEmpty() || folds.size() != trained.size()) {
            throw new IllegalArgumentException(folds.size() + " folds and " + trained.size() + " trainings");
        }
    }

    /** The kind of head that plans are made with. */
    HeadKind kind() {
        return trained.getFirst().planner().head().kind();
    }
}
