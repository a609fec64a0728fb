package dev.hone.budget.arms;

import dev.hone.budget.evaluation.Fold;
import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The smallest parts that queries are ever held out in: a fold, or pieces of one where folds are so few that what is left
 * could not be divided again. A piece holds whole groups where there are enough of them. Sums by cell serve every fit, and
 * every test within a fit.
 */
final class Cells {
    /** Cells that every fit should have: one to test on, and three to choose on of which each is predicted by two. */
    private static final int PER_FIT = 4;

    /** What no query is in. */
    static final int NO_FOLD = -1;

    private final int[] of;
    private final int pieces; // of a fold

    private Cells(int[] of, int pieces) {
        this.of = of;
        this.pieces = pieces;
    }

    /** The cell of every query; those of fold f are {@code f * pieces} and the next ones. [queries] */
    int[] of() {
        return of;
    }

    static Cells of(List<Query> queries, List<Fold> folds, Seeds seeds) {
        return cut(
                queries,
                folds.stream().map(Fold::report).toList(),
                Math.ceilDiv(PER_FIT, Math.max(1, folds.size() - 1)),
                seeds);
    }

    /** For a fit on all queries. */
    static Cells whole(List<Query> queries, Seeds seeds) {
        return cut(queries, List.of(IntStream.range(0, queries.size()).toArray()), PER_FIT + 1, seeds);
    }

    private static Cells cut(List<Query> queries, List<int[]> folds, int pieces, Seeds seeds) {
        int[] of = new int[queries.size()];
        for (int f = 0; f < folds.size(); f++) {
            int[] members = folds.get(f);
            int[] piece = pieces(Arrays.stream(members).mapToObj(queries::get).toList(), pieces, seeds.child(f));
            for (int k = 0; k < members.length; k++) {
                of[members[k]] = f * pieces + piece[k];
            }
        }
        return new Cells(of, pieces);
    }

    private static int[] pieces(List<Query> queries, int count, Seeds seeds) {
        int[] piece = new int[queries.size()];
        SplitKind kind =
                Arrays.stream(SplitKind.GROUPS.numbers(queries)).distinct().count() >= count
                        ? SplitKind.GROUPS
                        : SplitKind.SHUFFLED;
        if (count < 2 || !kind.divides(queries)) {
            return piece;
        }
        List<Fold> folds = kind.folds(queries, count, seeds);
        for (int p = 0; p < folds.size(); p++) {
            for (int k : folds.get(p).report()) {
                piece[k] = p;
            }
        }
        return piece;
    }

    int fold(int cell) {
        return cell / pieces;
    }

    /** Whether a cell is outside a fold. */
    IntPredicate outside(int fold) {
        return cell -> fold(cell) != fold;
    }

    /** Cells with a query, outside a fold. */
    int[] numbers(int without) {
        return Arrays.stream(of).filter(outside(without)).distinct().sorted().toArray();
    }
}
