package dev.hone.budget.serving;

import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import java.util.List;

/** Says what can be done with a request, and what each would be worth. Safe for use by several threads. */
public interface Menu {
    /**
     * The offers for one request, in the unit of its {@link Knob}.
     *
     * @param seeds this request's
     * @return at least one
     */
    List<Offer> of(Query query, Allowance allowance, Seeds seeds);

    /** Gain that a unit of cost must bring before anything was seen, above 0. */
    double startPrice(boolean stops);

    /** Why it decides as it does, in one clause. */
    String reason();
}
