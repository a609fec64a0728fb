package dev.hone.cli;

import dev.hone.budget.arms.ArmEvaluator;
import dev.hone.budget.arms.ArmFit;
import dev.hone.budget.arms.ArmPlan;
import dev.hone.budget.arms.ArmRouter;
import dev.hone.budget.arms.ArmSettings;
import dev.hone.budget.arms.ArmedQueries;
import dev.hone.budget.arms.Costs;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.artifact.Artifact;
import dev.hone.core.files.LineWriter;
import dev.hone.core.run.Run;
import dev.hone.lm.Features;
import dev.hone.lm.Query;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code budget fit}, {@code evaluate} and {@code plan} do where the choice is among arms. */
final class ArmVerbs {
    private ArmVerbs() {}

    /** Whether a folder holds a router and not a predictor of samples. */
    static boolean isRouter(Path folder) {
        return Artifact.open(folder).card().kind().equals(ArmRouter.KIND);
    }

    /** Evaluates by folds, fits on all queries and leaves the router. */
    static void fit(
            ArmedQueries queries,
            Costs costs,
            Features features,
            Map<String, String> provenance,
            Run run,
            Screen screen,
            Listener listener) {
        ArmFit fit = ArmFit.of(new ArmEvaluator(queries, costs, features, ArmSettings.DEFAULT, run.seeds(), listener));
        fit.router().withProvenance(provenance).save(run.outputFolder());
        ArmView.show(fit.evaluation(), screen);
        screen.line("");
        screen.line("Known kinds: " + fit.router().known().reason() + ".");
        screen.line("Unseen kinds: " + fit.router().unseen().reason() + ".");
    }

    /** Cross-fits and shows the tables. */
    static void evaluate(
            ArmedQueries queries,
            Costs costs,
            Features features,
            ArmSettings settings,
            Run run,
            Screen screen,
            Listener listener) {
        ArmView.show(new ArmEvaluator(queries, costs, features, settings, run.seeds(), listener).evaluate(), screen);
    }

    /** Plans and writes the plan. */
    static void plan(
            ArmRouter router,
            List<Query> queries,
            Features features,
            ArmPlan.Spending spending,
            LineWriter lines,
            long seed) {
        ArmPlan plan = ArmPlan.of(router, queries, features, spending, Seeds.of(seed));
        plan.write(lines);
        System.err.printf(
                Locale.ROOT,
                "%d queries: %s; predicted mean cost %.4g %s; %s.%n",
                queries.size(),
                plan.calls(),
                plan.meanCost(),
                router.costs().unit().name().toLowerCase(Locale.ROOT),
                plan.reason());
    }
}
