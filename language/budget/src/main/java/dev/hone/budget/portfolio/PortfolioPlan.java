package dev.hone.budget.portfolio;

import dev.hone.budget.arms.Action;
import dev.hone.budget.arms.ActionAllocation;
import dev.hone.budget.arms.ArmPlan.Spending;
import dev.hone.budget.arms.Batch;
import dev.hone.budget.arms.Options;
import dev.hone.core.Seeds;
import dev.hone.core.files.LineWriter;
import dev.hone.lm.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which model answers each query, and how many samples it draws. A file of it has one JSON object a line:
 * {@code {"id", "arm", "budget"}}.
 *
 * @param entries in the order of the queries
 * @param meanCost predicted, per query, in the portfolio's unit
 * @param meanQuality predicted, per query
 * @param reason by what each arm was judged, and why
 */
public record PortfolioPlan(List<Entry> entries, double meanCost, double meanQuality, String reason) {
    /** What one query gets; with a budget of 0 nobody answers it. */
    public record Entry(String id, String arm, int budget) {}

    public PortfolioPlan {
        entries = List.copyOf(entries);
    }

    /** Plans a batch for a mean cost per query, in the portfolio's unit; as below. */
    public static PortfolioPlan of(
            Portfolio portfolio, List<Query> queries, double meanCost, int cap, int floor, Seeds seeds) {
        return of(portfolio, queries, new Spending.MeanCost(meanCost), cap, floor, seeds);
    }

    /**
     * Plans a batch.
     *
     * @param spending a mean cost or a price in the portfolio's unit, or a share of the way from one sample of the cheapest model to
     *     one of the best
     * @param cap most samples of a query
     * @param floor samples that every query gets: 1 where each needs an answer, else 0
     * @param seeds decide who of equals is chosen
     * @throws dev.hone.core.HoneException if the cost is below that of the cheapest plan, a share has no meaning here, or a query
     *     may go without an answer though rewards are real-valued
     */
    public static PortfolioPlan of(
            Portfolio portfolio, List<Query> queries, Spending spending, int cap, int floor, Seeds seeds) {
        return switch (spending) {
            case Spending.MeanCost(double cost) -> within(portfolio, queries, cost, cap, floor, seeds);
            case Spending.Share(double share) ->
                within(portfolio, queries, portfolio.costAt(share, queries), cap, floor, seeds);
            case Spending.AtPrice(double price) -> {
                Options options = portfolio.optionsAt(queries, price, cap, floor);
                int[] plan = new ActionAllocation(options).at(price);
                yield of(queries, options, plan, portfolio.reasonAt(price, cap));
            }
        };
    }

    private static PortfolioPlan within(
            Portfolio portfolio, List<Query> queries, double meanCost, int cap, int floor, Seeds seeds) {
        Options options = portfolio.options(queries, meanCost, cap, floor);
        new ActionAllocation(options).price(meanCost * queries.size()); // refuses what can't be met
        int[] plan = new Batch(options, seeds.child("ties")).within(meanCost * queries.size());
        return of(queries, options, plan, portfolio.reason(meanCost));
    }

    private static PortfolioPlan of(List<Query> queries, Options options, int[] plan, String reason) {
        List<Entry> entries = IntStream.range(0, plan.length)
                .mapToObj(i -> entry(queries.get(i).id(), options.actions().get(plan[i])))
                .toList();
        int n = Math.max(1, plan.length);
        return new PortfolioPlan(entries, options.cost(plan) / n, options.quality(plan) / n, reason);
    }

    private static Entry entry(String id, Action action) {
        return new Entry(id, action.arm(), action.samples());
    }

    /** Samples that each arm draws, by name; arms that draw none are left out. */
    public Map<String, Integer> samples() {
        return entries.stream()
                .filter(entry -> entry.budget() > 0)
                .collect(Collectors.groupingBy(Entry::arm, TreeMap::new, Collectors.summingInt(Entry::budget)));
    }

    /** Writes and commits the plan; the caller closes {@code lines}. */
    public void write(LineWriter lines) {
        for (Entry entry : entries) {
            SequencedMap<String, Object> row = new LinkedHashMap<>();
            row.put("id", entry.id());
            row.put("arm", entry.arm());
            row.put("budget", entry.budget());
            lines.writeJson(row);
        }
        lines.commit();
    }
}
