package dev.hone.budget.serving;

/**
 * What may be drawn for a request.
 *
 * @param least samples that are drawn in any case, at least 1
 * @param most samples that can be of use, at least {@code least}
 * @param mostTokens of one sample, for the worst case
 * @param stops whether drawing ends at the first success, so that a larger number of samples is seldom used up
 */
public record Allowance(int least, int most, int mostTokens, boolean stops) {
    public Allowance {
        if (least < 1 || most < least) {
            throw new IllegalArgumentException(least + " to " + most + " samples");
        }
    }

    /** Whether there is anything to decide about the number of samples. */
    boolean isFixed() {
        return least == most;
    }
}
