package dev.hone.budget.evidence;

import dev.hone.budget.allocation.Gains;
import dev.hone.lm.Completion;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * A batch that plans again as first samples come in. Each round plans for everyone by what is known of each query by then. The more
 * promising half of those that are planned for and have no sample yet draw their first; for the other half the next plan decides,
 * since what the first ones show moves the price for all. Once every query that is planned for has its first sample, the plan stands
 * and all of it is drawn.
 */
final class ReplanDraws implements DrawRule {
    /** What a query's first sample tells about the further ones. */
    @FunctionalInterface
    interface Look {
        /** Gains of the samples after the first: a batch of one query. */
        Gains after(int query, Completion first);
    }

    private final Gains before;
    private final Look look;
    private final int floor;
    private final long total;
    private final Gains[] after; // by query, of those that have a first sample
    private final boolean[] looked;
    private boolean done;

    /**
     * @param before gains by the queries alone
     * @param total samples of all queries together, at least the floor of each
     */
    ReplanDraws(Gains before, Look look, int floor, long total) {
        this.before = before;
        this.look = look;
        this.floor = floor;
        this.total = total;
        after = new Gains[before.queries()];
        looked = new boolean[before.queries()];
    }

    @Override
    public SequencedMap<Integer, Integer> next() {
        SequencedMap<Integer, Integer> round = new LinkedHashMap<>();
        if (done) {
            return round;
        }
        int[] plan = plan();
        List<Integer> fresh = IntStream.range(0, plan.length)
                .filter(i -> plan[i] > 0 && !looked[i])
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -before.of(i, 1)))
                .toList();
        fresh.stream()
                .limit(floor == 1 ? fresh.size() : Math.ceilDiv(fresh.size(), 2))
                .sorted()
                .forEach(i -> round.put(i, 1));
        if (round.isEmpty()) {
            done = true;
            for (int i = 0; i < plan.length; i++) {
                if (plan[i] > 1) {
                    round.put(i, plan[i]);
                }
            }
        }
        return round;
    }

    @Override
    public void show(int query, List<Completion> samples) {
        if (!looked[query]) {
            looked[query] = true;
            after[query] = look.after(query, samples.getFirst());
        }
    }

    /** Samples of each query if all were planned for now. */
    private int[] plan() {
        double[] first = IntStream.range(0, looked.length)
                .mapToDouble(i -> looked[i] || floor == 1 ? Double.POSITIVE_INFINITY : before.of(i, 1))
                .toArray();
        SharedBudget budget = new SharedBudget(first, before.cap());
        budget.spend(total, (query, drawn) -> looked[query] ? after[query].of(0, drawn) : before.of(query, drawn + 1));
        return IntStream.range(0, looked.length).map(budget::drawn).toArray();
    }
}
