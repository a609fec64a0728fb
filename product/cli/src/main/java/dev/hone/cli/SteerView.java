package dev.hone.cli;

import dev.hone.core.run.Run;
import dev.hone.steer.evaluation.PolicyRow;
import dev.hone.steer.evaluation.SteerReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows what steering gained and cost. */
final class SteerView {
    private static final double MILLION = 1e6;

    private SteerView() {}

    /** Leaves the page in the run. */
    static void keep(Run run, String title, List<PolicyRow> rows) {
        new SteerReport(rows)
                .page(title)
                .fact("run", run.id())
                .fact("seed", Long.toString(run.spec().seed()))
                .write(run.folder().resolve(ReportCommand.FILE));
    }

    static void show(Run run, List<PolicyRow> rows, int prompts, Screen screen) {
        SteerReport report = new SteerReport(rows);
        List<Map<String, Object>> json = new ArrayList<>();
        for (String reward : report.rewards()) {
            TextTable table = new TextTable(
                    "policy", reward, "95 % interval", "nats", "tokens", "distinct-2", "million madds", "ms a token");
            for (PolicyRow row : rows) {
                if (row.rewardName().equals(reward)) {
                    table.row(cells(row));
                    json.add(row(row));
                }
            }
            screen.table(table);
            screen.line(report.headline(reward));
            screen.line("");
        }
        screen.line(prompts + " prompts; rewards are standard deviations of the frozen model's texts from their mean. "
                + "Costs count the samples that were not chosen, and not the reward.");
        screen.line("Report: " + NextCommand.on("report", run.folder()));
        screen.rows(json);
    }

    private static Object[] cells(PolicyRow row) {
        return new Object[] {
            SteerReport.name(row),
            number("%.2f", row.reward().estimate()),
            number("%.2f", row.reward().low()) + " to "
                    + number("%.2f", row.reward().high()),
            number("%.2f", row.kl()),
            number("%.1f", row.length()),
            number("%.2f", row.distinct2()),
            number("%.1f", row.macsPerToken() / MILLION),
            number("%.2f", row.msPerToken())
        };
    }

    private static Map<String, Object> row(PolicyRow row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("policy", row.policy());
        json.put("beta", row.beta());
        json.put("bestOf", row.bestOf());
        json.put("rewardName", row.rewardName());
        json.put("reward", row.reward().estimate());
        json.put("low", row.reward().low());
        json.put("high", row.reward().high());
        json.put("kl", row.kl());
        json.put("length", row.length());
        json.put("distinct2", row.distinct2());
        json.put("macsPerToken", row.macsPerToken());
        json.put("msPerToken", row.msPerToken());
        return json;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
