package dev.hone.imitate.pipeline;

import dev.hone.core.statistics.Rate;
import dev.hone.imitate.rollout.Score;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One training of one condition.
 *
 * @param checkpoint the one that {@code select} chose, from 1
 * @param score its roll-outs on {@code report}
 * @param lastFive mean success on {@code report} of the last five checkpoints
 * @param cost of making its segments and roll-outs, and of its training
 */
public record PipelineRow(
        String task, Condition condition, long seed, int checkpoint, Score score, double lastFive, Cost cost) {
    /** A 1 for each start that was solved and a 0 for each that wasn't, in the order of the starts. */
    private String outcomes() {
        return score.outcomes().stream().map(one -> one.solved() ? "1" : "0").collect(Collectors.joining());
    }

    /** As JSON. */
    public Map<String, Object> json() {
        Rate rate = score.rate();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("task", task);
        row.put("condition", condition.word());
        row.put("seed", seed);
        row.put("checkpoint", checkpoint);
        row.put("resets", "report");
        row.put("successes", rate.successes());
        row.put("n", rate.n());
        row.put("low", rate.interval().low());
        row.put("high", rate.interval().high());
        row.put("milestones", score.milestones());
        row.put("outcomes", outcomes());
        row.put("lastFive", lastFive);
        row.put("simulatorSteps", cost.simulatorSteps());
        row.put("dataMinutes", cost.dataMinutes());
        row.put("trainingMinutes", cost.trainingMinutes());
        return row;
    }
}
