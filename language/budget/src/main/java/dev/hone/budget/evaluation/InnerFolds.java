package dev.hone.budget.evaluation;

import dev.hone.budget.head.DifficultyHead;
import dev.hone.budget.head.Examples;
import dev.hone.budget.head.HeadKind;
import dev.hone.budget.head.HeadSettings;
import dev.hone.budget.head.HeadTraining;
import dev.hone.budget.head.Sight;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Descriptive;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The fitting and choosing queries of one fold, folded once more: heads are fitted without each fifth and asked about that
 * fifth. Equal prompts and small groups stay together here too, and count as one where chance is judged.
 */
final class InnerFolds {
    private static final int FOLDS = 5;

    private final GradedQueries queries;
    private final float[][] features;
    private final HeadSettings settings;
    private final Seeds seeds;
    private final int[] members;
    private final List<Fold> folds;

    InnerFolds(GradedQueries queries, float[][] features, Fold fold, HeadSettings settings, Seeds seeds) {
        this.queries = queries;
        this.features = features;
        this.settings = settings.alone(); // averaging makes a good head a little better and five of them slow
        this.seeds = seeds;
        members = IntStream.concat(Arrays.stream(fold.fit()), Arrays.stream(fold.choose()))
                .sorted()
                .toArray();
        folds = Fold.cross(queries.queries(), members, FOLDS, seeds.child("folds"));
    }

    /** Indices of the queries, ascending. */
    int[] members() {
        return members;
    }

    /** One head for each inner fold, fitted on the others. */
    List<DifficultyHead> heads(HeadKind kind, Sight sight) {
        return IntStream.range(0, folds.size())
                .mapToObj(f -> {
                    Examples fit = queries.examples(features, folds.get(f).fit());
                    Examples choose = queries.examples(features, folds.get(f).choose());
                    Seeds own = seeds.child(sight.name()).child(f);
                    return HeadTraining.of(sight, kind, fit, choose, settings, own)
                            .head();
                })
                .toList();
    }

    /** For each inner fold the best head that looks at nothing, fitted on the others. */
    List<DifficultyHead> constants(HeadKind kind) {
        return folds.stream()
                .map(fold -> {
                    Examples fit = queries.examples(features, fold.fit());
                    return HeadTraining.constant(kind, fit, fit).head();
                })
                .toList();
    }

    /**
     * Whether heads predict the queries that they have not seen better than others do, beyond chance.
     *
     * @param before by inner fold
     * @param after by inner fold
     * @param standardErrors by which the mean difference of losses must exceed 0
     */
    boolean clearlyBetter(List<DifficultyHead> before, List<DifficultyHead> after, double standardErrors) {
        int[] clusters = queries.clusters(members);
        Map<Integer, Double> gains = new HashMap<>(); // by cluster
        for (int f = 0; f < folds.size(); f++) {
            int[] report = folds.get(f).report();
            Examples unseen = queries.examples(features, report);
            double[] worse = HeadTraining.losses(before.get(f), unseen);
            double[] better = HeadTraining.losses(after.get(f), unseen);
            for (int i = 0; i < report.length; i++) {
                int cluster = clusters[Arrays.binarySearch(members, report[i])];
                gains.merge(cluster, worse[i] - better[i], Double::sum);
            }
        }
        double[] sums = gains.values().stream().mapToDouble(Double::doubleValue).toArray();
        return Descriptive.mean(sums) > standardErrors * Descriptive.sd(sums) / Math.sqrt(sums.length);
    }

    /** Tries the plans of heads, each on its own inner fold. */
    Guard guard(List<DifficultyHead> heads, Seeds own) {
        int cap = queries.samplesOfMost(members, Selection.MOST);
        int[] judges = queries.withSamples(members, cap);
        GuardTrial trial = new GuardTrial(queries.clusters(judges), cap);
        for (int f = 0; f < heads.size(); f++) {
            int[] batch = queries.withSamples(folds.get(f).report(), cap);
            int[] places = Arrays.stream(batch)
                    .map(i -> Arrays.binarySearch(judges, i))
                    .toArray();
            trial.add(places, heads.get(f), features, queries, batch);
        }
        return trial.guard(own);
    }
}
