package dev.hone.budget.evaluation;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Partition;
import dev.hone.lm.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which queries a predictor is fitted on, which decide about it, and which it is reported on: indices, no query in two.
 */
public final class Fold {
    /** Shares of fit, choose and report in a single split. */
    public static final double FIT = 0.5;

    /** Share of the queries that decide. */
    public static final double CHOOSE = 0.2;

    private final int[] fit;
    private final int[] choose;
    private final int[] report;

    /** A fold of these queries; the arrays are not copied and must be left alone. */
    public Fold(int[] fit, int[] choose, int[] report) {
        this.fit = fit;
        this.choose = choose;
        this.report = report;
    }

    public int[] fit() {
        return fit;
    }

    public int[] choose() {
        return choose;
    }

    public int[] report() {
        return report;
    }

    /**
     * Cross-fitting: every query is reported exactly once, by a predictor that has not seen it.
     *
     * @param count how many folds, at least 2
     * @param seeds another seed gives another way of folding
     */
    public static List<Fold> cross(List<Query> queries, int count, Seeds seeds) {
        double[] equal = new double[count];
        Arrays.fill(equal, 1.0 / count);
        int[] part = Partition.assign(queries, equal, seeds.child("fold"));
        List<Fold> folds = new ArrayList<>();
        for (int f = 0; f < count; f++) {
            int held = f;
            int[] rest =
                    IntStream.range(0, part.length).filter(i -> part[i] != held).toArray();
            List<Query> others = Arrays.stream(rest).mapToObj(queries::get).toList();
            double[] shares = {FIT / (FIT + CHOOSE), CHOOSE / (FIT + CHOOSE)};
            int[] role = Partition.assign(others, shares, seeds.child("split").child(f));
            Fold fold = new Fold(
                    pick(rest, Partition.members(role, 0)),
                    pick(rest, Partition.members(role, 1)),
                    Partition.members(part, f));
            if (fold.fit.length == 0) {
                throw new HoneException(
                        "The " + queries.size() + " queries can't be divided into " + count
                                + " folds: too many have the same prompt or group.",
                        "give fewer folds, or more varied queries");
            }
            folds.add(fold);
        }
        return folds;
    }

    /** The same for some of the queries: every one of these is reported once, the others never appear. */
    public static List<Fold> cross(List<Query> queries, int[] some, int count, Seeds seeds) {
        return cross(Arrays.stream(some).mapToObj(queries::get).toList(), count, seeds).stream()
                .map(fold -> new Fold(pick(some, fold.fit), pick(some, fold.choose), pick(some, fold.report)))
                .toList();
    }

    private static int[] pick(int[] from, int[] places) {
        return Arrays.stream(places).map(place -> from[place]).toArray();
    }
}
