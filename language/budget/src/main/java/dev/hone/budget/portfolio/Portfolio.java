package dev.hone.budget.portfolio;

import dev.hone.budget.SampleLengths;
import dev.hone.budget.arms.CostUnit;
import dev.hone.budget.arms.Costs;
import dev.hone.budget.arms.Options;
import dev.hone.core.HoneException;
import dev.hone.lm.Features;
import dev.hone.lm.Query;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Several models, each with a predictor of its own: an action is a model with a number of samples, the best of which counts. "How
 * many" and "which" are then one choice, by one price on cost ("Learning How Hard to Think", arXiv 2410.04707, with the action
 * space of routing and best-of-k joined).
 *
 * <p>A query gets samples of one model only. What two models are worth together would take the chance that both fail at once, which
 * predictors fitted apart don't tell.
 *
 * <p>A head is believed at the number of samples of its own model that the mean cost buys; elsewhere the mean curve of its pool
 * stands in, so a portfolio of which no head is believed is the best fixed mix of models and numbers.
 */
public final class Portfolio {
    private final List<Member> members;
    private final Costs costs;

    /**
     * Joins members.
     *
     * @param costs of the same arms, in the order of the members
     * @throws HoneException if an arm comes twice, the members were fitted on different rewards, or answers are to be counted by a
     *     length that a predictor doesn't know
     */
    public Portfolio(List<Member> members, Costs costs) {
        this.members = List.copyOf(members);
        this.costs = costs;
        if (!costs.arms().equals(arms())) {
            throw new IllegalArgumentException("costs of " + costs.arms() + " for " + arms());
        }
        requireDifferentArms();
        requireOneReward();
        members.stream()
                .filter(member -> costs.countsTokens() && member.lengths().isEmpty())
                .findFirst()
                .ifPresent(member -> {
                    throw new HoneException(
                            "The predictor of '" + member.arm()
                                    + "' doesn't know how long its samples are, and costs in "
                                    + costs.unit().name().toLowerCase(Locale.ROOT) + " depend on it.",
                            "fit it again on a pool whose samples have 'tokens', or count samples:"
                                    + " --cost-unit samples");
                });
    }

    private void requireDifferentArms() {
        if (arms().stream().distinct().count() < members.size()) {
            throw new HoneException(
                    "Two predictors are for the same model; the models are " + String.join(", ", arms()) + ".",
                    "give one predictor a model");
        }
    }

    private void requireOneReward() {
        long real = members.stream().filter(Member::isReal).count();
        boolean named =
                members.stream().allMatch(member -> member.predictor().reward().isPresent());
        if (real > 0 && real < members.size() && !named) {
            throw new HoneException(
                    "Some of the predictors were made for rewards of 0 and 1, the others for real-valued ones.",
                    "fit them on samples graded by one reward; if it is one, say so: fit with --reward NAME");
        }
        List<String> rewards = members.stream()
                .flatMap(member -> member.predictor().reward().stream())
                .distinct()
                .toList();
        if (rewards.size() > 1) {
            throw new HoneException(
                    "The predictors were made for different rewards: " + String.join(", ", rewards) + ".",
                    "fit them on samples graded by one reward: a success of one says nothing of the other");
        }
    }

    /** The models. */
    public List<String> arms() {
        return members.stream().map(Member::arm).toList();
    }

    /** What a sample costs. */
    public Costs costs() {
        return costs;
    }

    /** Expected cost of one sample of an arm for a query, in the unit. */
    public double sampleCost(Query query, int arm) {
        return costs.ofSample(SampleLengths.promptTokens(query), arm, answer(arm));
    }

    /** Mean cost of one sample of an arm over the queries it was fitted on. */
    public double typicalSampleCost(int arm) {
        Optional<SampleLengths> lengths = members.get(arm).lengths();
        return costs.ofSample(lengths.map(SampleLengths::prompt).orElse(0.0), arm, answer(arm));
    }

    private double answer(int arm) {
        return members.get(arm).lengths().map(SampleLengths::answer).orElse(0.0);
    }

    /**
     * The mean cost at a share of the way from one sample of the cheapest model to one of the model whose samples are best on
     * average.
     *
     * @param share in [0, 1]
     * @throws HoneException if there is no such way: samples are counted, of which each costs the same, or no dearer model is better
     */
    double costAt(double share, List<Query> queries) {
        if (countsSamples()) {
            throw new HoneException(
                    "A share of the way from the cheapest model to the best needs costs that differ, and every sample counts 1.",
                    "give --cost-unit tokens or money, or --mean-cost C in samples");
        }
        double[] cost = new double[members.size()];
        int cheapest = 0;
        int best = 0;
        for (int arm = 0; arm < cost.length; arm++) {
            int each = arm;
            cost[arm] = queries.stream()
                    .mapToDouble(query -> sampleCost(query, each))
                    .average()
                    .orElse(typicalSampleCost(arm));
            cheapest = cost[arm] < cost[cheapest] ? arm : cheapest;
            best = members.get(arm).meanCurve(1)[1] > members.get(best).meanCurve(1)[1] ? arm : best;
        }
        if (cost[best] <= cost[cheapest]) {
            throw new HoneException(
                    "'" + arms().get(best)
                            + "' is the cheapest model a sample and the best one too, so there is no way from one to"
                            + " the other.",
                    "give --mean-cost C or --price P; several of its samples may still pay");
        }
        return cost[cheapest] + share * (cost[best] - cost[cheapest]);
    }

    /** How many samples of an arm a guard is asked about. */
    private interface Reach {
        double samples(int arm, double sampleCost);
    }

    /**
     * What can be done with queries.
     *
     * @param meanCost per query, in the unit, above 0
     * @param cap most samples of a query
     * @param floor least samples of a query, 0 or 1
     * @throws HoneException if a query may go without an answer though rewards are real-valued
     */
    public Options options(List<Query> queries, double meanCost, int cap, int floor) {
        return options(queries, (_, cost) -> affordable(meanCost, cost), cap, floor);
    }

    /**
     * The same where cost has a price. A head is believed at the number of samples that its pool's mean curve would draw.
     *
     * @param price quality per unit of cost, 0 or more
     */
    Options optionsAt(List<Query> queries, double price, int cap, int floor) {
        return options(queries, (arm, _) -> worth(arm, price, cap), cap, floor);
    }

    private int worth(int arm, double price, int cap) {
        return members.get(arm).samplesWorth(price * typicalSampleCost(arm), cap);
    }

    private Options options(List<Query> queries, Reach reach, int cap, int floor) {
        if (floor == 0 && members.stream().anyMatch(Member::isReal)) {
            throw new HoneException(
                    "The floor is 0 samples, but the predictors' rewards are real-valued: no answer has no value among them.",
                    "leave out --floor, or give --floor 1");
        }
        IdentityHashMap<Features, float[][]> read =
                new IdentityHashMap<>(); // once where predictors share their features
        double[][] cost = new double[queries.size()][members.size()];
        List<double[][]> curves = new ArrayList<>();
        for (int arm = 0; arm < members.size(); arm++) {
            Member member = members.get(arm);
            double[] samples = new double[queries.size()];
            for (int i = 0; i < samples.length; i++) {
                cost[i][arm] = sampleCost(queries.get(i), arm);
                samples[i] = reach.samples(arm, cost[i][arm]);
            }
            float[][] vectors = read.computeIfAbsent(member.features(), features -> features.of(queries));
            curves.add(member.curves(member.predictor().kinds().append(queries, vectors), samples, cap));
        }
        return Options.ofCurves(arms(), curves, cost, floor);
    }

    /**
     * Best-of-0 to best-of-cap expected of each arm at a quantile of the queries that they were fitted on. A query that is hard for
     * one is taken to be as hard for the others, in rank; where rewards are real-valued, that gains as much from a second sample.
     *
     * @param quantile in [0, 1), hard queries first
     * @return [arms][cap + 1]
     */
    public List<double[]> curvesAt(double quantile, double meanCost, int cap) {
        List<double[]> curves = new ArrayList<>();
        for (int arm = 0; arm < members.size(); arm++) {
            curves.add(members.get(arm).curveAt(quantile, affordable(meanCost, typicalSampleCost(arm)), cap));
        }
        return curves;
    }

    /** One sentence: by what each arm is judged at a mean cost, and why. */
    public String reason(double meanCost) {
        return reason((_, cost) -> affordable(meanCost, cost));
    }

    /** The same at a price. */
    String reasonAt(double price, int cap) {
        return reason((arm, _) -> worth(arm, price, cap));
    }

    private String reason(Reach reach) {
        List<String> reasons = new ArrayList<>();
        for (int arm = 0; arm < members.size(); arm++) {
            reasons.add(members.get(arm).reason(reach.samples(arm, typicalSampleCost(arm))));
        }
        return reasons.stream().collect(Collectors.joining("; "));
    }

    /** Samples that a mean cost buys of one arm alone; what is free is bought without end. */
    private static double affordable(double meanCost, double sampleCost) {
        return Math.max(meanCost / Math.max(sampleCost, Double.MIN_NORMAL), Double.MIN_NORMAL);
    }

    /** Whether calls are counted and not what they cost. */
    public boolean countsSamples() {
        return costs.unit() == CostUnit.SAMPLES;
    }
}
