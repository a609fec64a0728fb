package dev.hone.cli;

import dev.hone.core.statistics.Interval;
import dev.hone.lm.format.Pool;
import dev.hone.reward.learnt.HeadFit;
import dev.hone.reward.learnt.HeldOut;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hone reward fit}: learns from graded answers to grade others like them. */
@Command(
        name = "fit",
        description =
                "Learns from a graded pool to grade answers, and says how well it grades queries it has not seen.",
        mixinStandardHelpOptions = true)
final class RewardFitCommand implements Runnable {
    @Parameters(paramLabel = "GRADED", description = "Graded samples with their texts; see docs/formats.md.")
    private Path poolFile = Path.of("");

    @Mixin
    private final FittingFlags fitting = new FittingFlags();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        fitting.checkFeatures();
        Path poolPath = InputFile.of(poolFile);
        Pool pool = Pool.read(poolPath).requireGraded();
        fitting.run(fitting.declare(spec, poolPath), (run, listener) -> {
            HeadFit fit = HeadFit.of(pool, fitting.features(listener), run.seeds(), listener);
            fit.save(run.outputFolder(), fitting.provenance(run, poolFile));
            show(fit.heldOut());
            fitting.screen.line("");
            fitting.screen.line("Reward: head:" + fitting.output.out);
        });
    }

    private void show(HeldOut heldOut) {
        TextTable table = new TextTable("on queries it has not seen", "estimate", "95 % interval");
        List<Map<String, Object>> rows = new ArrayList<>();
        heldOut.intervals().forEach((name, interval) -> {
            table.row(name, number(interval.estimate()), number(interval.low()) + " to " + number(interval.high()));
            rows.add(row(name, interval, heldOut));
        });
        fitting.screen.table(table);
        fitting.screen.line(heldOut.answers() + " answers to " + heldOut.queries()
                + " queries; variance explained is 0 for the mean reward of the other queries.");
        fitting.screen.rows(rows);
    }

    private static Map<String, Object> row(String name, Interval interval, HeldOut heldOut) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("measure", name);
        row.put("estimate", interval.estimate());
        row.put("low", interval.low());
        row.put("high", interval.high());
        row.put("queries", heldOut.queries());
        row.put("answers", heldOut.answers());
        return row;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
