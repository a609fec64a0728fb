package dev.hone.budget.serving;

import dev.hone.budget.spend.Action;
import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import java.util.List;

/** The same for every request: where nothing is known about queries, an even share is the best there is. */
record EvenMenu(Knob knob, int arms, String reason) implements Menu {
    @Override
    public List<Offer> of(Query query, Allowance allowance, Seeds seeds) {
        int least = allowance.least();
        double chance = seeds.child("even").uniform(0);
        if (knob.unit() == Knob.Unit.STRONG) {
            Offer weak = Offer.of(0, least, Action.exact(0, 0));
            return chance < knob.mean() ? List.of(weak, Offer.of(1, least, Action.exact(1, 1))) : List.of(weak);
        }
        int whole = (int) knob.mean();
        int samples = Math.clamp(whole + (chance < knob.mean() - whole ? 1 : 0), least, allowance.most());
        Offer even = offer(samples, Action.exact(1, samples));
        // what a client asks for at least is drawn in any case; less than the mean only if the budget doesn't cover it
        return samples == least ? List.of(even) : List.of(offer(least, Action.exact(0, least)), even);
    }

    /** Where money is held a sample of another arm would cost something else. */
    private Offer offer(int samples, Action action) {
        return knob.unit() == Knob.Unit.SAMPLES ? Offer.inTurn(samples, action) : Offer.of(0, samples, action);
    }

    @Override
    public double startPrice(boolean stops) {
        return 1e-9; // any price below the one offer's gain per sample
    }
}
