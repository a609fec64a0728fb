package dev.hone.budget.arms;

import dev.hone.core.statistics.Interval;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One line of an evaluation of arms.
 *
 * @param split which queries were held out
 * @param policy who chooses
 * @param share how far the cost lies between that of the cheapest arm and that of the best, 0 to 1: of two arms counted in
 *     calls the share of strong calls
 * @param cost mean per query, in the unit
 * @param quality mean reward at that cost
 * @param gain quality over the best fixed mix at the same cost, paired
 * @param area mean height of the policy's curve over that of random choice, over all shares
 */
public record ArmRow(
        SplitKind split, ArmPolicy policy, double share, double cost, Interval quality, Interval gain, Interval area) {
    /** Keys and values as written to JSON: what has no bound is null. */
    public SequencedMap<String, @Nullable Object> toJson() {
        SequencedMap<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("policy", policy.text());
        json.put("split", split.text());
        json.put("share", share);
        json.put("cost", cost);
        json.put("quality", finite(quality.estimate()));
        json.put("low", finite(quality.low()));
        json.put("high", finite(quality.high()));
        json.put("area", finite(area.estimate()));
        json.put("areaLow", finite(area.low()));
        json.put("areaHigh", finite(area.high()));
        json.put("gain", finite(gain.estimate()));
        json.put("gainLow", finite(gain.low()));
        json.put("gainHigh", finite(gain.high()));
        return json;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
