package dev.hone.budget.arms;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What surrounds every query of a pool, fold by fold: sums over the queries of its own group, without its prompt, and sums
 * over those of other groups. Sums over what one fold leaves are sums of the other folds' sums. So every pair of queries is
 * looked at once for all folds of all rounds, whether a query is fitted on or reported, and likenesses are made a block of
 * rows at a time and forgotten: memory grows with queries times folds, not with pairs.
 */
final class Surroundings {
    /** Leaves no fold out. */
    static final int ALL = -1;

    private final Neighbourhood[][] own; // [queries][folds]
    private final Neighbourhood[][] other; // [queries][folds]

    private Surroundings(int queries, int folds, int columns) {
        own = neighbourhoods(queries, folds, columns);
        other = neighbourhoods(queries, folds, columns);
    }

    private static Neighbourhood[][] neighbourhoods(int queries, int folds, int columns) {
        return IntStream.range(0, queries)
                .mapToObj(_ -> IntStream.range(0, folds)
                        .mapToObj(_ -> new Neighbourhood(columns))
                        .toArray(Neighbourhood[]::new))
                .toArray(Neighbourhood[][]::new);
    }

    /**
     * The surroundings in several rounds of folding.
     *
     * @param vectors of the queries [queries][dimension]
     * @param prompt equal for equal prompts [queries]
     * @param group equal for the same group [queries]
     * @param foldOf number of the fold that reports each query, from 0 [rounds][queries]
     * @return [rounds]
     */
    static Surroundings[] of(float[][] vectors, Outcomes outcomes, int[] prompt, int[] group, int[][] foldOf) {
        Surroundings[] rounds = Arrays.stream(foldOf)
                .map(of -> new Surroundings(
                        vectors.length, Arrays.stream(of).max().orElse(0) + 1, outcomes.columns()))
                .toArray(Surroundings[]::new);
        double[][] rows = outcomes.rows();
        Similarity.rows(vectors, vectors, (i, likeness) -> {
            for (int r = 0; r < rounds.length; r++) {
                Neighbourhood[] own = rounds[r].own[i];
                Neighbourhood[] other = rounds[r].other[i];
                int[] fold = foldOf[r];
                for (int j = 0; j < rows.length; j++) {
                    if (prompt[j] != prompt[i]) {
                        (group[j] == group[i] ? own : other)[fold[j]].add(likeness[j], rows[j]);
                    }
                }
            }
        });
        return rounds;
    }

    /** Of some queries, other groups in all folds but one or {@link #ALL}. [chosen] */
    Neighbourhood[] otherGroups(int[] chosen, int without) {
        return Arrays.stream(chosen)
                .mapToObj(i -> sum(other[i], without))
                .toArray(Neighbourhood[]::new);
    }

    /** Of some queries, every other prompt in all folds but one or {@link #ALL}. [chosen] */
    Neighbourhood[] all(int[] chosen, int without) {
        return Arrays.stream(chosen)
                .mapToObj(i -> {
                    Neighbourhood sum = sum(other[i], without);
                    sum.add(sum(own[i], without));
                    return sum;
                })
                .toArray(Neighbourhood[]::new);
    }

    private static Neighbourhood sum(Neighbourhood[] folds, int without) {
        Neighbourhood sum = folds[0].empty();
        for (int f = 0; f < folds.length; f++) {
            if (f != without) {
                sum.add(folds[f]);
            }
        }
        return sum;
    }
}
