package dev.hone.cli;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.ServedGains;
import dev.hone.budget.drift.DriftMonitor;
import dev.hone.budget.drift.GainCheck;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.format.Pool;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hone budget drift}: whether a predictor still fits the traffic that is served. */
@Command(
        name = "drift",
        description = {
            "Compares what a predictor expected of served and graded samples with what they brought, in order of their times, else of the file.",
            "Ask as often as you like: the chance that traffic without drift is ever called drifted is --false-alarms."
        },
        mixinStandardHelpOptions = true)
final class BudgetDriftCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "PREDICTOR", description = "From 'hone budget fit' or 'recalibrate'.")
    private Path predictorFolder = Path.of("");

    @Parameters(index = "1", paramLabel = "GRADED", description = "Queries it was not fitted on, with graded samples.")
    private Path gradedFile = Path.of("");

    @Option(
            names = "--features",
            paramLabel = "FEATURES",
            description = "What the predictor reads; needed only if its local model lies elsewhere now.")
    private String features = "";

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            defaultValue = "" + DriftMonitor.TOLERANCE,
            description = "Share by which gains may miss their prediction and be no drift. Default: 0.2.")
    private double tolerance;

    @Option(
            names = "--false-alarms",
            paramLabel = "A",
            defaultValue = "" + DriftMonitor.FALSE_ALARMS,
            description = "Chance of ever calling drift what is none. Default: 0.01.")
    private double falseAlarms;

    @Mixin
    private final Screen screen = new Screen();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new HoneException("--tolerance is " + tolerance + ".", "give a share from 0 to below 1, as 0.2");
        }
        if (!(falseAlarms > 0 && falseAlarms < 1)) {
            throw new HoneException("--false-alarms is " + falseAlarms + ".", "give a chance between 0 and 1, as 0.01");
        }
        Pool file = Pool.read(InputFile.of(gradedFile)).requireGraded();
        Pool pool = file.inTime().orElse(file);
        GradedQueries served = GradedQueries.of(gradedFile.toString(), pool.entries());
        DifficultyPredictor predictor = DifficultyPredictor.load(predictorFolder);
        pool.grader().ifPresent(predictor::requireReward);
        ServedGains gains;
        try (ProgressDisplay display = new ProgressDisplay()) {
            gains = ServedGains.of(
                    predictor,
                    served,
                    FeatureSource.open(features.isEmpty() ? predictor.features() : features, display));
        }
        DriftMonitor.Verdict verdict = gains.watch(tolerance, falseAlarms);
        GainCheck check = GainCheck.of(gains.pairs(), Seeds.of(common.seed));
        screen.line(order(file));
        screen.line(check.sentence());
        screen.line(sentence(verdict));
        screen.rows(List.of(row(verdict, check)));
    }

    private static String order(Pool file) {
        return file.inTime()
                .map(Pool::entries)
                .map(entries ->
                        "In order of their times, " + entries.getFirst().time().orElseThrow() + " to "
                                + entries.getLast().time().orElseThrow() + ".")
                .orElse("Not every query has a time: the order of the file is taken for that in which they came.");
    }

    private String sentence(DriftMonitor.Verdict verdict) {
        String evidence = String.format(
                Locale.ROOT,
                "the evidence that gains miss their predictions by more than %.0f %% reached %.3g, and %.4g is called"
                        + " drift.",
                100 * tolerance,
                verdict.evidence(),
                1 / falseAlarms);
        return verdict.drifted() ? "Drifted: " + evidence + " Recalibrate, or fit again." : "No drift: " + evidence;
    }

    private static Map<String, Object> row(DriftMonitor.Verdict verdict, GainCheck check) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("samples", verdict.samples());
        row.put("predicted", verdict.predicted());
        row.put("predictedLow", check.predicted().low());
        row.put("predictedHigh", check.predicted().high());
        row.put("realised", verdict.realised());
        row.put("evidence", verdict.evidence());
        row.put("drifted", verdict.drifted());
        return row;
    }
}
