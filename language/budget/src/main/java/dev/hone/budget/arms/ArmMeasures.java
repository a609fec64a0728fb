package dev.hone.budget.arms;

import dev.hone.core.Seeds;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Interval;
import dev.hone.lm.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Numbers read off curves, with intervals from resamples that all policies share. What stays together in the split is drawn
 * together: whole groups where groups are held out, unless there are so few that they say nothing about their spread.
 */
final class ArmMeasures {
    private static final double CONFIDENCE = 0.95;
    private static final int FEWEST_GROUPS = 8;
    private static final double[] SHARES = {0.25, 0.5, 0.75};

    /** All curves on one resample, and where random choice costs what at each share. */
    private record Draw(Map<ArmPolicy, ArmCurve.Line> lines) {
        ArmCurve.Line line(ArmPolicy policy) {
            return Objects.requireNonNull(lines.get(policy));
        }

        double cost(double share) {
            return line(ArmPolicy.RANDOM).cost(share);
        }
    }

    private final SplitKind split;
    private final Draw measured;
    private final List<Draw> drawn;

    ArmMeasures(
            SplitKind split, List<Query> queries, Map<ArmPolicy, ArmCurve> curves, ArmSettings settings, Seeds seeds) {
        this.split = split;
        int[] clusterOf = clusters(split, queries);
        int clusters = Arrays.stream(clusterOf).max().orElse(-1) + 1;
        int[] sizes = new int[clusters];
        for (int c : clusterOf) {
            sizes[c]++;
        }
        Map<ArmPolicy, ArmCurve.Summary> summaries = new EnumMap<>(ArmPolicy.class);
        curves.forEach((policy, curve) -> summaries.put(policy, curve.summary(clusterOf, clusters, settings.rounds())));
        int[] ones = new int[clusters];
        Arrays.fill(ones, 1);
        measured = draw(summaries, ones, sizes);
        drawn = IntStream.range(0, settings.resamples())
                .parallel()
                .mapToObj(r -> draw(summaries, counts(clusters, seeds.child(r)), sizes))
                .toList();
    }

    private static int[] clusters(SplitKind split, List<Query> queries) {
        List<String> labels = split.labels(queries);
        if (labels.stream().distinct().limit(FEWEST_GROUPS).count() < FEWEST_GROUPS) {
            labels = SplitKind.SHUFFLED.labels(queries);
        }
        Map<String, Integer> numbers = new HashMap<>();
        return labels.stream()
                .mapToInt(label -> numbers.computeIfAbsent(label, _ -> numbers.size()))
                .toArray();
    }

    private static int[] counts(int clusters, Seeds seeds) {
        int[] counts = new int[clusters];
        var random = seeds.generator();
        for (int k = 0; k < clusters; k++) {
            counts[random.nextInt(clusters)]++;
        }
        return counts;
    }

    private static Draw draw(Map<ArmPolicy, ArmCurve.Summary> summaries, int[] counts, int[] sizes) {
        double queries = IntStream.range(0, counts.length)
                .mapToDouble(c -> (double) counts[c] * sizes[c])
                .sum();
        Map<ArmPolicy, ArmCurve.Line> lines = new EnumMap<>(ArmPolicy.class);
        summaries.forEach((policy, summary) -> lines.put(policy, summary.line(counts, queries)));
        return new Draw(lines);
    }

    List<ArmRow> rows() {
        List<ArmRow> rows = new ArrayList<>();
        for (ArmPolicy policy : measured.lines().keySet()) {
            Interval area = interval(draw -> draw.line(policy).over(draw.line(ArmPolicy.RANDOM)));
            for (double share : SHARES) {
                Interval quality = interval(draw -> draw.line(policy).at(draw.cost(share)));
                Interval gain = interval(draw -> draw.line(policy).at(draw.cost(share))
                        - draw.line(ArmPolicy.FIXED_MIX).at(draw.cost(share)));
                rows.add(new ArmRow(split, policy, share, measured.cost(share), quality, gain, area));
            }
        }
        return rows;
    }

    private Interval interval(ToDoubleFunction<Draw> statistic) {
        return Bootstrap.percentiles(
                statistic.applyAsDouble(measured),
                drawn.stream().mapToDouble(statistic).toArray(),
                CONFIDENCE);
    }
}
