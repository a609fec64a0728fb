package dev.hone.budget;

import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.evidence.GiveUpPrices;
import dev.hone.budget.evidence.Replanning;
import dev.hone.budget.evidence.SampleEvidence;
import dev.hone.budget.evidence.VoteCurves;
import dev.hone.budget.head.HeadSettings;
import dev.hone.budget.head.Kinds;
import dev.hone.core.HoneException;
import dev.hone.core.artifact.Artifact;
import dev.hone.core.files.AtomicFolder;
import dev.hone.lm.Features;
import dev.hone.lm.Query;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code fit} leaves: heads and a streaming rule, bound to the features they were fitted on, with the splits and the
 * numbers they reached on queries they never saw. Immutable; safe for use by several threads.
 *
 * @param features name of the {@link Features} it reads
 * @param dimension length of their vectors
 * @param kinds groups that its heads read behind the features
 * @param trained heads, streaming rule and guard; absent where a query has one real-valued reward, which can show no gain
 * @param evidence what samples tell about further ones; absent where the pool has less than two samples a query
 * @param replanning what a first sample tells without its reward; absent where samples could not be seen
 * @param lengths of prompts and samples; absent where the pool did not say, or by an older fit
 * @param settings how heads are trained, for cross-fitting with the same
 * @param splits which query was used for what
 * @param heldOut numbers on the report queries, by name; finite
 * @param calibration predicted against measured success on the report queries
 * @param findings what the evaluation said
 * @param provenance what made it, by name
 */
public record DifficultyPredictor(
        String features,
        int dimension,
        Kinds kinds,
        Optional<Trained> trained,
        Optional<SampleEvidence> evidence,
        Optional<Replanning> replanning,
        Optional<SampleLengths> lengths,
        HeadSettings settings,
        Splits splits,
        SortedMap<String, Double> heldOut,
        List<BudgetEvaluation.CalibrationBin> calibration,
        List<String> findings,
        SortedMap<String, String> provenance) {
    /** The kind of its artefact. */
    public static final String KIND = "difficulty-predictor";

    private static final String REWARD = "reward";
    private static final String MODEL = "model";

    public DifficultyPredictor {
        heldOut = new TreeMap<>(heldOut);
        calibration = List.copyOf(calibration);
        findings = List.copyOf(findings);
        provenance = new TreeMap<>(provenance);
    }

    /** The same with more said about what made it. */
    public DifficultyPredictor withProvenance(Map<String, String> more) {
        return with(trained, evidence, replanning, heldOut, calibration, joined(provenance, more));
    }

    /** The same, made for a reward. */
    public DifficultyPredictor withReward(String name) {
        return withProvenance(Map.of(REWARD, name));
    }

    /** The same, made for the samples of a model. */
    public DifficultyPredictor withModel(String name) {
        return withProvenance(Map.of(MODEL, name));
    }

    /** The same, knowing what votes are worth. */
    DifficultyPredictor withVotes(VoteCurves votes) {
        return with(trained, evidence.map(e -> e.withVotes(votes)), replanning, heldOut, calibration, provenance);
    }

    /**
     * The same with other heads, what their predictions are worth, and prices for giving up by them. What first samples tell was told
     * beside the heads before and is dropped.
     */
    DifficultyPredictor withTrained(
            Trained other, List<BudgetEvaluation.CalibrationBin> reliability, GiveUpPrices prices) {
        return with(
                Optional.of(other),
                evidence.map(e -> e.withGiveUp(prices)),
                Optional.empty(),
                heldOut,
                reliability,
                provenance);
    }

    /** The same with more numbers on its card. */
    DifficultyPredictor withHeldOut(Map<String, Double> more) {
        return with(trained, evidence, replanning, joined(heldOut, more), calibration, provenance);
    }

    /** A copy with what may change after the fit. */
    private DifficultyPredictor with(
            Optional<Trained> trained,
            Optional<SampleEvidence> evidence,
            Optional<Replanning> replanning,
            SortedMap<String, Double> heldOut,
            List<BudgetEvaluation.CalibrationBin> calibration,
            SortedMap<String, String> provenance) {
        return new DifficultyPredictor(
                features,
                dimension,
                kinds,
                trained,
                evidence,
                replanning,
                lengths,
                settings,
                splits,
                heldOut,
                calibration,
                findings,
                provenance);
    }

    private static <V> SortedMap<String, V> joined(SortedMap<String, V> known, Map<String, V> more) {
        SortedMap<String, V> all = new TreeMap<>(known);
        all.putAll(more);
        return all;
    }

    /**
     * Refuses features that it was not fitted on.
     *
     * @throws HoneException naming both
     */
    public void requireFeatures(Features given) {
        if (!given.name().equals(features) || given.dimension() != dimension) {
            throw new HoneException(
                    "The predictor reads the features '" + features + "' (" + dimension + " numbers), not '"
                            + given.name() + "' (" + given.dimension() + ").",
                    "use --features " + features + ", or fit a predictor on '" + given.name() + "'");
        }
    }

    /** The reward that graded the samples it learnt from, by its name, where the pool or the user said so. */
    public Optional<String> reward() {
        return Optional.ofNullable(provenance.get(REWARD));
    }

    /** The model that drew the samples it learnt from, by its name, where the pool or the user said so. */
    public Optional<String> model() {
        return Optional.ofNullable(provenance.get(MODEL));
    }

    /**
     * Refuses a reward that it was not made for: what a success or a value of one reward says, says nothing of another, though
     * both may be 0 or 1.
     *
     * @param name of the reward that will grade
     * @throws HoneException naming both; not where it is not known what the predictor was made for
     */
    public void requireReward(String name) {
        reward().filter(made -> !made.equals(name)).ifPresent(made -> {
            throw new HoneException(
                    "The predictor was made for the reward '" + made + "', not for '" + name + "'.",
                    "give --reward '" + made + "', or fit a predictor on samples graded by '" + name
                            + "'; if both are one reward under two names, fit with --reward '" + name + "'");
        });
    }

    /** What its heads read of queries. [queries][dimension + kinds] */
    public float[][] vectors(List<Query> queries, Features given) {
        requireFeatures(given);
        return kinds.append(queries, given.of(queries));
    }

    /** Opens the artefact in a folder. */
    public static DifficultyPredictor load(Path folder) {
        return PredictorFiles.load(Artifact.open(folder, KIND, PredictorFiles.SCHEMA));
    }

    /** Writes the artefact, whole or not at all. */
    public Artifact save(Path folder, boolean overwrite) {
        return Artifact.write(
                folder, PredictorFiles.card(this), overwrite, target -> PredictorFiles.fill(target, this));
    }

    /** Writes the artefact into a folder already begun, for example by a run, and makes it appear. */
    public void save(AtomicFolder folder) {
        Artifact.write(folder, PredictorFiles.card(this), target -> PredictorFiles.fill(target, this));
    }
}
