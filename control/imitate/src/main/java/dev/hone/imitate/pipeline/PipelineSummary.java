package dev.hone.imitate.pipeline;

import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import dev.hone.core.statistics.Rate;
import dev.hone.imitate.rollout.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A condition over all its seeds.
 *
 * @param rate solved roll-outs of all seeds together, with Wilson's interval
 * @param lastFive mean over seeds of the last five checkpoints' mean
 * @param gain success less the baseline's; empty for the baseline
 * @param cost of all seeds together
 */
public record PipelineSummary(Condition condition, Rate rate, double lastFive, Optional<Interval> gain, Cost cost) {
    /** One for each condition, in the order of the rows. */
    public static List<PipelineSummary> of(List<PipelineRow> rows, Seeds seeds) {
        List<PipelineSummary> summaries = new ArrayList<>();
        List<Score> base = scores(rows, Condition.PLAIN);
        for (Condition condition :
                rows.stream().map(PipelineRow::condition).distinct().toList()) {
            List<PipelineRow> own =
                    rows.stream().filter(row -> row.condition() == condition).toList();
            List<Score> scores = scores(rows, condition);
            long solved =
                    scores.stream().mapToLong(score -> score.rate().successes()).sum();
            long n = scores.stream().mapToLong(score -> score.rate().n()).sum();
            summaries.add(new PipelineSummary(
                    condition,
                    Rate.of(solved, n),
                    own.stream().mapToDouble(PipelineRow::lastFive).average().orElse(Double.NaN),
                    condition == Condition.PLAIN ? Optional.empty() : Optional.of(Gain.of(scores, base, seeds)),
                    own.stream().map(PipelineRow::cost).reduce(Cost.NONE, Cost::plus)));
        }
        return summaries;
    }

    private static List<Score> scores(List<PipelineRow> rows, Condition condition) {
        return rows.stream()
                .filter(row -> row.condition() == condition)
                .map(PipelineRow::score)
                .toList();
    }
}
