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
        return switch (knob.unit()) {
            case SAMPLES -> samples(allowance, chance);
            case STRONG -> {
                Offer weak = Offer.of(0, least, Action.exact(0, 0));
                yield chance < knob.mean() ? List.of(weak, Offer.of(1, least, Action.exact(1, 1))) : List.of(weak);
            }
            // what it costs is not known before; it is counted when it is
            case MONEY -> List.of(Offer.of(0, least, Action.exact(0, knob.mean())));
        };
    }

    private List<Offer> samples(Allowance allowance, double chance) {
        int least = allowance.least();
        int whole = (int) knob.mean();
        int samples = Math.clamp(whole + (chance < knob.mean() - whole ? 1 : 0), least, allowance.most());
        Offer even = Offer.inTurn(samples, Action.exact(1, samples));
        // what a client asks for at least is drawn in any case; less than the mean only if the budget doesn't cover it
        return samples == least ? List.of(even) : List.of(Offer.inTurn(least, Action.exact(0, least)), even);
    }

    @Override
    public double startPrice(boolean stops) {
        return 1e-9; // any price below the one offer's gain per sample
    }
}
