package dev.hone.budget.serving;

import dev.hone.budget.arms.ArmRouter;
import dev.hone.budget.arms.Options;
import dev.hone.budget.spend.Action;
import dev.hone.budget.spend.StartPrice;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Features;
import dev.hone.lm.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** One answer of one of several arms, by a router; what an arm costs is what the router expects of this query. */
final class ArmMenu implements Menu {
    private final ArmRouter router;
    private final Features features;
    private final double mean;

    /** @param mean cost per request in the router's unit, above 0 */
    ArmMenu(ArmRouter router, Features features, double mean) {
        this.router = router;
        this.features = features;
        this.mean = mean;
    }

    @Override
    public List<Offer> of(Query query, Allowance allowance, Seeds seeds) {
        int least = allowance.least();
        Options options = router.options(List.of(query), features);
        List<Offer> offers = new ArrayList<>();
        for (int arm = 0; arm < options.actions().size(); arm++) {
            // a call of the strong model is one call, however many candidates it returns
            int billed = router.costs().countsTokens() ? least : 1;
            double cost = options.cost()[0][arm] * billed;
            double worst = Math.max(cost, router.costs().of(query, arm, allowance.mostTokens()) * billed);
            double quality = options.quality()[0][arm];
            offers.add(new Offer(arm, false, least, new Action(quality, cost, worst), OptionalDouble.of(quality)));
        }
        return offers;
    }

    @Override
    public double startPrice(boolean stops) {
        List<Action> arms = new ArrayList<>();
        for (int arm = 0; arm < router.arms().size(); arm++) {
            arms.add(Action.exact(
                    router.mix().quality().get(arm), router.mix().cost().get(arm)));
        }
        try {
            return StartPrice.meeting(List.of(arms), mean);
        } catch (HoneException e) {
            return 1e-9; // the cheapest arm is the best on average: any price takes it
        }
    }

    @Override
    public String reason() {
        return "known kinds by " + router.known().reason() + "; unseen kinds by "
                + router.unseen().reason();
    }
}
