package dev.hone.budget.spend;

import dev.hone.budget.spend.Traffic.Drift;
import dev.hone.budget.spend.Traffic.Unit;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures the keeper on streams of 10,000 requests, simulated and, where the environment variable HONE_POOLS names the folder, of
 * real queries. Arguments: first seed (1), number of seeds (3).
 */
final class SpendBench {
    private static final int REQUESTS = 10_000;

    private SpendBench() {}

    public static void main(String[] args) {
        int first = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Optional<Path> pools = Optional.ofNullable(System.getenv("HONE_POOLS")).map(Path::of);
        for (Drift drift : Drift.values()) {
            for (int seed = first; seed < first + seeds; seed++) {
                for (Unit unit : Unit.values()) {
                    measure(unit.name(), new Traffic(unit, drift, seed), seed);
                }
                if (pools.isPresent() && drift != Drift.UNSEEN) {
                    measure("POOLS-SAMPLES", new PoolTraffic(pools.get(), false, drift, seed), seed);
                    measure("POOLS-TOKENS", new PoolTraffic(pools.get(), true, drift, seed), seed);
                }
            }
        }
    }

    private static void measure(String name, Source source, long seed) {
        List<Arrival> stream = source.stream(REQUESTS);
        SpendRule rule = rule(source);
        Replay replay = Replay.of(stream, rule, source.drift());
        PrefixPlan plan = plan(stream, rule, source.drift(), true);
        PrefixPlan predicted = plan(stream, rule, source.drift(), false);
        Seeds resamples = Seeds.of(seed).child("bootstrap");
        System.out.printf(
                Locale.ROOT,
                "%s %s seed %d: worst prefix %.4f, quality / plan %s, by predicted costs %s, spend / plan %.4f, over uniform %s, refused %d%n",
                name,
                source.drift(),
                seed,
                replay.worstPrefix(),
                text(replay.qualityRelativeTo(plan.quality(), stream, resamples)),
                text(replay.qualityRelativeTo(predicted.quality(), stream, resamples)),
                replay.totalCost() / Arrays.stream(plan.cost()).sum(),
                text(replay.gainOverUniform(stream, resamples)),
                replay.refused());
    }

    private static String text(Interval interval) {
        return "%.4f [%.4f, %.4f]".formatted(interval.estimate(), interval.low(), interval.high());
    }

    /** The default rule at a source's budget, its start price from 2,000 held-out requests. */
    static SpendRule rule(Source source) {
        return SpendRule.of(source.budget(), StartPrice.meeting(source.heldOut(2_000), source.budget()));
    }

    /**
     * The offline plan to compare with: of the whole batch where nothing drifts, under the same prefix rule where it does.
     *
     * @param trueCosts whether it knows the actions' true expected costs, else the keeper's predictions
     */
    static PrefixPlan plan(List<Arrival> stream, SpendRule rule, Drift drift, boolean trueCosts) {
        List<double[]> costs = new ArrayList<>();
        List<double[]> gains = new ArrayList<>();
        List<double[]> qualities = new ArrayList<>();
        for (Arrival arrival : stream) {
            costs.add(
                    trueCosts
                            ? arrival.mean()
                            : arrival.actions().stream()
                                    .mapToDouble(Action::cost)
                                    .toArray());
            gains.add(arrival.actions().stream().mapToDouble(Action::gain).toArray());
            qualities.add(arrival.quality());
        }
        return new PrefixPlan(
                costs.toArray(double[][]::new),
                gains.toArray(double[][]::new),
                qualities.toArray(double[][]::new),
                drift.drifts
                        ? PrefixPlan.prefixes(rule, stream.size())
                        : PrefixPlan.batch(rule.budget(), stream.size()));
    }
}
