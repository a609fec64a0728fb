package dev.hone.cli;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.Plan;
import dev.hone.budget.PlanOptions;
import dev.hone.budget.arms.ArmPlan.Spending;
import dev.hone.budget.arms.ArmRouter;
import dev.hone.budget.evidence.SampleEvidence;
import dev.hone.budget.portfolio.Member;
import dev.hone.budget.portfolio.Portfolio;
import dev.hone.budget.portfolio.PortfolioPlan;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.files.LineWriter;
import dev.hone.lm.Features;
import dev.hone.lm.Query;
import dev.hone.lm.format.Queries;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hone budget plan}: how many samples each query shall get. */
@Command(
        name = "plan",
        description = {
            "Says how many samples each query shall get, before any is drawn.",
            "With an arm router: which arm answers it, by --share, --mean-cost or --price.",
            "With predictors of several models: which model, and how many samples, by the same."
        },
        mixinStandardHelpOptions = true)
final class BudgetPlanCommand implements Runnable {
    @Parameters(paramLabel = "QUERIES", description = "JSON lines {\"id\", \"prompt\" or \"messages\"}.")
    private Path queriesFile = Path.of("");

    @Mixin
    private final PredictorFlags predictorFlags = new PredictorFlags();

    @Mixin
    private final PlanFlags planFlags = new PlanFlags();

    @Mixin
    private final SpendingFlags spending = new SpendingFlags();

    @Mixin
    private final OutputFlags output = new OutputFlags();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        if (predictorFlags.areSeveral()) {
            planPortfolio();
            return;
        }
        Optional<ArmRouter> router = predictorFlags.router();
        if (router.isPresent()) {
            spending.requireNoUnit();
            planFlags.requireForRouter();
            planArms(router.get());
        } else {
            spending.requireNone();
            planSamples();
        }
    }

    private void planArms(ArmRouter router) {
        Spending spent = spending.spending();
        List<Query> queries = Queries.read(InputFile.of(queriesFile));
        output.check();
        try (LineWriter lines = output.writer()) {
            ArmVerbs.plan(
                    router,
                    queries,
                    predictorFlags.features(Optional.of(router), Listener.NONE),
                    spent,
                    lines,
                    common.seed);
        }
    }

    private void planPortfolio() {
        Spending spent = spending.spending();
        planFlags.requireForSeveral();
        List<Query> queries = Queries.read(InputFile.of(queriesFile));
        output.check();
        List<Member> members = predictorFlags.members(Listener.NONE);
        Portfolio portfolio = new Portfolio(
                members, spending.costs(members.stream().map(Member::arm).toList()));
        PortfolioPlan plan = PortfolioPlan.of(
                portfolio, queries, spent, planFlags.maxBudget(), planFlags.floor(), Seeds.of(common.seed));
        try (LineWriter lines = output.writer()) {
            plan.write(lines);
        }
        System.err.printf(
                Locale.ROOT,
                "%d queries, samples %s; predicted mean cost %.4g %s, quality %.3f; %s.%n",
                queries.size(),
                plan.samples(),
                plan.meanCost(),
                switch (portfolio.costs().unit()) {
                    case SAMPLES -> "samples";
                    case TOKENS -> "tokens";
                    case MONEY -> "dollars";
                },
                plan.meanQuality(),
                plan.reason());
    }

    private void planSamples() {
        PlanOptions options = planFlags.options();
        DifficultyPredictor predictor = predictorFlags.load();
        List<Query> queries = Queries.read(InputFile.of(queriesFile));
        output.check();
        Features features = predictorFlags.features(predictor, Listener.NONE);
        Seeds seeds = Seeds.of(common.seed);
        // whoever fitted with --select has answers chosen by votes
        Plan plan = predictor
                .evidence()
                .flatMap(SampleEvidence::votes)
                .map(votes -> Plan.byVotes(predictor, queries, features, options, votes.selector(), seeds))
                .orElseGet(() -> Plan.of(predictor, queries, features, options, seeds));
        try (LineWriter lines = output.writer()) {
            plan.write(lines);
        }
        System.err.printf(
                Locale.ROOT,
                "%d samples for %d queries, %.2f each; %s.%n",
                plan.total(),
                queries.size(),
                (double) plan.total() / Math.max(1, queries.size()),
                plan.reason());
        predictor
                .evidence()
                .filter(e -> e.votes().isEmpty()) // votes need no verifier, so there is none to count on
                .filter(e ->
                        e.giveUp().at(options.meanBudget(), options.floor()).isPresent())
                .ifPresent(e -> System.err.println(
                        "With a verifier at run time, 'hone budget run --evidence give-up' draws less than any plan: "
                                + e.giveUp().reason(options.meanBudget(), options.floor()) + "."));
    }
}
