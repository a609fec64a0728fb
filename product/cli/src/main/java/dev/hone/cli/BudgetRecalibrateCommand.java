package dev.hone.cli;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.Recalibration;
import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Recalibrator;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.format.Pool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hone budget recalibrate}: brings a predictor up to date with a little fresh graded traffic. */
@Command(
        name = "recalibrate",
        description = {
            "Maps a predictor's success rates to those that fresh graded traffic shows, after a change of prompt,"
                    + " temperature or model.",
            "Used only where queries that the map had not seen support it; 'budget plan' and 'run' then go by it."
        },
        mixinStandardHelpOptions = true)
final class BudgetRecalibrateCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "PREDICTOR", description = "From 'hone budget fit'; it is left as it is.")
    private Path predictorFolder = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "GRADED",
            description = "Fresh queries with samples graded 0 or 1; one sample of each will do.")
    private Path gradedFile = Path.of("");

    @Option(
            names = "--features",
            paramLabel = "FEATURES",
            description = "What the predictor reads; needed only if its local model lies elsewhere now.")
    private String features = "";

    @Mixin
    private final OutputFlags output = new OutputFlags();

    @Mixin
    private final Screen screen = new Screen();

    @Mixin
    private final RunFlags runFlags = new RunFlags();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        Path poolPath = InputFile.of(gradedFile);
        Pool pool = Pool.read(poolPath).requireGraded();
        GradedQueries graded = GradedQueries.of(gradedFile.toString(), pool.entries());
        DifficultyPredictor predictor = DifficultyPredictor.load(predictorFolder);
        pool.grader().ifPresent(predictor::requireReward);
        RunSpec runSpec = Session.spec(spec, common)
                .withInput("predictor", predictorFolder)
                .withInput("pool", poolPath)
                .withOut(output.out, output.overwrite);
        Session.run(runSpec, common, runFlags.fresh, (run, listener) -> {
            var vectors = FeatureSource.open(features.isEmpty() ? predictor.features() : features, listener);
            Recalibration recalibration =
                    Recalibration.of(predictor, graded, vectors, run.seeds()).withProvenance(provenance(run));
            recalibration
                    .page("hone budget recalibrate " + gradedFile)
                    .fact("run", run.id())
                    .write(run.folder().resolve(ReportCommand.FILE));
            recalibration.predictor().save(run.outputFolder());
            show(recalibration.heldOut());
            screen.line("");
            recalibration.findings().forEach(screen::line);
            screen.line("Predictor: " + output.out + "   report: " + NextCommand.on("report", run.folder()));
        });
    }

    private Map<String, String> provenance(Run run) {
        var inputs = run.spec().inputs();
        return Map.of(
                "pool", gradedFile.toString(),
                "pool.sha256", Objects.requireNonNull(inputs.get("pool")).sha256(),
                "predictor.sha256",
                        Objects.requireNonNull(inputs.get("predictor")).sha256(),
                "run", run.id(),
                "seed", Long.toString(common.seed));
    }

    private void show(Recalibrator.HeldOut heldOut) {
        TextTable table = new TextTable("queries", "predicted", "realised", "recalibrated", "realised");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int k = 0; k < heldOut.before().size(); k++) {
            BudgetEvaluation.CalibrationBin before = heldOut.before().get(k);
            BudgetEvaluation.CalibrationBin after = heldOut.after().get(k);
            table.row(
                    before.queries(),
                    number(before.predicted()),
                    number(before.measured()),
                    number(after.predicted()),
                    number(after.measured()));
            rows.add(row("before", before));
            rows.add(row("after", after));
        }
        screen.table(table);
        screen.rows(rows);
    }

    private static Map<String, Object> row(String when, BudgetEvaluation.CalibrationBin bin) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("map", when);
        row.put("queries", bin.queries());
        row.put("predicted", bin.predicted());
        row.put("realised", bin.measured());
        return row;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
