package dev.hone.budget.arms;

/**
 * One way to answer a query.
 *
 * @param arm the model, or the way of decoding, that answers
 * @param samples how many answers it gives, the best of which counts; 0 for no answer
 */
public record Action(String arm, int samples) {
    public Action {
        if (samples < 0) {
            throw new IllegalArgumentException(samples + " samples of " + arm);
        }
    }
}
