package dev.hone.budget.evaluation;

import dev.hone.lm.Partition;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The report queries that can be scored, and their places in curves.
 *
 * <p>Scoring best-of-b needs b samples. The evaluation goes as far as 95 of 100 report queries can follow; the others are
 * left out everywhere, since a mean over changing queries would be no curve.
 */
final class ReportSet {
    private static final double MOST = 0.95;

    private final GradedQueries queries;
    private final int[] members; // indices of the queries, ascending
    private final int[] left; // indices of those left out
    private final int samples;

    ReportSet(GradedQueries queries, int[] reported) {
        this.queries = queries;
        samples = queries.samplesOfMost(reported, MOST);
        members = Arrays.stream(reported)
                .filter(i -> queries.samples(i) >= samples)
                .sorted()
                .toArray();
        left = Arrays.stream(reported)
                .filter(i -> queries.samples(i) < samples)
                .sorted()
                .toArray();
    }

    int size() {
        return members.length;
    }

    /** Samples that every member has. */
    int samples() {
        return samples;
    }

    int[] members() {
        return members;
    }

    List<String> leftOut() {
        return Arrays.stream(left).mapToObj(i -> queries.query(i).id()).toList();
    }

    /** Those of the queries that are members. */
    int[] among(int[] some) {
        return Arrays.stream(some).filter(i -> place(i) >= 0).toArray();
    }

    /** Places of members in a curve. */
    int[] places(int[] some) {
        return Arrays.stream(some).map(this::place).toArray();
    }

    private int place(int query) {
        return Arrays.binarySearch(members, query);
    }

    /** Measured quality up to a cap. */
    Curves curves(int cap) {
        return new Curves(
                Arrays.stream(members).mapToObj(i -> queries.curve(i, cap)).toArray(double[][]::new));
    }

    /** Quality up to a cap as the second half of each query's samples shows it. */
    Curves curvesOfSecondHalf(int cap) {
        return new Curves(Arrays.stream(members)
                .mapToObj(i -> queries.curveOfSecondHalf(i, cap))
                .toArray(double[][]::new));
    }

    /** Cluster numbers, for resamples. */
    int[] clusters() {
        return Partition.clusterOf(
                IntStream.of(members).mapToObj(queries::query).toList());
    }
}
