package dev.hone.budget.serving;

import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import java.util.List;

/** Says what can be done with a request, and what each would be worth. Safe for use by several threads. */
public interface Menu {
    /**
     * The offers for one request, in the unit of its {@link Knob}.
     *
     * @param least samples at least
     * @param mostTokens of one sample, for the worst case
     * @param stops whether drawing ends at the first success, so that a larger number of samples is seldom used up
     * @param seeds this request's
     * @return at least one
     */
    List<Offer> of(Query query, int least, int mostTokens, boolean stops, Seeds seeds);

    /** Gain that a unit of cost must bring before anything was seen, above 0. */
    double startPrice(boolean stops);

    /** Why it decides as it does, in one clause. */
    String reason();
}
