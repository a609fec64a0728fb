package dev.hone.budget.evaluation;

import dev.hone.core.statistics.Interval;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One line of an evaluation.
 *
 * @param policy who shares out the samples
 * @param budget samples per query on average; for early stopping the cap
 * @param quality mean quality of the best answers at that budget
 * @param ratio the cost at which the policy reaches the quality of uniform sampling at this budget, divided by the budget:
 *     below 1 saves. NaN: never. For early stopping: mean draws divided by the cap
 */
public record Row(Policy policy, int budget, Interval quality, Interval ratio) {
    /** Keys and values as written to JSON: what does not exist or has no bound is null. */
    public SequencedMap<String, @Nullable Object> toJson() {
        SequencedMap<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("policy", policy.text());
        json.put("budget", budget);
        json.put("quality", finite(quality.estimate()));
        json.put("low", finite(quality.low()));
        json.put("high", finite(quality.high()));
        json.put("ratio", finite(ratio.estimate()));
        json.put("ratioLow", finite(ratio.low()));
        json.put("ratioHigh", finite(ratio.high()));
        return json;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
