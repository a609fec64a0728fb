package dev.hone.budget.serving;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.allocation.Gains;
import dev.hone.budget.allocation.StreamPolicy;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.head.DifficultyHead;
import dev.hone.budget.spend.Action;
import dev.hone.budget.spend.StartPrice;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Features;
import dev.hone.lm.Query;
import java.util.ArrayList;
import java.util.List;

/** Best-of-k of one arm for each k up to a cap, by a difficulty predictor. */
final class SampleMenu implements Menu {
    private static final Ladder LADDER = Ladder.counting(0, true);
    private static final int REPLICAS = 200; // of the stream's bins, so that their weights become counts

    private final DifficultyPredictor predictor;
    private final Trained trained;
    private final Features features;
    private final double mean;
    private final int cap;

    /** @param mean samples per request, for the start price */
    SampleMenu(DifficultyPredictor predictor, Trained trained, Features features, double mean, int cap) {
        predictor.requireFeatures(features);
        this.predictor = predictor;
        this.trained = trained;
        this.features = features;
        this.mean = mean;
        this.cap = cap;
    }

    @Override
    public List<Offer> of(Query query, Allowance allowance, Seeds seeds) {
        if (allowance.isFixed()) { // nothing to look at the query for
            return List.of(Offer.inTurn(allowance.least(), Action.exact(0, allowance.least())));
        }
        float[][] vector = predictor.vectors(List.of(query), features);
        DifficultyHead head = trained.planner().head();
        double[] curve = head.gains(vector, allowance.most()).curve(0, head.base(vector[0]));
        return LADDER.offers(curve, allowance);
    }

    @Override
    public double startPrice(boolean stops) {
        StreamPolicy stream = trained.stream();
        Gains gains = Gains.of(stream.cappedAt(cap).gains());
        Allowance all = new Allowance(1, gains.cap(), 1, stops);
        List<List<Action>> requests = new ArrayList<>();
        for (int bin = 0; bin < stream.bins(); bin++) {
            List<Action> actions = LADDER.offers(gains.curve(bin, 0), all).stream() // only differences count here
                    .map(Offer::action)
                    .toList();
            long copies = Math.max(1, Math.round(stream.weights()[bin] * REPLICAS));
            for (long i = 0; i < copies; i++) {
                requests.add(actions);
            }
        }
        try {
            return StartPrice.meeting(requests, mean);
        } catch (HoneException e) {
            return 1e-9; // nothing gains from a second sample: every price gives one
        }
    }

    @Override
    public String reason() {
        return trained.guard().reason(mean, 1);
    }
}
