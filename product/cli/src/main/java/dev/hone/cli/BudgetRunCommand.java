package dev.hone.cli;

import dev.hone.budget.Answer;
import dev.hone.budget.BudgetRun;
import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.Plan;
import dev.hone.budget.PlanOptions;
import dev.hone.budget.evidence.EvidenceUse;
import dev.hone.core.files.LineWriter;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.format.Queries;
import dev.hone.lm.sampling.RunPool;
import dev.hone.lm.sampling.SampleStore;
import dev.hone.reward.Judge;
import dev.hone.reward.KeptGrades;
import dev.hone.reward.Reward;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hone budget run}: plans, draws, and keeps the best answer to each query. */
@Command(
        name = "run",
        description = "Plans the samples of each query, draws them and keeps the best answer.",
        mixinStandardHelpOptions = true)
final class BudgetRunCommand implements Runnable {
    @Parameters(
            paramLabel = "QUERIES",
            description = "JSON lines {\"id\", \"prompt\" or \"messages\", \"reference\"?}.")
    private Path queriesFile = Path.of("");

    @Option(names = "--model", paramLabel = "MODEL", required = true, description = ModelSource.DESCRIPTION)
    private String model = "";

    @Option(
            names = "--reward",
            paramLabel = "REWARD",
            required = true,
            description = "What tells a good answer, here and now; see 'hone rewards'.")
    private String rewardName = "";

    @Option(
            names = "--evidence",
            paramLabel = "auto|none",
            defaultValue = "auto",
            description = {
                "auto: look at the samples while drawing. A reward shares the budget by the best so far where the predictor's"
                        + " held-out test supports it; a success, or a settled vote, ends a query early.",
                "none: draw what was planned. Default: auto."
            })
    private Evidence evidence = Evidence.AUTO;

    /** Whether a run looks at its samples before it goes on. */
    enum Evidence {
        AUTO,
        NONE
    }

    @Mixin
    private final PredictorFlags predictorFlags = new PredictorFlags();

    @Mixin
    private final PlanFlags planFlags = new PlanFlags();

    @Mixin
    private final OutputFlags output = new OutputFlags();

    @Mixin
    private final SamplingFlags sampling = new SamplingFlags();

    @Mixin
    private final EndpointFlags endpoint = new EndpointFlags();

    @Mixin
    private final RunFlags runFlags = new RunFlags();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        PlanOptions planOptions = planFlags.options();
        SamplingOptions options = sampling.options(BudgetCommand.MAX_TOKENS);
        Path queriesPath = InputFile.of(queriesFile);
        List<Query> queries = Queries.read(queriesPath);
        DifficultyPredictor predictor = predictorFlags.load();
        try (Judge judge = RewardSource.judge(rewardName)) {
            if (judge instanceof Reward reward) {
                reward.requireGradable(queriesFile.toString(), queries);
            }
            RunSpec runSpec = output.declare(RewardSource.declare(
                    Session.spec(spec, common)
                            .withInput("queries", queriesPath)
                            .withInput("predictor", predictorFlags.folder()),
                    judge));
            ModelSource source = ModelSource.parse(model);
            if (endpoint.dryRun) {
                dryRun(source, queries, planOptions, options);
                return;
            }
            Session.run(source.declare(runSpec), common, runFlags.fresh, (run, listener) -> {
                Plan plan = BudgetRun.plan(
                        predictor,
                        queries,
                        predictorFlags.features(predictor, listener),
                        planOptions,
                        judge,
                        run.seeds());
                listener.note(
                        plan.total() + " samples planned for " + queries.size() + " queries; " + plan.reason() + ".");
                Judge kept = judge instanceof Reward reward ? new KeptGrades(reward, run) : judge;
                try (LanguageModel opened = source.open(endpoint, run, listener);
                        EndpointFlags.Bill _ = endpoint.bill(opened, listener)) {
                    RunPool.begin(run, queries);
                    SampleStore store = SampleStore.of(run.items(RunPool.SAMPLE));
                    endpoint.announce(opened, BudgetRun.demands(queries, plan), store, options, listener);
                    BudgetRun done = switch (evidence) {
                        case NONE ->
                            BudgetRun.of(
                                    queriesFile.toString(),
                                    queries,
                                    plan,
                                    opened,
                                    kept,
                                    options,
                                    store,
                                    run.seeds(),
                                    listener);
                        case AUTO -> {
                            EvidenceUse use =
                                    BudgetRun.evidence(predictor, queries, plan, planOptions, kept, run.seeds());
                            listener.note("While sampling: " + use.reason() + ".");
                            yield BudgetRun.of(
                                    queriesFile.toString(),
                                    queries,
                                    use,
                                    opened,
                                    kept,
                                    options,
                                    store,
                                    run.seeds(),
                                    listener);
                        }
                    };
                    done.outcome().stopped().ifPresent(reason -> {
                        throw reason;
                    });
                    try (LineWriter lines = output.writer(run)) {
                        done.answers().stream().map(Answer::toJson).forEach(lines::writeJson);
                        lines.commit();
                    }
                }
            });
        }
    }

    private void dryRun(
            ModelSource source, List<Query> queries, PlanOptions planOptions, SamplingOptions options) {
        try (ProgressDisplay display = new ProgressDisplay();
                LanguageModel opened = source.open(endpoint, display)) {
            endpoint.announce(opened, queries, (int) Math.ceil(planOptions.meanBudget()), options, display);
        }
    }
}
