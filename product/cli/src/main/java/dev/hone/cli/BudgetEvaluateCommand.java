package dev.hone.cli;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.Fit;
import dev.hone.budget.arms.ArmRouter;
import dev.hone.budget.arms.ArmSettings;
import dev.hone.budget.arms.ArmedQueries;
import dev.hone.budget.arms.Costs;
import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evidence.Answers;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.Features;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.format.Pool;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hone budget evaluate}: what planning saves on a pool, beside every baseline that hurts. */
@Command(
        name = "evaluate",
        description = {
            "What planning saves on a graded pool, beside uniform sampling, early stopping, an oracle and two"
                    + " controls.",
            "Without --folds: on the report queries of the pool the predictor was fitted on.",
            "With --folds: on all queries of any pool, by predictors of the same configuration that never saw them.",
            "Several arms (--arms, or a pool that holds more than one): by folds, queries held out and whole groups"
                    + " held out."
        },
        mixinStandardHelpOptions = true)
final class BudgetEvaluateCommand implements Runnable {
    @Parameters(paramLabel = "POOL", description = "Graded samples per query.")
    private Path poolFile = Path.of("");

    @Mixin
    private final PredictorFlags predictorFlags = new PredictorFlags();

    @Option(
            names = "--budgets",
            paramLabel = "B[,B…]",
            split = ",",
            defaultValue = "1,2,4,8,16",
            description = "Samples per query to compare at. Default: 1,2,4,8,16.")
    private List<Integer> budgets = List.of();

    @Option(names = "--folds", paramLabel = "N", description = "Cross-fit in this many folds.")
    private Optional<Integer> folds = Optional.empty();

    @Option(
            names = "--fold-seeds",
            paramLabel = "N",
            defaultValue = "4",
            description = "Ways of folding that are averaged. Default: 4.")
    private int foldSeeds;

    @Option(
            names = "--floor",
            paramLabel = "0|1",
            description = "Samples that every query gets. Default: 0 for 0/1 rewards, else 1.")
    private Optional<Integer> floor = Optional.empty();

    @Option(
            names = "--select",
            paramLabel = "SELECTOR",
            description = {
                "Answers are chosen by comparing samples, not by their rewards: agreement, agreement:number, …; see"
                        + " 'hone rewards'. Quality is then the reward of the chosen sample. Needs the pool's 'samples'."
            })
    private Optional<String> select = Optional.empty();

    @Option(
            names = "--looks",
            description = "Also try going on by what samples show of themselves (the row 'logistic'). Takes longer.")
    private boolean looks;

    @Mixin
    private final ArmFlags armFlags = new ArmFlags();

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
        if (folds.isPresent() && folds.get() < 2) {
            throw new HoneException("--folds is " + folds.get() + ".", "use 2 or more; 5 is usual");
        }
        if (foldSeeds < 1) {
            throw new HoneException("--fold-seeds is " + foldSeeds + ".", "use 1 or more");
        }
        predictorFlags.check();
        Path poolPath = InputFile.of(poolFile);
        Pool pool = armFlags.narrowed(Pool.read(poolPath)).requireGraded();
        if (armFlags.concern(pool)) {
            evaluateArms(pool, poolPath);
        } else {
            evaluateSamples(pool, poolPath);
        }
    }

    private void evaluateArms(Pool pool, Path poolPath) {
        Optional<ArmRouter> router = predictorFlags.router();
        ArmedQueries queries = router.map(r -> ArmedQueries.of(pool, r.arms())).orElseGet(() -> armFlags.queries(pool));
        Costs costs = router.map(ArmRouter::costs).orElseGet(() -> armFlags.costs(queries.arms()));
        ArmSettings settings = new ArmSettings(folds.orElse(5), foldSeeds, ArmSettings.DEFAULT.resamples());
        RunSpec runSpec = armFlags.declare(Session.spec(spec, common).withInput("pool", poolPath));
        Session.run(
                router.isPresent() ? runSpec.withInput("predictor", predictorFlags.folder()) : runSpec,
                common,
                runFlags.fresh,
                (run, listener) -> ArmVerbs.evaluate(
                        queries, costs, predictorFlags.features(router, listener), settings, run, screen, listener));
    }

    private void evaluateSamples(Pool pool, Path poolPath) {
        DifficultyPredictor predictor = predictorFlags.load();
        if (folds.isEmpty()) { // with folds predictors are fitted anew, on these rewards
            pool.grader().ifPresent(predictor::requireReward);
        }
        List<PoolEntry> entries = pool.scorable().entries();
        if (entries.size() < pool.entries().size()) {
            System.err.println("Of " + pool.entries().size() + " served requests the " + entries.size()
                    + " that drew all their samples are scored.");
        }
        GradedQueries graded = GradedQueries.of(poolFile.toString(), entries);
        Optional<Answers> answers =
                select.map(name -> Answers.of(poolFile.toString(), entries, RewardSource.selector(name)));
        RunSpec runSpec =
                Session.spec(spec, common).withInput("pool", poolPath).withInput("predictor", predictorFlags.folder());
        EvaluationSettings settings = EvaluationSettings.DEFAULT
                .withBudgets(budgets)
                .withFloor(floor.orElse(graded.isBinary() ? 0 : 1))
                .withLooks(looks);
        Session.run(runSpec, common, runFlags.fresh, (run, listener) -> {
            BudgetEvaluation evaluation = answers.isPresent()
                    ? Fit.votes(
                            predictor,
                            graded,
                            predictorFlags.features(predictor, listener),
                            answers.get(),
                            folds,
                            foldSeeds,
                            settings,
                            run.seeds(),
                            listener)
                    : byRewards(predictor, graded, settings, run.seeds(), listener);
            ReportCommand.keep(run, "hone budget evaluate " + poolFile, evaluation);
            EvaluationView.show(evaluation, screen);
            EvaluationView.explain(evaluation, screen);
            screen.line("");
            screen.line("Report: " + NextCommand.on("report", run.folder()));
        });
    }

    private BudgetEvaluation byRewards(
            DifficultyPredictor predictor,
            GradedQueries graded,
            EvaluationSettings settings,
            Seeds seeds,
            Listener listener) {
        Features vectors = predictorFlags.features(predictor, listener);
        return folds.isPresent()
                ? Fit.crossFit(predictor, graded, vectors, folds.get(), foldSeeds, settings, seeds, listener)
                : Fit.evaluate(predictor, graded, vectors, settings, seeds, listener);
    }
}
