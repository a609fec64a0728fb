package dev.hone.cli;

import dev.hone.budget.Fit;
import dev.hone.budget.Splits;
import dev.hone.budget.arms.ArmedQueries;
import dev.hone.budget.arms.Costs;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.core.files.LineWriter;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.Features;
import dev.hone.lm.format.Pool;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hone budget fit}: learns from a graded pool how much each further sample of a query is worth. */
@Command(
        name = "fit",
        description =
                "Learns from a graded pool how much each further sample of a query is worth, and says what that saves.",
        mixinStandardHelpOptions = true)
final class BudgetFitCommand implements Runnable {
    @Parameters(paramLabel = "POOL", description = "Graded samples per query; see docs/formats.md.")
    private Path poolFile = Path.of("");

    @Option(
            names = "--features",
            paramLabel = "FEATURES",
            defaultValue = "minilm",
            description = FeatureSource.DESCRIPTION)
    private String features = "minilm";

    @Option(
            names = "--splits",
            paramLabel = "FILE",
            description =
                    "Which query is for what: {\"id\", \"split\": \"fit|choose|report\"}. Default: 50/20/30 by id and group.")
    private Optional<Path> splitsFile = Optional.empty();

    @Mixin
    private final ArmFlags armFlags = new ArmFlags();

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
        FeatureSource.check(features);
        Path poolPath = InputFile.of(poolFile);
        Pool pool = Pool.read(poolPath).requireGraded();
        RunSpec runSpec = armFlags.declare(
                Session.spec(spec, common).withInput("pool", poolPath).withOut(output.out, output.overwrite));
        if (armFlags.concern(pool)) {
            fitArms(pool, runSpec);
        } else {
            fitSamples(GradedQueries.of(poolFile.toString(), pool.entries()), runSpec);
        }
    }

    private void fitArms(Pool pool, RunSpec runSpec) {
        ArmedQueries queries = armFlags.queries(pool);
        Costs costs = armFlags.costs(queries.arms());
        Session.run(runSpec, common, runFlags.fresh, (run, listener) -> {
            ArmVerbs.fit(
                    queries, costs, FeatureSource.open(features, listener), provenance(run), run, screen, listener);
            screen.line("Router: " + output.out);
        });
    }

    private Map<String, String> provenance(Run run) {
        return Map.of(
                "pool", poolFile.toString(),
                "pool.sha256", run.spec().inputs().values().iterator().next().sha256(),
                "run", run.id(),
                "seed", Long.toString(common.seed));
    }

    private void fitSamples(GradedQueries graded, RunSpec declared) {
        RunSpec runSpec = declared;
        if (splitsFile.isPresent()) {
            runSpec = runSpec.withInput("splits", InputFile.of(splitsFile.get()));
        }
        Optional<Splits> given =
                splitsFile.map(InputFile::of).map(file -> Splits.read(file, graded.queries()));
        Session.run(runSpec, common, runFlags.fresh, (run, listener) -> {
            Splits splits = given.orElseGet(() -> Splits.draw(graded.queries(), run.seeds()));
            Features vectors = FeatureSource.open(features, listener);
            EvaluationSettings settings = EvaluationSettings.DEFAULT.withFloor(graded.isBinary() ? 0 : 1);
            Fit fit = Fit.of(graded, vectors, splits, settings, run.seeds(), listener);
            try (LineWriter lines = LineWriter.create(run.folder().resolve("splits.jsonl"), true)) {
                splits.write(lines);
            }
            ReportCommand.draw(run, "hone budget fit " + poolFile, fit.evaluation());
            fit.predictor().withProvenance(provenance(run)).save(run.outputFolder());
            EvaluationView.show(fit.evaluation(), screen);
            EvaluationView.explain(fit.evaluation(), screen);
            screen.line("");
            screen.line("Predictor: " + output.out + "   report: " + NextCommand.on("report", run.folder()));
        });
    }
}
