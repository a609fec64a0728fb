package dev.hone.budget.arms;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.files.LineWriter;
import dev.hone.lm.Features;
import dev.hone.lm.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which arm answers each query. A file of it has one JSON object a line: {@code {"id", "arm"}}.
 *
 * @param entries in the order of the queries
 * @param meanCost predicted, per query, in the router's unit
 * @param reason why it is so, one clause a regime
 */
public record ArmPlan(List<Entry> entries, double meanCost, String reason) {
    /** What answers one query. */
    public record Entry(String id, String arm) {}

    /** How much may be spent. */
    public sealed interface Spending {
        /** A share of the way in mean cost from the cheapest arm to the best; of two arms counted in calls, of strong calls. */
        record Share(double share) implements Spending {
            /** @throws HoneException if it is not between 0 and 1 */
            public Share {
                if (!(share >= 0 && share <= 1)) {
                    throw new HoneException("The share is " + share + ".", "give --share between 0 and 1");
                }
            }
        }

        /** A mean cost per query in the router's unit. */
        record MeanCost(double cost) implements Spending {
            /** @throws HoneException if it is not above 0 */
            public MeanCost {
                if (!(cost > 0) || Double.isInfinite(cost)) {
                    throw new HoneException("The mean cost is " + cost + ".", "give --mean-cost above 0");
                }
            }
        }

        /** The quality that a unit of cost must buy; each query is decided by itself, whatever the others are. */
        record AtPrice(double price) implements Spending {
            /** @throws HoneException if it is negative */
            public AtPrice {
                if (!(price >= 0) || Double.isInfinite(price)) {
                    throw new HoneException(
                            "The price is " + price + ".", "give --price as quality per unit of cost, 0 or more");
                }
            }
        }
    }

    public ArmPlan {
        entries = List.copyOf(entries);
    }

    /**
     * Plans a batch.
     *
     * @param seeds decide who of equals is chosen
     * @throws HoneException if the features are not the router's, or the cost is below that of the cheapest plan
     */
    public static ArmPlan of(ArmRouter router, List<Query> queries, Features features, Spending spending, Seeds seeds) {
        Options options = router.options(queries, features);
        int[] plan = switch (spending) {
            case Spending.Share(double share) ->
                new Batch(options, seeds.child("ties")).within(router.mix().costAt(share) * queries.size());
            case Spending.MeanCost(double cost) -> {
                new ActionAllocation(options).price(cost * queries.size()); // refuses what can't be met
                yield new Batch(options, seeds.child("ties")).within(cost * queries.size());
            }
            case Spending.AtPrice(double price) -> new ActionAllocation(options).at(price);
        };
        List<Entry> entries = IntStream.range(0, plan.length)
                .mapToObj(i -> new Entry(
                        queries.get(i).id(), options.actions().get(plan[i]).arm()))
                .toList();
        String reason = "known kinds by " + router.known().reason() + "; unseen kinds by "
                + router.unseen().reason();
        return new ArmPlan(entries, options.cost(plan) / Math.max(1, plan.length), reason);
    }

    /** How many queries each arm answers, by name. */
    public Map<String, Long> calls() {
        return entries.stream().collect(Collectors.groupingBy(Entry::arm, TreeMap::new, Collectors.counting()));
    }

    /** Writes and commits the plan; the caller closes {@code lines}. */
    public void write(LineWriter lines) {
        for (Entry entry : entries) {
            SequencedMap<String, Object> row = new LinkedHashMap<>();
            row.put("id", entry.id());
            row.put("arm", entry.arm());
            lines.writeJson(row);
        }
        lines.commit();
    }
}
