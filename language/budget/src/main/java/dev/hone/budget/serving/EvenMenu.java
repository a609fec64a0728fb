package dev.hone.budget.serving;

import dev.hone.budget.spend.Action;
import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import java.util.List;

/** The same for every request: where nothing is known about queries, an even share is the best there is. */
record EvenMenu(Knob knob, int arms, String reason) implements Menu {
    @Override
    public List<Offer> of(Query query, int least, int mostTokens, boolean stops, Seeds seeds) {
        double chance = seeds.child("even").uniform(0);
        if (knob.unit() == Knob.Unit.STRONG) {
            Offer weak = new Offer(0, least, Action.exact(0, 0));
            return chance < knob.mean() ? List.of(weak, new Offer(1, least, Action.exact(1, 1))) : List.of(weak);
        }
        int whole = (int) knob.mean();
        int samples = Math.max(least, whole + (chance < knob.mean() - whole ? 1 : 0));
        Offer even = new Offer(0, samples, Action.exact(1, samples));
        // what a client asks for at least is drawn in any case; less than the mean only if the budget doesn't cover it
        return samples == least ? List.of(even) : List.of(new Offer(0, least, Action.exact(0, least)), even);
    }

    @Override
    public double startPrice(boolean stops) {
        return 1e-9; // any price below the one offer's gain per sample
    }
}
