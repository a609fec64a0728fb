package dev.hone.budget;

import dev.hone.budget.evaluation.EvaluationTrace;
import dev.hone.budget.evaluation.PlanCurve;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.evaluation.PolicyTrace;
import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Keeps in a run what its evaluation measured of each query. An item {@code evaluation} says which curves there are, an item
 * {@code evaluated-query} for each query holds its part of all of them. Curves are kept up to twice the largest budget that
 * is reported: a policy that needs more than that has nothing left to compare.
 */
public final class TraceStore {
    private static final String EVALUATION = "evaluation";
    private static final String QUERY = "evaluated-query";
    private static final int FURTHEST = 2;

    /** Which curves there are: each by its mean budgets. */
    record Index(List<Integer> budgets, List<List<Double>> curves, List<Entry> policies) {}

    /** A policy by the numbers of its curves. */
    record Entry(String policy, boolean capped, List<Integer> replicates, int uniform) {}

    /** A query's part of each curve. */
    record Part(int cluster, int rewards, List<float[]> cost, List<float[]> quality) {}

    private TraceStore() {}

    /** Keeps a trace; one that a run holds already is replaced. */
    public static void keep(EvaluationTrace trace, Run run) {
        List<PlanCurve> curves = new ArrayList<>(); // each once, though policies share them
        List<Entry> policies = trace.policies().stream()
                .map(policy -> new Entry(
                        policy.policy().text(),
                        policy.capped(),
                        policy.replicates().stream()
                                .map(curve -> number(curve, curves))
                                .toList(),
                        number(policy.uniform(), curves)))
                .toList();
        int most = FURTHEST * trace.budgets().getLast();
        List<List<Double>> means =
                curves.stream().map(curve -> means(curve, most)).toList();
        Map<String, Part> parts = new LinkedHashMap<>();
        for (int i = 0; i < trace.queries().size(); i++) {
            int query = i;
            var reported = trace.queries().get(i);
            parts.put(
                    reported.id(),
                    new Part(
                            reported.cluster(),
                            reported.rewards(),
                            curves.stream()
                                    .map(curve -> column(means(curve, most).size(), step -> curve.costAt(step, query)))
                                    .toList(),
                            curves.stream()
                                    .map(curve ->
                                            column(means(curve, most).size(), step -> curve.qualityAt(step, query)))
                                    .toList()));
        }
        run.items(QUERY).putAll(parts);
        run.items(EVALUATION).put(EVALUATION, new Index(trace.budgets(), means, policies));
    }

    /** What a run holds; nothing if it evaluated nothing. */
    public static Optional<EvaluationTrace> read(RunReader run) {
        return run.items(EVALUATION).get(EVALUATION).map(index -> {
            try {
                return trace(Json.MAPPER.treeToValue(index, Index.class), run);
            } catch (JacksonException e) {
                throw new HoneException(
                        "The run " + run.info().id() + " does not hold an evaluation as this Hone writes it: "
                                + e.getOriginalMessage() + ".",
                        "it was made by another version; repeat it with --fresh",
                        e);
            }
        });
    }

    private static EvaluationTrace trace(Index index, RunReader run) {
        List<EvaluationTrace.Reported> queries = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        run.items(QUERY).stream().forEach(item -> {
            Part part = part(item.value());
            parts.add(part);
            queries.add(new EvaluationTrace.Reported(item.id(), part.cluster(), part.rewards()));
        });
        List<PlanCurve> curves = new ArrayList<>();
        for (int k = 0; k < index.curves().size(); k++) {
            double[] means = index.curves().get(k).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            float[][] cost = new float[means.length][parts.size()];
            float[][] quality = new float[means.length][parts.size()];
            for (int i = 0; i < parts.size(); i++) {
                for (int step = 0; step < means.length; step++) {
                    cost[step][i] = parts.get(i).cost().get(k)[step];
                    quality[step][i] = parts.get(i).quality().get(k)[step];
                }
            }
            curves.add(PlanCurve.of(means, cost, quality));
        }
        List<PolicyTrace> policies = new ArrayList<>();
        for (Entry entry : index.policies()) {
            Policy.named(entry.policy())
                    .ifPresent(policy -> policies.add(new PolicyTrace(
                            policy,
                            entry.capped(),
                            entry.replicates().stream().map(curves::get).toList(),
                            curves.get(entry.uniform()))));
        }
        return new EvaluationTrace(queries, index.budgets(), policies);
    }

    private static Part part(JsonNode value) {
        return Json.MAPPER.treeToValue(value, Part.class);
    }

    private static int number(PlanCurve curve, List<PlanCurve> curves) {
        for (int k = 0; k < curves.size(); k++) {
            if (curves.get(k) == curve) {
                return k;
            }
        }
        curves.add(curve);
        return curves.size() - 1;
    }

    private static List<Double> means(PlanCurve curve, int most) {
        List<Double> means = new ArrayList<>();
        for (int step = 0; step < curve.steps() && curve.mean(step) <= most; step++) {
            means.add(curve.mean(step));
        }
        return means;
    }

    private interface Cell {
        float at(int step);
    }

    private static float[] column(int steps, Cell cell) {
        float[] column = new float[steps];
        for (int step = 0; step < steps; step++) {
            column[step] = cell.at(step);
        }
        return column;
    }
}
