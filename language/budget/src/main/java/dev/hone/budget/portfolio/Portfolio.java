package dev.hone.budget.portfolio;

import dev.hone.budget.SampleLengths;
import dev.hone.budget.allocation.Gains;
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
     * What can be done with queries.
     *
     * @param meanCost per query, in the unit, above 0
     * @param cap most samples of a query
     * @param floor least samples of a query, 0 or 1
     */
    public Options options(List<Query> queries, double meanCost, int cap, int floor) {
        IdentityHashMap<Features, float[][]> read =
                new IdentityHashMap<>(); // once where predictors share their features
        double[][] cost = new double[queries.size()][members.size()];
        List<Gains> gains = new ArrayList<>();
        for (int arm = 0; arm < members.size(); arm++) {
            Member member = members.get(arm);
            double[] affordable = new double[queries.size()];
            for (int i = 0; i < affordable.length; i++) {
                cost[i][arm] = sampleCost(queries.get(i), arm);
                affordable[i] = affordable(meanCost, cost[i][arm]);
            }
            float[][] vectors = read.computeIfAbsent(member.features(), features -> features.of(queries));
            gains.add(member.gains(member.predictor().kinds().append(queries, vectors), affordable, cap));
        }
        return Options.bestOf(arms(), gains, cost, floor);
    }

    /**
     * What each arm is expected to add at a quantile of the queries that they were fitted on. A query that is hard for one is taken
     * to be as hard for the others, in rank.
     *
     * @param quantile in [0, 1), hard queries first
     * @return of one query each
     */
    public List<Gains> gainsAt(double quantile, double meanCost, int cap) {
        List<Gains> gains = new ArrayList<>();
        for (int arm = 0; arm < members.size(); arm++) {
            gains.add(members.get(arm).gainsAt(quantile, affordable(meanCost, typicalSampleCost(arm)), cap));
        }
        return gains;
    }

    /** One sentence: by what each arm is judged at a mean cost, and why. */
    public String reason(double meanCost) {
        List<String> reasons = new ArrayList<>();
        for (int arm = 0; arm < members.size(); arm++) {
            reasons.add(members.get(arm).reason(affordable(meanCost, typicalSampleCost(arm))));
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
