package dev.hone.steer.evaluation;

import dev.hone.core.report.Axis;
import dev.hone.core.report.Plot;
import dev.hone.core.report.Point;
import dev.hone.core.report.Report;
import dev.hone.core.report.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Draws an evaluation: for each reward what was gained, against how far from the frozen model and against what it cost. */
public final class SteerReport {
    private static final double MILLION = 1e6;

    private final List<PolicyRow> rows;

    public SteerReport(List<PolicyRow> rows) {
        this.rows = List.copyOf(rows);
    }

    /** The rewards that were measured, in order. */
    public List<String> rewards() {
        return rows.stream().map(PolicyRow::rewardName).distinct().toList();
    }

    /**
     * What it comes to for one reward: the cheapest way to the reward of the largest best-of-n that was measured, and the best reward
     * within that one's divergence.
     */
    public String headline(String reward) {
        List<PolicyRow> all = of(reward);
        Optional<PolicyRow> most =
                all.stream().filter(row -> row.beta() == 0).reduce((a, b) -> a.bestOf() > b.bestOf() ? a : b);
        if (most.isEmpty() || all.stream().allMatch(row -> row.beta() == 0)) {
            return reward + ": nothing was steered.";
        }
        PolicyRow goal = most.get();
        String cheapest = all.stream()
                .filter(row -> row.beta() != 0
                        && row.reward().estimate() >= goal.reward().estimate())
                .min((a, b) -> Double.compare(a.macsPerToken(), b.macsPerToken()))
                .map(row -> String.format(
                        Locale.ROOT,
                        "%s reaches %.2f at %.1f %% of its multiply-adds, %.1f %% of its time and %.2f nats",
                        name(row),
                        row.reward().estimate(),
                        100 * row.macsPerToken() / goal.macsPerToken(),
                        100 * row.msPerToken() / goal.msPerToken(),
                        row.kl()))
                .orElse("no strength that was tried reaches that");
        String within = all.stream()
                .filter(row -> row.beta() != 0 && row.kl() <= goal.kl())
                .max((a, b) -> Double.compare(a.reward().estimate(), b.reward().estimate()))
                .map(row -> String.format(
                        Locale.ROOT,
                        "within its divergence the most is %.2f (%s, %.2f nats)",
                        row.reward().estimate(),
                        name(row),
                        row.kl()))
                .orElse("nothing that was tried stays within its divergence");
        return String.format(
                Locale.ROOT,
                "%s: the best of %d reaches %.2f deviations at %.2f nats; %s; %s.",
                reward,
                goal.bestOf(),
                goal.reward().estimate(),
                goal.kl(),
                cheapest,
                within);
    }

    /** A row's policy in words. */
    public static String name(PolicyRow row) {
        boolean whole = row.beta() == Math.rint(row.beta());
        String strength = row.beta() == 0 ? "" : " x " + (whole ? "" + (long) row.beta() : "" + row.beta());
        return row.policy() + strength + (row.bestOf() == 1 ? "" : ", best of " + row.bestOf());
    }

    /** The page, to which the caller adds facts about the run. */
    public Report page(String title) {
        Report report = Report.titled(title);
        for (String reward : rewards()) {
            report.section(reward).sentence(headline(reward));
            report.plot(new Plot(
                    "Reward against divergence",
                    "Standard deviations of the frozen model's texts; bands are 95 % bootstrap intervals over prompts.",
                    Axis.linear("nats a text from the frozen model"),
                    Axis.linear("reward"),
                    series(reward, PolicyRow::kl)));
            report.plot(new Plot(
                    "Reward against cost",
                    "Multiply-adds for each token of the text that is returned.",
                    Axis.log2("million multiply-adds a token"),
                    Axis.linear("reward"),
                    series(reward, row -> row.macsPerToken() / MILLION)));
        }
        return report;
    }

    private interface Place {
        double of(PolicyRow row);
    }

    /** The frozen model's line by best-of-n; a policy's lines by strength, one for each number of samples. */
    private List<Series> series(String reward, Place x) {
        Map<String, List<Point>> lines = new LinkedHashMap<>();
        for (PolicyRow row : of(reward)) {
            String line = row.beta() == 0
                    ? "frozen model, best of n"
                    : row.policy() + (row.bestOf() == 1 ? "" : ", best of " + row.bestOf());
            lines.computeIfAbsent(line, _ -> new ArrayList<>()).add(Point.of(x.of(row), row.reward()));
        }
        List<Series> series = new ArrayList<>();
        lines.forEach((name, points) -> series.add(Series.line(name, points)));
        return series;
    }

    private List<PolicyRow> of(String reward) {
        return rows.stream().filter(row -> row.rewardName().equals(reward)).toList();
    }
}
