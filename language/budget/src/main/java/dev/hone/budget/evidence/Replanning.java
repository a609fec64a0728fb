package dev.hone.budget.evidence;

import dev.hone.budget.allocation.Gains;
import dev.hone.budget.evaluation.Fold;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Guard;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.head.Examples;
import dev.hone.budget.head.FittedHead;
import dev.hone.budget.head.HeadKind;
import dev.hone.budget.head.HeadSettings;
import dev.hone.budget.head.HeadTraining;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.SampleFeatures;
import java.util.Optional;

/**
 * What the first sample of a query tells about the further ones, learnt without showing a head any reward of it.
 *
 * <p>A further sample gains only where the first is wrong, which nobody knows. Two heads read the sample and its query: one says how
 * likely the first is wrong, the other, taught by queries whose first was wrong, what the success rate then is, as Beta(alpha, beta).
 * Given a rate, whether the first is wrong tells nothing more, so the gain of the u-th sample after the first is
 * {@code P(wrong) B(alpha+1, beta+u-1) / B(alpha, beta)}.
 *
 * @param samples name of the {@link SampleFeatures} that the heads read, before the query's features
 * @param dimension length of their vectors
 * @param wrong a point head of the chance that the first sample is wrong
 * @param rest a Beta-binomial head of the success rate where it is
 * @param guard where plans may be made again: where that beat the plan by the query alone, at equal cost
 */
public record Replanning(String samples, int dimension, FittedHead wrong, FittedHead rest, Guard guard) {
    /** First samples of a query that are replayed where a rule is tried. */
    static final int REPLAYS = 16;

    /** First samples of a query that the heads are taught. */
    private static final int TAUGHT = 4;

    /** First samples of a query that end their training: fewer, since these are looked at after every pass. */
    private static final int JUDGING = 2;

    /** Networks whose outputs are averaged, at most. */
    private static final int MEMBERS = 3;

    /** Regularisation where the head that plans by the query alone found nothing. */
    private static final double WEIGHT_DECAY = 10;

    /** Share of the choosing queries that must have as many samples as the curves are long. */
    private static final double MOST = 0.75;

    /**
     * Why nothing can be learnt on a pool, in a sentence; absent where something can.
     *
     * @param samples how they are seen, if at all
     */
    static Optional<String> obstacle(GradedQueries queries, Optional<SampleFeatures> samples) {
        if (samples.isEmpty()) {
            return Optional.of(
                    "No replan row: these features see queries only; hidden:MODEL also sees what MODEL answered.");
        }
        for (int i = 0; i < queries.size(); i++) {
            if (!queries.drawn(i).stream().allMatch(samples.get()::reads)) {
                return Optional.of(
                        "No replan row: the query '" + queries.query(i).id()
                                + "' has samples without token ids; 'hone budget sample' with a local model keeps them.");
            }
        }
        return Optional.empty();
    }

    /**
     * Learns on a fold of a graded pool; nothing where samples can't be seen, or rewards are not 0 and 1.
     *
     * @param features of all queries [queries][dimension]
     * @param trained what plans by the query alone
     */
    public static Optional<Replanning> of(
            GradedQueries queries,
            float[][] features,
            Optional<SampleFeatures> samples,
            Fold fold,
            Trained trained,
            HeadSettings settings,
            Seeds seeds) {
        return queries.isBinary() && obstacle(queries, samples).isEmpty()
                ? samples.flatMap(seen -> on(queries, features, seen, fold, trained, settings, seeds))
                : Optional.empty();
    }

    /** Learns where samples can be seen; nothing where no query had a wrong one and another. */
    static Optional<Replanning> on(
            GradedQueries queries,
            float[][] features,
            SampleFeatures samples,
            Fold fold,
            Trained trained,
            HeadSettings settings,
            Seeds seeds) {
        int[] several = queries.withSamples(fold.fit(), 2);
        FirstSamples fit = FirstSamples.of(queries, several, TAUGHT, samples, seeds.child("fit"));
        int cap = Math.max(2, queries.samplesOfMost(fold.choose(), MOST));
        int[] judges = queries.withSamples(fold.choose(), cap);
        FirstSamples choose = FirstSamples.of(queries, judges, REPLAYS, samples, seeds.child("choose"));
        // the strength that the head of the query alone chose: trying all again would take three times as long
        HeadSettings one = settings.withWeightDecay(
                        trained.planner().weightDecay().orElse(WEIGHT_DECAY))
                .withMembers(Math.min(MEMBERS, settings.members()));
        Examples taught = fit.rest(queries, features, TAUGHT);
        if (taught.size() == 0) {
            return Optional.empty();
        }
        FittedHead wrong = HeadTraining.fit(
                HeadKind.POINT,
                fit.wrong(features, TAUGHT),
                choose.wrong(features, JUDGING),
                one,
                seeds.child("wrong"));
        FittedHead rest = HeadTraining.fit(
                HeadKind.BETA_BINOMIAL, taught, choose.rest(queries, features, JUDGING), one, seeds.child("rest"));
        Replanning learnt = new Replanning(samples.name(), samples.dimension(), wrong, rest, Guard.closed());
        if (wrong.isConstant() && rest.isConstant()) {
            return Optional.of(learnt);
        }
        Gains after = learnt.after(choose, features, cap);
        return Optional.of(
                learnt.guarded(ReplanGuard.test(queries, features, trained, choose, after, seeds.child("guard"))));
    }

    private Replanning guarded(Guard tried) {
        return new Replanning(samples, dimension, wrong, rest, tried);
    }

    /**
     * Refuses features of samples that it was not fitted on.
     *
     * @throws HoneException naming both
     */
    public SampleFeatures require(Optional<SampleFeatures> given) {
        return given.filter(g -> g.name().equals(samples) && g.dimension() == dimension)
                .orElseThrow(() -> new HoneException(
                        "Planning again reads the samples' features '" + samples + "' (" + dimension + " numbers), not "
                                + given.map(g -> "'" + g.name() + "' (" + g.dimension() + ")")
                                        .orElse("none") + ".",
                        "use the --features that the predictor was fitted on"));
    }

    /**
     * Gains of the samples after the first, of one query.
     *
     * @param sample what is seen of the first
     * @param query its query's features
     */
    Gains after(float[] sample, float[] query, int cap) {
        return after(new float[][] {FirstSamples.joined(sample, query)}, cap);
    }

    /** The same of all queries in all replays, by {@link FirstSamples#look}. */
    Gains after(FirstSamples first, float[][] features, int cap) {
        return after(first.looks(features), cap);
    }

    private Gains after(float[][] inputs, int cap) {
        double[] chance = new double[inputs.length];
        for (int i = 0; i < chance.length; i++) {
            chance[i] = wrong.head().score(inputs[i]);
        }
        return rest.head().gains(inputs, cap).times(chance);
    }
}
