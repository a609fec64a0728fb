package dev.hone.cli;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.Fit;
import dev.hone.budget.Splits;
import dev.hone.budget.arms.ArmedQueries;
import dev.hone.budget.arms.Costs;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evidence.Answers;
import dev.hone.budget.evidence.SampleEvidence;
import dev.hone.core.files.LineWriter;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.Features;
import dev.hone.lm.format.Pool;
import dev.hone.reward.Selector;
import java.nio.file.Path;
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
            names = "--splits",
            paramLabel = "FILE",
            description =
                    "Which query is for what: {\"id\", \"split\": \"fit|choose|report\"}. Default: 50/20/30 by id and"
                            + " group.")
    private Optional<Path> splitsFile = Optional.empty();

    @Option(
            names = "--reward",
            paramLabel = "REWARD",
            description = "The reward that graded the pool, where it does not say; 'budget run' refuses another one.")
    private Optional<String> reward = Optional.empty();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The model that drew the samples, where the pool does not say; 'serve' plans for no other.")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--select",
            paramLabel = "SELECTOR",
            description = {
                "Answers will be chosen by comparing samples: agreement, agreement:number, …. 'budget plan', and 'run'"
                        + " with that reward, then go by what votes add. Needs the pool's 'samples'."
            })
    private Optional<String> select = Optional.empty();

    @Option(
            names = "--looks",
            description = {
                "Also learn to go on by what samples show of themselves, for 'budget run --evidence logistic'. Takes"
                        + " longer than all the rest: about a minute for 2,500 queries of 64 samples."
            })
    private boolean looks;

    @Mixin
    private final ArmFlags armFlags = new ArmFlags();

    @Mixin
    private final FittingFlags fitting = new FittingFlags();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        fitting.checkFeatures();
        Path poolPath = InputFile.of(poolFile);
        Pool pool = armFlags.narrowed(Pool.read(poolPath)).requireGraded();
        RunSpec runSpec = armFlags.declare(fitting.declare(spec, poolPath));
        if (armFlags.concern(pool)) {
            fitArms(pool, runSpec);
        } else {
            fitSamples(pool, runSpec);
        }
    }

    private void fitArms(Pool pool, RunSpec runSpec) {
        ArmedQueries queries = armFlags.queries(pool);
        Costs costs = armFlags.costs(queries.arms());
        fitting.run(runSpec, (run, listener) -> {
            ArmVerbs.fit(
                    queries,
                    costs,
                    fitting.features(listener),
                    fitting.provenance(run, poolFile),
                    run,
                    fitting.screen,
                    listener);
            fitting.screen.line("Router: " + fitting.output.out);
        });
    }

    /** Bound to the reward and the model that the pool's samples come from, as far as somebody says so. */
    private DifficultyPredictor named(DifficultyPredictor predictor, Pool pool) {
        DifficultyPredictor named = predictor;
        Optional<String> grader = reward.or(pool::grader);
        if (grader.isPresent()) {
            named = named.withReward(grader.get());
        }
        Optional<String> sampled = model.or(pool::model);
        return sampled.isPresent() ? named.withModel(sampled.get()) : named;
    }

    private void fitSamples(Pool pool, RunSpec declared) {
        GradedQueries graded = GradedQueries.of(poolFile.toString(), pool.entries());
        Optional<Selector> selector = select.map(RewardSource::selector);
        Optional<Answers> answers = selector.map(s -> Answers.of(poolFile.toString(), pool.entries(), s));
        RunSpec runSpec = declared;
        if (splitsFile.isPresent()) {
            runSpec = runSpec.withInput("splits", InputFile.of(splitsFile.get()));
        }
        Optional<Splits> given = splitsFile.map(InputFile::of).map(file -> Splits.read(file, graded.queries()));
        fitting.run(runSpec, (run, listener) -> {
            Splits splits = given.orElseGet(() -> Splits.draw(graded.queries(), run.seeds()));
            Features vectors = fitting.features(listener);
            EvaluationSettings settings = EvaluationSettings.DEFAULT
                    .withFloor(graded.isBinary() ? 0 : 1)
                    .withLooks(looks);
            Fit fit = Fit.of(graded, vectors, splits, settings, run.seeds(), listener);
            try (LineWriter lines = LineWriter.create(run.folder().resolve("splits.jsonl"), true)) {
                splits.write(lines);
            }
            ReportCommand.keep(run, "hone budget fit " + poolFile, fit.evaluation());
            DifficultyPredictor predictor = fit.predictor().withProvenance(fitting.provenance(run, poolFile));
            if (selector.isPresent() && answers.isPresent()) {
                String name = selector.get().name();
                predictor = Fit.withVotes(predictor, graded, vectors, name, answers.get(), run.seeds());
            }
            named(predictor, pool).save(run.outputFolder());
            EvaluationView.show(fit.evaluation(), fitting.screen);
            EvaluationView.explain(fit.evaluation(), fitting.screen);
            fitting.screen.line("");
            predictor
                    .evidence()
                    .flatMap(SampleEvidence::votes)
                    .ifPresent(votes ->
                            fitting.screen.line("Votes by " + votes.selector() + ": at 8 samples per query a plan is "
                                    + votes.guard().reason(8, 1) + "."));
            fitting.screen.line(
                    "Predictor: " + fitting.output.out + "   report: " + NextCommand.on("report", run.folder()));
        });
    }
}
