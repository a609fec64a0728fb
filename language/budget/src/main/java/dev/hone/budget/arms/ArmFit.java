package dev.hone.budget.arms;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A router fitted on all queries of a pool, and what routers like it did on queries they never saw.
 *
 * @param router to plan with
 * @param evaluation cross-fitted
 */
public record ArmFit(ArmRouter router, ArmEvaluation evaluation) {
    /** Fits on all queries of an evaluator's pool, after it evaluated by folds. */
    public static ArmFit of(ArmEvaluator evaluator) {
        ArmEvaluation evaluation = evaluator.evaluate();
        return new ArmFit(evaluator.fit(heldOut(evaluation), evaluation.findings()), evaluation);
    }

    private static Map<String, Double> heldOut(ArmEvaluation evaluation) {
        SortedMap<String, Double> heldOut = new TreeMap<>();
        for (ArmRow row : evaluation.rows()) {
            String name = row.split().text() + "." + row.policy().text() + "." + row.share();
            heldOut.put(name + ".quality", row.quality().estimate());
            heldOut.put(name + ".gain", row.gain().estimate());
        }
        heldOut.put("queries", (double) evaluation.queries());
        return heldOut;
    }
}
