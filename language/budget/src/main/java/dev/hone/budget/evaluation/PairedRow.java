package dev.hone.budget.evaluation;

import dev.hone.core.statistics.Interval;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One policy at one budget in two evaluations of the same queries.
 *
 * @param budget samples per query on average
 * @param queries that both evaluations report
 * @param ratioA see {@link Row}; infinite where uniform's quality is never reached
 * @param ratioB likewise
 * @param ratio the first ratio less the second: below 0 the first needs less
 * @param qualityA mean quality of the answers
 * @param qualityB likewise
 * @param quality the first less the second: above 0 the first is better
 */
public record PairedRow(
        Policy policy,
        int budget,
        int queries,
        double ratioA,
        double ratioB,
        Interval ratio,
        double qualityA,
        double qualityB,
        Interval quality) {
    /** Keys and values as written to JSON: what does not exist or has no bound is null. */
    public SequencedMap<String, @Nullable Object> toJson() {
        SequencedMap<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("policy", policy.text());
        json.put("budget", budget);
        json.put("queries", queries);
        json.put("ratioA", finite(ratioA));
        json.put("ratioB", finite(ratioB));
        json.put("ratioDifference", finite(ratio.estimate()));
        json.put("ratioLow", finite(ratio.low()));
        json.put("ratioHigh", finite(ratio.high()));
        json.put("qualityA", finite(qualityA));
        json.put("qualityB", finite(qualityB));
        json.put("qualityDifference", finite(quality.estimate()));
        json.put("qualityLow", finite(quality.low()));
        json.put("qualityHigh", finite(quality.high()));
        return json;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
