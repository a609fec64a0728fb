package dev.hone.budget.evaluation;

import dev.hone.budget.head.Intrinsic;
import dev.hone.core.statistics.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation found.
 *
 * @param protocol who was reported and how
 * @param rows every policy at every budget
 * @param besideOracle the head on the samples that score the oracle, for a fair comparison
 * @param curves mean quality against mean cost, by policy
 * @param shares where the samples went, by difficulty; empty without a predictor
 * @param calibration predicted against measured success; empty without a predictor
 * @param intrinsic how well the head predicts; absent without one
 * @param guard why {@code plan} does what it does, by budget, one clause each
 * @param gains how much queries differ in what one more sample gains, by budget
 * @param trace what was measured of each query, for comparing with another evaluation
 * @param findings what all this means, in sentences for the user
 */
public record BudgetEvaluation(
        Protocol protocol,
        List<Row> rows,
        List<BesideOracle> besideOracle,
        SequencedMap<Policy, List<Point>> curves,
        List<DifficultyShare> shares,
        List<CalibrationBin> calibration,
        Optional<Intrinsic> intrinsic,
        SequencedMap<Integer, String> guard,
        List<GainSpread> gains,
        EvaluationTrace trace,
        List<String> findings) {
    /**
     * Who was reported and how.
     *
     * @param queries that are reported
     * @param samples that each of them has at least
     * @param unscorable budgets that were asked for and need more samples than most have
     * @param leftOut ids of those that have fewer and are not reported
     * @param folds of cross-fitting; 1 for an artefact's own split
     * @param rounds ways of folding that are averaged
     * @param fitted queries that a predictor was fitted on, and that decided about it, in one fold
     * @param blind in how many of the {@code folds * rounds} fits the features told nothing that held
     * @param binary whether rewards are 0 or 1
     * @param floor samples every query gets
     */
    public record Protocol(
            int queries,
            int samples,
            List<Integer> unscorable,
            List<String> leftOut,
            int folds,
            int rounds,
            int fitted,
            int blind,
            boolean binary,
            int floor) {
        public Protocol {
            unscorable = List.copyOf(unscorable);
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * A point of a policy's curve.
     *
     * @param cost mean samples per query
     */
    public record Point(double cost, Interval quality) {}

    /**
     * The head and the oracle, scored on the same half of the samples.
     *
     * @param head ratio of the head that plans are made with
     * @param oracle ratio of the oracle
     */
    public record BesideOracle(int budget, double head, double oracle) {
        /** The head's saving as a share of the oracle's; NaN if the oracle saves nothing. */
        public double share() {
            return oracle < 1 ? (1 - head) / (1 - oracle) : Double.NaN;
        }
    }

    /**
     * Queries of like difficulty and what they get: by measured success rate, or where rewards are real-valued by what a second
     * sample gains.
     *
     * @param from smallest value of the bin
     * @param to largest
     * @param queries in it
     * @param samples mean samples per query, by policy
     */
    public record DifficultyShare(double from, double to, int queries, Map<Policy, Double> samples) {}

    /**
     * Queries of like prediction.
     *
     * @param predicted mean predicted success rate, or gain of a second sample where rewards are real-valued
     * @param measured the same, measured
     * @param queries in it
     */
    public record CalibrationBin(double predicted, double measured, int queries) {}

    /**
     * How much queries differ in what the sample after a budget gains: all that allocation can live on.
     *
     * @param mean over queries
     * @param deviation over queries, luck of the samples taken out; 0 where luck explains all
     */
    public record GainSpread(int budget, double mean, double deviation) {}

    public BudgetEvaluation {
        rows = List.copyOf(rows);
        besideOracle = List.copyOf(besideOracle);
        shares = List.copyOf(shares);
        calibration = List.copyOf(calibration);
        gains = List.copyOf(gains);
        findings = List.copyOf(findings);
    }

    BudgetEvaluation withFindings(List<String> sentences) {
        return new BudgetEvaluation(
                protocol, rows, besideOracle, curves, shares, calibration, intrinsic, guard, gains, trace, sentences);
    }

    /** By which head plans are made: of success rates, or of real-valued rewards. */
    public Policy planner() {
        return protocol.binary() ? Policy.BETA_BINOMIAL : Policy.QUANTILES;
    }

    /** The row of a policy at a budget, if it was evaluated there. */
    public Optional<Row> row(Policy policy, int budget) {
        Predicate<Row> wanted = row -> row.policy() == policy && row.budget() == budget;
        return rows.stream().filter(wanted).findFirst();
    }

    /** The rows of a policy, by budget. */
    public List<Row> rows(Policy policy) {
        return rows.stream().filter(row -> row.policy() == policy).toList();
    }

    /** What {@code --json} writes. */
    public Map<String, List<SequencedMap<String, @Nullable Object>>> toJson() {
        return Map.of("rows", rows.stream().map(Row::toJson).toList());
    }
}
