package dev.hone.budget.arms;

import dev.hone.budget.allocation.Gains;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What can be done with each query of a batch: the same actions for all, each with the quality it is expected to give this
 * query and with what it is expected to cost here. Best-of-k, routing between two models and choice among many differ in
 * their actions only.
 */
public final class Options {
    private final List<Action> actions;
    private final double[][] quality; // [queries][actions]
    private final double[][] cost; // [queries][actions]

    /**
     * Options whose arrays are not copied and must be left alone.
     *
     * @param actions at least one
     * @param quality expected quality, finite [queries][actions]
     * @param cost in one unit for all (samples, tokens or dollars), at least 0 [queries][actions]
     */
    public Options(List<Action> actions, double[][] quality, double[][] cost) {
        this.actions = List.copyOf(actions);
        this.quality = quality;
        this.cost = cost;
        if (actions.isEmpty() || quality.length != cost.length) {
            throw new IllegalArgumentException(actions.size() + " actions, qualities of " + quality.length
                    + " queries and costs of " + cost.length);
        }
        for (int i = 0; i < quality.length; i++) {
            if (quality[i].length != actions.size() || cost[i].length != actions.size()) {
                throw new IllegalArgumentException("query " + i + " has " + quality[i].length + " qualities and "
                        + cost[i].length + " costs of " + actions.size() + " actions");
            }
            for (int a = 0; a < quality[i].length; a++) {
                if (!Double.isFinite(quality[i][a]) || !(cost[i][a] >= 0) || Double.isInfinite(cost[i][a])) {
                    throw new IllegalArgumentException("action " + a + " of query " + i + " is worth " + quality[i][a]
                            + " at a cost of " + cost[i][a]);
                }
            }
        }
    }

    /**
     * One answer of one of several arms.
     *
     * @param quality [queries][arms]
     * @param cost [queries][arms]
     */
    public static Options arms(List<String> arms, double[][] quality, double[][] cost) {
        return new Options(arms.stream().map(arm -> new Action(arm, 1)).toList(), quality, cost);
    }

    /**
     * Best-of-k of each of several arms, k from {@code floor} to each arm's cap. Doing nothing, where the floor allows it, is
     * one action and not one an arm.
     *
     * @param gains of every arm, of the same queries
     * @param sampleCost of one sample [queries][arms]
     */
    public static Options bestOf(List<String> arms, List<Gains> gains, double[][] sampleCost, int floor) {
        return ofCurves(
                arms,
                gains.stream()
                        .map(each -> IntStream.range(0, each.queries())
                                .mapToObj(i -> each.curve(i, 0))
                                .toArray(double[][]::new))
                        .toList(),
                sampleCost,
                floor);
    }

    /**
     * The same where no answer is not worth 0.
     *
     * @param curves of every arm, quality of best-of-0 to best-of-cap [arms][queries][cap + 1]
     */
    public static Options ofCurves(List<String> arms, List<double[][]> curves, double[][] sampleCost, int floor) {
        List<Action> actions = new ArrayList<>();
        List<Integer> owners = new ArrayList<>();
        for (int arm = 0; arm < arms.size(); arm++) {
            int cap = Arrays.stream(curves.get(arm))
                    .findFirst()
                    .map(curve -> curve.length - 1)
                    .orElse(1);
            for (int k = arm == 0 ? floor : Math.max(1, floor); k <= cap; k++) {
                actions.add(new Action(arms.get(arm), k));
                owners.add(arm);
            }
        }
        double[][] quality = new double[sampleCost.length][actions.size()];
        double[][] cost = new double[sampleCost.length][actions.size()];
        for (int i = 0; i < quality.length; i++) {
            for (int a = 0; a < actions.size(); a++) {
                int arm = owners.get(a);
                int k = actions.get(a).samples();
                quality[i][a] = curves.get(arm)[i][k];
                cost[i][a] = k * sampleCost[i][arm];
            }
        }
        return new Options(actions, quality, cost);
    }

    /** Best-of-k of one arm, counted in samples. */
    public static Options bestOf(String arm, Gains gains, int floor) {
        double[][] one = new double[gains.queries()][1];
        Arrays.stream(one).forEach(row -> row[0] = 1);
        return bestOf(List.of(arm), List.of(gains), one, floor);
    }

    /** What can be done. */
    public List<Action> actions() {
        return actions;
    }

    /** Expected quality. [queries][actions] */
    public double[][] quality() {
        return quality;
    }

    /** Expected cost. [queries][actions] */
    public double[][] cost() {
        return cost;
    }

    /** How many queries there are. */
    public int queries() {
        return quality.length;
    }

    /**
     * The action of largest {@code quality - price * cost}, the cheapest of equal ones: the whole of a streaming policy, which
     * needs no other query.
     *
     * @param price quality per unit of cost, at least 0
     */
    public int best(int query, double price) {
        int best = 0;
        for (int a = 1; a < actions.size(); a++) {
            double net = quality[query][a] - price * cost[query][a];
            double bestNet = quality[query][best] - price * cost[query][best];
            if (net > bestNet || (net == bestNet && cost[query][a] < cost[query][best])) {
                best = a;
            }
        }
        return best;
    }

    /** Summed quality of a plan. */
    public double quality(int[] plan) {
        return sum(quality, plan);
    }

    /** Summed cost of a plan. */
    public double cost(int[] plan) {
        return sum(cost, plan);
    }

    private static double sum(double[][] of, int[] plan) {
        double sum = 0;
        for (int i = 0; i < plan.length; i++) {
            sum += of[i][plan[i]];
        }
        return sum;
    }
}
