package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.Query;
import dev.hone.reward.Reward;
import dev.hone.steer.Weighted;
import dev.hone.steer.evaluation.GridCell;
import dev.hone.steer.evaluation.GridReport;
import dev.hone.steer.evaluation.SteerGrid;
import dev.hone.transformer.generate.LocalModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hone steer grid}: two values at all pairs of weights. */
@Command(
        name = "grid",
        description =
                "Two values at all pairs of weights: whether each weight turns its own reward, and what both reach together.",
        mixinStandardHelpOptions = true)
final class SteerGridCommand implements Runnable {
    @Option(names = "--value", paramLabel = "VALUE", required = true, description = "Two values of 'hone steer fit'.")
    private List<String> values = new ArrayList<>();

    @Option(
            names = "--reward",
            paramLabel = "REWARD",
            required = true,
            description = "Two: what each value was learnt from. See 'hone rewards'.")
    private List<String> rewardNames = new ArrayList<>();

    @Option(
            names = "--weights",
            paramLabel = "W",
            split = ",",
            defaultValue = "0,1,2,3,4",
            description = "Weights of each value, rising. Default: ${DEFAULT-VALUE}.")
    private List<Double> weights = new ArrayList<>();

    @Option(
            names = "--n",
            paramLabel = "N",
            defaultValue = "4",
            description = "Samples of each pair of weights and prompt. Default: ${DEFAULT-VALUE}.")
    private int n;

    @Mixin
    private final SteerTrial trial = new SteerTrial();

    @Mixin
    private final TiltFlags tilt = new TiltFlags();

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
        requireTwo("--value", values.size());
        requireTwo("--reward", rewardNames.size());
        requireRising(weights);
        trial.requireSamples(n);
        tilt.settings();
        List<Query> prompts = trial.prompts();
        if (prompts.size() < 2) {
            throw new HoneException(
                    trial.promptsFile() + " has 1 prompt.", "give two or more; intervals are over prompts");
        }
        try (Reward first = RewardSource.reward(rewardNames.getFirst());
                Reward second = RewardSource.reward(rewardNames.getLast())) {
            RunSpec runSpec = SteerTrial.withValues(
                    trial.declare(Session.spec(spec, common), prompts, List.of(first, second)), "value", values);
            Session.run(runSpec, common, runFlags.fresh, (run, listener) -> {
                try (LocalModel opened = trial.source().openLocal(listener)) {
                    measure(run, listener, prompts, first, second, opened);
                }
            });
        }
    }

    private static void requireTwo(String option, int given) {
        if (given != 2) {
            throw new HoneException(
                    option + " is given " + given + (given == 1 ? " time" : " times") + ", and a grid has two sides.",
                    "give it twice; for one value, or for more at a common strength, there is 'hone steer evaluate'");
        }
    }

    private static void requireRising(List<Double> weights) {
        boolean rising = weights.size() >= 2;
        for (int i = 0; i < weights.size(); i++) {
            rising &= Double.isFinite(weights.get(i)) && (i == 0 || weights.get(i) > weights.get(i - 1));
        }
        if (!rising) {
            throw new HoneException(
                    "--weights is " + weights + ".", "give two or more rising numbers, such as 0,1,2,3,4");
        }
    }

    private void measure(
            Run run, Listener listener, List<Query> prompts, Reward first, Reward second, LocalModel opened) {
        List<Weighted> both =
                values.stream().map(text -> ValueFlag.parse(text).open(opened)).toList();
        SteerGrid.Result result = new SteerGrid(opened, prompts, first, second, trial.options(), run, listener)
                .measure(both, weights, tilt.settings(), n, trial.frozen(), List.of(4, 16, 64, 128));
        GridReport report = new GridReport(first.name(), second.name(), result);
        report.page("hone steer grid " + trial.promptsFile())
                .fact("run", run.id())
                .fact("seed", Long.toString(run.spec().seed()))
                .write(run.folder().resolve(ReportCommand.FILE));
        show(run, result, report, prompts.size(), both);
    }

    private void show(Run run, SteerGrid.Result result, GridReport report, int prompts, List<Weighted> both) {
        TextTable table = new TextTable(
                both.getFirst().name(),
                both.getLast().name(),
                rewardNames.getFirst(),
                "95 % interval",
                rewardNames.getLast(),
                "95 % interval",
                "nats",
                "tokens");
        List<Map<String, Object>> json = new ArrayList<>();
        for (GridCell cell : result.cells()) {
            table.row(
                    number("%.3g", cell.first()),
                    number("%.3g", cell.second()),
                    number("%.2f", cell.firstReward().estimate()),
                    number("%.2f", cell.firstReward().low()) + " to "
                            + number("%.2f", cell.firstReward().high()),
                    number("%.2f", cell.secondReward().estimate()),
                    number("%.2f", cell.secondReward().low()) + " to "
                            + number("%.2f", cell.secondReward().high()),
                    number("%.2f", cell.kl()),
                    number("%.1f", cell.length()));
            json.add(row(cell));
        }
        screen.table(table);
        report.sentences().forEach(screen::line);
        screen.line(prompts + " prompts; rewards are standard deviations of the frozen model's texts from their mean.");
        screen.line("Report: " + NextCommand.on("report", run.folder()));
        screen.rows(json);
    }

    private static Map<String, Object> row(GridCell cell) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("first", cell.first());
        row.put("second", cell.second());
        row.put("firstReward", cell.firstReward().estimate());
        row.put("firstLow", cell.firstReward().low());
        row.put("firstHigh", cell.firstReward().high());
        row.put("secondReward", cell.secondReward().estimate());
        row.put("secondLow", cell.secondReward().low());
        row.put("secondHigh", cell.secondReward().high());
        row.put("kl", cell.kl());
        row.put("length", cell.length());
        return row;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
