package dev.hone.budget.serving;

import dev.hone.budget.SampleLengths;
import dev.hone.budget.arms.Options;
import dev.hone.budget.portfolio.Portfolio;
import dev.hone.budget.spend.Action;
import dev.hone.budget.spend.StartPrice;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Best-of-k of each of several arms, one arm a request, by a predictor for each. */
final class PortfolioMenu implements Menu {
    private static final int REPLICAS = 200; // of the fitting queries, by their quantiles

    private final Portfolio portfolio;
    private final double mean;
    private final int cap;

    /** @param mean cost per request, in the portfolio's unit */
    PortfolioMenu(Portfolio portfolio, double mean, int cap) {
        this.portfolio = portfolio;
        this.mean = mean;
        this.cap = cap;
    }

    @Override
    public List<Offer> of(Query query, Allowance allowance, Seeds seeds) {
        Options options = portfolio.options(List.of(query), mean, allowance.most(), 1);
        List<Offer> offers = new ArrayList<>();
        for (int arm = 0; arm < portfolio.arms().size(); arm++) {
            double worst = portfolio.costs().ofSample(SampleLengths.promptTokens(query), arm, allowance.mostTokens());
            double cost = portfolio.sampleCost(query, arm);
            Ladder ladder = new Ladder(arm, false, cost, Math.max(cost, worst));
            offers.addAll(ladder.offers(curve(options, arm, allowance.most()), allowance));
        }
        return offers;
    }

    /** The qualities of an arm's samples stand side by side in the options; that of none is 0, where a stop asks for it. */
    private static double[] curve(Options options, int arm, int most) {
        double[] curve = new double[most + 1];
        System.arraycopy(options.quality()[0], arm * most, curve, 1, most);
        return curve;
    }

    @Override
    public double startPrice(boolean stops) {
        List<List<Action>> requests = IntStream.range(0, REPLICAS)
                .mapToObj(i -> typical((i + .5) / REPLICAS, stops))
                .toList();
        try {
            return StartPrice.meeting(requests, mean);
        } catch (HoneException e) {
            return 1e-9; // nothing gains from more than the cheapest: every price takes that
        }
    }

    private List<Action> typical(double quantile, boolean stops) {
        Allowance all = new Allowance(1, cap, 1, stops);
        List<double[]> curves = portfolio.curvesAt(quantile, mean, cap);
        List<Action> actions = new ArrayList<>();
        for (int arm = 0; arm < curves.size(); arm++) {
            double cost = portfolio.typicalSampleCost(arm);
            new Ladder(arm, false, cost, cost)
                    .offers(curves.get(arm), all)
                    .forEach(offer -> actions.add(offer.action()));
        }
        return actions;
    }

    @Override
    public String reason() {
        return portfolio.reason(mean);
    }
}
