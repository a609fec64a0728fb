package dev.hone.budget.spend;

import dev.hone.budget.allocation.BestOf;
import dev.hone.budget.allocation.Gains;
import dev.hone.core.Seeds;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Sample;
import dev.hone.lm.format.Pool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Streams of real queries: HumanEval and both prompts of Game of 24, mixed as {@link Traffic.Drift} says, drawn with replacement.
 *
 * <p>Half of the queries are yesterday's, the other half today's, both prompts of a puzzle in one half. Known of a query are its
 * group and its first eight samples: the gains are those of the Beta distribution that these leave of the group's, which is fitted to
 * yesterday's queries; the predicted length is the mean of the eight. Quality and cost come from its other samples. A token is four
 * characters; the worst case of a sample is its group's longest.
 */
final class PoolTraffic implements Source {
    private static final String[] POOLS = {"humaneval", "game24-standard", "game24-cot"};
    private static final int KNOWN = 8;
    private static final int CAP = 16;

    private record Measured(int id, int known, double predicted, int successes, List<Double> lengths) {}

    private record Group(List<Measured> yesterday, List<Measured> today, double alpha, double beta, double longest) {}

    private final boolean tokens;
    private final Traffic.Drift drift;
    private final Seeds seeds;
    private final List<Group> groups;

    /**
     * @param tokens whether a sample costs its tokens, else 1
     */
    PoolTraffic(Path folder, boolean tokens, Traffic.Drift drift, long seed) {
        this.tokens = tokens;
        this.drift = drift;
        seeds = Seeds.of(seed).child("pools");
        groups = IntStream.range(0, POOLS.length)
                .mapToObj(g ->
                        group(Pool.read(folder.resolve(POOLS[g] + ".jsonl.gz")).entries(), 1_000 * g))
                .toList();
    }

    @Override
    public double budget() {
        return tokens ? 140 : 4;
    }

    @Override
    public Traffic.Drift drift() {
        return drift;
    }

    @Override
    public List<Arrival> stream(int n) {
        return IntStream.range(0, n)
                .mapToObj(i ->
                        arrival(drift.mix(i, n), true, seeds.child("stream").child(i)))
                .toList();
    }

    @Override
    public List<List<Action>> heldOut(int n) {
        double[] mix = Traffic.Drift.STATIONARY.mix(0, n);
        return IntStream.range(0, n)
                .mapToObj(i ->
                        arrival(mix, false, seeds.child("held out").child(i)).actions())
                .toList();
    }

    private Group group(List<PoolEntry> entries, int firstId) {
        List<Measured> yesterday = new ArrayList<>();
        List<Measured> today = new ArrayList<>();
        double longest = 0;
        for (int i = 0; i < entries.size(); i++) {
            List<Sample> samples =
                    entries.get(i).arm(PoolEntry.SINGLE).orElseThrow().samples();
            List<Double> lengths = samples.stream()
                    .map(s -> Math.max(1, s.text().orElseThrow().length() / 4.0))
                    .toList();
            longest = Math.max(longest, Collections.max(lengths));
            // the place in the file is the puzzle, the same in both pools of it
            (seeds.child("half").child(i).uniform(0) < .5 ? yesterday : today)
                    .add(new Measured(
                            firstId + i,
                            successes(samples.subList(0, KNOWN)),
                            average(lengths.subList(0, KNOWN)),
                            successes(samples.subList(KNOWN, samples.size())),
                            lengths.subList(KNOWN, lengths.size())));
        }
        double mean =
                yesterday.stream().mapToDouble(PoolTraffic::rate).average().orElseThrow();
        double variance = yesterday.stream()
                .mapToDouble(q -> Math.pow(rate(q) - mean, 2))
                .average()
                .orElseThrow();
        double size = mean * (1 - mean) / variance - 1; // of a Beta distribution with these moments
        return new Group(yesterday, today, mean * size, (1 - mean) * size, longest);
    }

    private static int successes(List<Sample> samples) {
        return (int) samples.stream().filter(s -> s.reward().orElseThrow() == 1).count();
    }

    private static double average(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double rate(Measured query) {
        return query.successes() / (double) query.lengths().size();
    }

    private Arrival arrival(double[] mix, boolean fromToday, Seeds request) {
        RandomGenerator random = request.generator();
        double u = random.nextDouble();
        Group group = groups.get(u < mix[0] ? 0 : u < mix[0] + mix[1] ? 1 : 2);
        List<Measured> half = fromToday ? group.today() : group.yesterday();
        Measured query = half.get(random.nextInt(half.size()));
        List<Double> lengths = query.lengths();
        Gains gains = Gains.betaBinomial(
                new double[] {group.alpha() + query.known()}, new double[] {group.beta() + KNOWN - query.known()}, CAP);
        double predicted = tokens ? query.predicted() : 1;
        double worst = tokens ? group.longest() : 1;
        double average = tokens ? average(lengths) : 1;
        List<Action> actions = new ArrayList<>(List.of(Action.exact(0, 0)));
        double[] mean = new double[CAP + 1];
        double[] drawn = new double[CAP + 1];
        int start = random.nextInt(lengths.size());
        double gain = 0;
        for (int b = 1; b <= CAP; b++) {
            gain += gains.of(0, b);
            actions.add(new Action(gain, b * predicted, b * worst));
            mean[b] = b * average;
            drawn[b] = drawn[b - 1] + (tokens ? lengths.get((start + b) % lengths.size()) : 1);
        }
        return new Arrival(query.id(), actions, BestOf.binary(lengths.size(), query.successes(), CAP), mean, drawn);
    }
}
