package dev.hone.cli;

import dev.hone.core.Listener;
import dev.hone.core.run.Run;
import dev.hone.guide.GuideEnvironments;
import dev.hone.guide.Method;
import dev.hone.guide.MethodConstants;
import dev.hone.guide.TaughtEnvironment;
import dev.hone.guide.compare.GuideGrid;
import dev.hone.guide.compare.GuideReport;
import dev.hone.guide.compare.GuideRows;
import dev.hone.guide.compare.GuideSummary;
import dev.hone.learn.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hone demo guide}: imitation, reward alone and both, in front of the user. */
@Command(
        name = "guide",
        description = "Trains students beside a teacher that sees more than they do: imitation, reward alone, TGRL.",
        mixinStandardHelpOptions = true)
final class DemoGuideCommand implements Runnable {
    private static final String ENVIRONMENT = "tiger-door-xl";
    private static final int SEEDS = 5;

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
        Session.run(Session.spec(spec, common), common, runFlags.fresh, this::demo);
    }

    private void demo(Run run, Listener listener) {
        TaughtEnvironment environment = GuideEnvironments.maker(ENVIRONMENT).get();
        introduce(environment);
        List<Method> methods = Stream.of("imitation", "fixed:0.3", "rl:plain", "rl", "tgrl")
                .map(Method::parse)
                .toList();
        GuideGrid grid = new GuideGrid(
                List.of(ENVIRONMENT),
                methods,
                Optional.empty(),
                SEEDS,
                common.seed,
                OptionalLong.empty(),
                MethodConstants.DEFAULT.withFirstValue(1));
        List<GuideGrid.Row> rows = grid.run(
                run.items(GuideCompareCommand.TRAINING), run.folder().resolve(GuideCompareCommand.TRAINING), listener);
        List<GuideSummary> summaries = GuideSummary.of(rows, run.seeds().child("summary"));
        new GuideReport(grid, rows, summaries)
                .page("hone demo guide")
                .write(run.folder().resolve(ReportCommand.FILE));
        GuideView.show(summaries, screen);
        screen.line("Score: interquartile mean over " + SEEDS
                + " seeds [95 % interval]; 0 is random actions, 1 the best hand-written student.");
        screen.line("");
        screen.line("In one sentence: " + sentence(summaries));
        screen.line("");
        screen.line("Curves:  " + NextCommand.on("report", run.folder()) + " --open");
        screen.line("One policy, and an episode of it in the terminal:");
        screen.line("  hone guide train --env " + ENVIRONMENT + " --out policy");
        screen.line("  hone guide watch policy");
        screen.rows(rows.stream().map(GuideRows::row).toList());
    }

    private void introduce(TaughtEnvironment environment) {
        environment.reset(common.seed, new Step(environment.observations()).observation());
        screen.line("One door is the goal (+100), the other lava (-100); each step costs 2. The teacher knows which and"
                + " goes straight.");
        screen.line("The student (@) sees it only from the button (B) on. Whoever only imitates has to guess.");
        environment.picture().forEach(screen::line);
        screen.line("");
    }

    private static String sentence(List<GuideSummary> summaries) {
        return String.format(
                Locale.ROOT,
                "of %d seeds each, imitation solved %s, reward alone %s, reward with the twin's optimism %s, and the"
                        + " student that weighs its teacher %s.",
                SEEDS,
                solved(summaries, "imitation"),
                solved(summaries, "rl:plain"),
                solved(summaries, "rl"),
                solved(summaries, "tgrl"));
    }

    private static String solved(List<GuideSummary> summaries, String method) {
        return summaries.stream()
                .filter(summary -> summary.method().equals(method))
                .map(summary -> Long.toString(Math.round(summary.solved() * summary.seeds())))
                .findFirst()
                .orElseThrow();
    }
}
