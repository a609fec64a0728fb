package dev.hone.budget.serving;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.allocation.Gains;
import dev.hone.budget.allocation.StreamPolicy;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.spend.Action;
import dev.hone.budget.spend.StartPrice;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Features;
import dev.hone.lm.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Best-of-k of one arm for each k up to a cap, by a difficulty predictor.
 *
 * <p>Without stopping, k samples cost k. Where drawing ends at the first success, the sample after j failures is only drawn with
 * probability 1 - q(j), q being the predicted quality of best-of-j, so k samples are expected to cost the sum of these; the worst
 * case stays k. At a price the keeper then goes on with a query as long as the chance that the next sample is its first success
 * exceeds the price: it gives up on queries that look hopeless.
 */
final class SampleMenu implements Menu {
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
    public List<Offer> of(Query query, int least, int mostTokens, boolean stops, Seeds seeds) {
        float[][] vector = predictor.vectors(List.of(query), features);
        return offers(trained.planner().head().gains(vector, Math.max(cap, least)), 0, least, stops);
    }

    private static List<Offer> offers(Gains gains, int row, int least, boolean stops) {
        List<Offer> offers = new ArrayList<>();
        double quality = 0;
        double cost = 0;
        for (int k = 1; k <= gains.cap(); k++) {
            cost += stops ? Math.clamp(1 - quality, 0, 1) : 1;
            quality += gains.of(row, k);
            if (k >= least) {
                offers.add(new Offer(0, k, new Action(quality, cost, k), OptionalDouble.of(quality)));
            }
        }
        return offers;
    }

    @Override
    public double startPrice(boolean stops) {
        StreamPolicy stream = trained.stream();
        Gains gains = Gains.of(stream.cappedAt(cap).gains());
        List<List<Action>> requests = new ArrayList<>();
        for (int bin = 0; bin < stream.bins(); bin++) {
            List<Action> actions =
                    offers(gains, bin, 1, stops).stream().map(Offer::action).toList();
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
