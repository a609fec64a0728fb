package dev.hone.budget.serving;

import dev.hone.budget.spend.Reservation;
import java.util.Optional;

/**
 * What was decided for a request before anything is drawn; its spend is reserved until it is settled or closed.
 *
 * @param offer what is done
 * @param least samples that are drawn in any case
 * @param chooses whether a judge chooses among the samples; without that the first is the answer
 * @param stops whether drawing ends early where further samples can't help
 * @param problem why nothing could be predicted of the request, so that it got an even share
 * @param explored drawn in full whatever the plan says, to learn from
 * @param reservation of its worst case
 */
public record Decision(
        Offer offer,
        int least,
        boolean chooses,
        boolean stops,
        Optional<String> problem,
        boolean explored,
        Reservation reservation)
        implements AutoCloseable {
    /** Counts the worst case unless it is settled. */
    @Override
    public void close() {
        reservation.close();
    }
}
