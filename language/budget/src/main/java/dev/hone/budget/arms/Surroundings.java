package dev.hone.budget.arms;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What surrounds every query of a pool, cell by cell: sums over the queries of its own group, without its prompt, and sums
 * over those of other groups. Sums over what is not held out are sums of the other cells' sums. So every pair of queries is
 * looked at once for all fits of all rounds, whether a query is fitted on or reported, and likenesses are made a block of
 * rows at a time and forgotten: memory grows with queries times cells, not with pairs.
 */
final class Surroundings {
    private final Neighbourhood[][] own; // [queries][cells]
    private final Neighbourhood[][] other; // [queries][cells]

    private Surroundings(int queries, int cells, int columns) {
        own = neighbourhoods(queries, cells, columns);
        other = neighbourhoods(queries, cells, columns);
    }

    private static Neighbourhood[][] neighbourhoods(int queries, int cells, int columns) {
        return IntStream.range(0, queries)
                .mapToObj(_ -> IntStream.range(0, cells)
                        .mapToObj(_ -> new Neighbourhood(columns))
                        .toArray(Neighbourhood[]::new))
                .toArray(Neighbourhood[][]::new);
    }

    /**
     * The surroundings in several rounds of holding queries out.
     *
     * @param vectors of the queries [queries][dimension]
     * @param prompt equal for equal prompts [queries]
     * @param group equal for the same group [queries]
     * @param cellOf number of the cell of each query, from 0 [rounds][queries]
     * @return [rounds]
     */
    static Surroundings[] of(float[][] vectors, Outcomes outcomes, int[] prompt, int[] group, int[][] cellOf) {
        Surroundings[] rounds = Arrays.stream(cellOf)
                .map(of ->
                        new Surroundings(vectors.length, Arrays.stream(of).max().orElse(0) + 1, outcomes.columns()))
                .toArray(Surroundings[]::new);
        double[][] rows = outcomes.rows();
        Similarity.rows(vectors, vectors, (i, likeness) -> {
            for (int r = 0; r < rounds.length; r++) {
                Neighbourhood[] own = rounds[r].own[i];
                Neighbourhood[] other = rounds[r].other[i];
                int[] cell = cellOf[r];
                for (int j = 0; j < rows.length; j++) {
                    if (prompt[j] != prompt[i]) {
                        (group[j] == group[i] ? own : other)[cell[j]].add(likeness[j], rows[j]);
                    }
                }
            }
        });
        return rounds;
    }

    /** Of some queries, the other groups in some cells. [chosen] */
    Neighbourhood[] otherGroups(int[] chosen, IntPredicate cells) {
        return Arrays.stream(chosen).mapToObj(i -> sum(other[i], cells)).toArray(Neighbourhood[]::new);
    }

    /** Of some queries, every other prompt in some cells. [chosen] */
    Neighbourhood[] all(int[] chosen, IntPredicate cells) {
        return Arrays.stream(chosen)
                .mapToObj(i -> {
                    Neighbourhood sum = sum(other[i], cells);
                    sum.add(sum(own[i], cells));
                    return sum;
                })
                .toArray(Neighbourhood[]::new);
    }

    private static Neighbourhood sum(Neighbourhood[] by, IntPredicate cells) {
        Neighbourhood sum = by[0].empty();
        for (int cell = 0; cell < by.length; cell++) {
            if (cells.test(cell)) {
                sum.add(by[cell]);
            }
        }
        return sum;
    }
}
