package dev.hone.cli;

import dev.hone.budget.Answer;
import dev.hone.budget.BudgetRun;
import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.Plan;
import dev.hone.budget.PlanOptions;
import dev.hone.budget.ServedGains;
import dev.hone.budget.drift.DriftMonitor;
import dev.hone.budget.drift.GainCheck;
import dev.hone.budget.evidence.EvidenceUse;
import dev.hone.core.Listener;
import dev.hone.core.files.LineWriter;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.Features;
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
import java.util.Locale;
import java.util.Optional;
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
            paramLabel = "auto|give-up|replan|logistic|none",
            defaultValue = "auto",
            description = {
                "auto: look at the samples while drawing. A reward shares the budget by the best so far where the"
                        + " predictor's held-out test supports it; a success, or a settled vote, ends a query early.",
                "give-up: stop at a success, or when the next sample's predicted chance is not worth its price; draws"
                        + " less for the quality of B samples each, where held-out queries support it.",
                "replan: plan again by what first samples show, never by their reward, which only chooses at the end;"
                        + " needs a predictor with hidden:MODEL features.",
                "logistic: share the budget by what samples show of themselves (agreement, likeness, length, form), never by"
                        + " their reward, which only chooses at the end; where held-out queries support it.",
                "none: draw what was planned. Default: auto."
            })
    private Evidence evidence = Evidence.AUTO;

    /** Whether a run looks at its samples before it goes on. */
    enum Evidence {
        AUTO,
        GIVE_UP,
        REPLAN,
        LOGISTIC,
        NONE;

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
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
                predictor.requireReward(reward.name());
            }
            if (evidence == Evidence.REPLAN) {
                BudgetRun.requireReplannable(predictor, planOptions, judge);
            }
            RunSpec runSpec = output.declare(RewardSource.declare(
                    Session.spec(spec, common)
                            .withInput("queries", queriesPath)
                            .withInput("predictor", predictorFlags.folder()),
                    judge));
            ModelSource source = ModelSource.parse(model);
            if (endpoint.dryRun) {
                dryRun(source, source.declare(runSpec), queries, planOptions, options);
                return;
            }
            Session.run(source.declare(runSpec), common, runFlags.fresh, (run, listener) -> {
                Features features = predictorFlags.features(predictor, listener);
                Plan plan = BudgetRun.plan(predictor, queries, features, planOptions, judge, run.seeds());
                listener.note(
                        plan.total() + " samples planned for " + queries.size() + " queries; " + plan.reason() + ".");
                Judge kept = judge instanceof Reward reward ? new KeptGrades(reward, run) : judge;
                try (LanguageModel opened = source.open(endpoint, run, listener);
                        EndpointFlags.Bill _ = endpoint.bill(opened, listener)) {
                    RunPool.begin(run, queries);
                    SampleStore store = SampleStore.of(run.items(RunPool.SAMPLE));
                    endpoint.announce(opened, BudgetRun.demands(queries, plan), store, options, listener);
                    Optional<EvidenceUse> use = switch (evidence) {
                        case NONE -> Optional.empty();
                        case AUTO ->
                            Optional.of(BudgetRun.evidence(predictor, queries, plan, planOptions, kept, run.seeds()));
                        case GIVE_UP ->
                            Optional.of(BudgetRun.givingUp(predictor, queries, features, plan, planOptions, kept));
                        case LOGISTIC -> Optional.of(BudgetRun.looking(predictor, queries, plan, planOptions, kept));
                        case REPLAN -> // anything but a reward was refused above
                            Optional.of(BudgetRun.replanning(
                                    predictor, queries, features, plan, planOptions, (Reward) kept));
                    };
                    use.ifPresent(u -> listener.note("While sampling: " + u.reason() + "."));
                    String file = queriesFile.toString();
                    BudgetRun done = use.isPresent()
                            ? BudgetRun.of(
                                    file, queries, use.get(), opened, kept, options, store, run.seeds(), listener)
                            : BudgetRun.of(file, queries, plan, opened, kept, options, store, run.seeds(), listener);
                    done.outcome().stopped().ifPresent(reason -> {
                        throw reason;
                    });
                    Optional<ServedGains> gains = evidence == Evidence.GIVE_UP
                            ? ServedGains.byHead(done, predictor, queries, features)
                            : ServedGains.of(
                                    done, use.flatMap(EvidenceUse::table), predictor, queries, features, planOptions);
                    gains.ifPresent(served -> keep(served, run, listener));
                    try (LineWriter lines = output.writer(run)) {
                        done.answers().stream().map(Answer::toJson).forEach(lines::writeJson);
                        lines.commit();
                    }
                }
            });
        }
    }

    /** Says whether the samples gained what was predicted, and keeps it in the run. */
    private static void keep(ServedGains gains, Run run, Listener listener) {
        GainCheck check = GainCheck.of(gains.pairs(), run.seeds().child("check"));
        DriftMonitor.Verdict verdict = gains.watch(DriftMonitor.TOLERANCE, DriftMonitor.FALSE_ALARMS);
        listener.note(check.sentence());
        if (verdict.drifted()) {
            listener.note(String.format(
                    Locale.ROOT,
                    "Drifted: the evidence against the predictions reached %.3g; 'hone budget drift' watches it over"
                            + " runs.",
                    verdict.evidence()));
        }
        run.metric("gain.predicted", 0, verdict.predicted());
        run.metric("gain.realised", 0, verdict.realised());
        run.metric("gain.evidence", 0, verdict.evidence());
        run.event(check.sentence());
    }

    private void dryRun(
            ModelSource source, RunSpec asked, List<Query> queries, PlanOptions planOptions, SamplingOptions options) {
        try (ProgressDisplay display = new ProgressDisplay();
                LanguageModel opened = source.open(endpoint, display)) {
            SampleStore kept = Session.drawn(asked, common, runFlags.fresh, display);
            endpoint.foretell(opened, queries, (int) Math.ceil(planOptions.meanBudget()), kept, options, display);
        }
    }
}
