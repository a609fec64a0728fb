package dev.hone.guide.compare;

import dev.hone.guide.GuideResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** Results as JSON for users. */
public final class GuideRows {
    private GuideRows() {}

    /** The row of {@code --json}; {@code c} is null where a method has no weight. */
    public static Map<String, Object> row(GuideGrid.Row row) {
        GuideResult result = row.result();
        var map = new LinkedHashMap<String, Object>();
        map.put("env", result.environment());
        map.put("method", result.method());
        map.put("seed", row.seed());
        map.put("steps", result.steps());
        map.put("mainEpisodes", result.mainEpisodes());
        map.put("twinEpisodes", result.twinEpisodes());
        map.put("evalEpisodes", result.evalEpisodes());
        map.put("return", result.meanReturn());
        map.put("score", result.score());
        map.put("auc", result.area());
        map.put("c", Double.isNaN(result.weight()) ? null : result.weight());
        return map;
    }
}
