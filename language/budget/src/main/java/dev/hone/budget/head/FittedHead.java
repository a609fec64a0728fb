package dev.hone.budget.head;

import java.util.OptionalDouble;

/**
 * A head and how its training went.
 *
 * @param head the head; one that says the same of every query where the features told nothing
 * @param weightDecay the strength of regularisation that did best; absent for a constant head
 * @param epochs passes over the fitting queries up to the weights that were kept
 * @param loss mean loss of the kept weights on the choosing queries, in nats, or in the reward's unit where that is real-valued
 * @param constantLoss the same of the best head that doesn't look at features
 */
public record FittedHead(
        DifficultyHead head, OptionalDouble weightDecay, int epochs, double loss, double constantLoss) {
    /** The same training, another head. */
    public FittedHead with(DifficultyHead other) {
        return new FittedHead(other, weightDecay, epochs, loss, constantLoss);
    }

    /** Whether the features told nothing that held on the choosing queries. */
    public boolean isConstant() {
        return head.network().isConstant();
    }
}
