package dev.hone.budget.portfolio;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.Fit;
import dev.hone.budget.Splits;
import dev.hone.budget.arms.CostUnit;
import dev.hone.budget.arms.Costs;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.head.HeadSettings;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Features;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A weak and a strong model whose success rates are known. Of five queries one is easy for both, one is easy for the strong model
 * only, one is worth several samples of the weak one, one takes several of the strong one, and one is hopeless. Samples of the
 * strong model are five times as long.
 */
public final class TwoArms implements Features {
    public static final double WEAK_TOKENS = 20;
    public static final double STRONG_TOKENS = 100;
    private static final double[][] RATES = {{.95, .02, .35, .03, .005}, {.97, .9, .4, .3, .01}}; // [arms][kinds]
    private static final int KINDS = 5;
    private static final int DIMENSION = 12;
    private static final HeadSettings HEAD = new HeadSettings(16, List.of(1.0), 1e-2, 128, 60, 8, 1);
    private static final EvaluationSettings SETTINGS = new EvaluationSettings(List.of(1, 2, 4, 8), 0, HEAD, 0, 100);

    private final List<Query> queries = new ArrayList<>();
    private final double[][] rates; // [arms][queries]
    private final Map<String, float[]> vectors = new TreeMap<>();
    private final Map<Integer, DifficultyPredictor> predictors = new TreeMap<>();
    private final List<List<PoolEntry>> pools = List.of(new ArrayList<>(), new ArrayList<>());

    /** @param informative whether features tell the kind of a query */
    public TwoArms(long seed, int n, int samples, boolean informative) {
        rates = new double[2][n];
        RandomGenerator random = Seeds.of(seed).generator();
        for (int i = 0; i < n; i++) {
            int kind = random.nextInt(KINDS);
            Query query = Query.of("q" + i, "simulated query number " + i + " of kind " + "x".repeat(i % 7));
            queries.add(query);
            float[] vector = new float[DIMENSION];
            for (int f = 0; f < DIMENSION; f++) {
                vector[f] = (float) ((informative && f % KINDS == kind ? 1 : 0) + .25 * random.nextGaussian());
            }
            vectors.put(query.id(), vector);
            for (int arm = 0; arm < 2; arm++) {
                double logit = Math.log(RATES[arm][kind] / (1 - RATES[arm][kind])) + .3 * random.nextGaussian();
                rates[arm][i] = 1 / (1 + Math.exp(-logit));
                pools.get(arm)
                        .add(entry(query, rates[arm][i], samples, arm == 0 ? WEAK_TOKENS : STRONG_TOKENS, random));
            }
        }
    }

    private static PoolEntry entry(Query query, double rate, int samples, double tokens, RandomGenerator random) {
        List<Sample> drawn = IntStream.range(0, samples)
                .mapToObj(_ -> new Sample(
                        Optional.empty(),
                        OptionalDouble.of(random.nextDouble() < rate ? 1 : 0),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty()))
                .toList();
        return new PoolEntry(query, Map.of(PoolEntry.SINGLE, new PoolEntry.Arm(drawn, OptionalDouble.of(tokens))));
    }

    public List<Query> queries() {
        return queries;
    }

    /** The true chance that one of so many samples is right. */
    public double quality(int query, int arm, int samples) {
        return 1 - Math.pow(1 - rates[arm][query], samples);
    }

    public DifficultyPredictor predictor(int arm) {
        return predictors.computeIfAbsent(arm, this::fitted);
    }

    private DifficultyPredictor fitted(int arm) {
        GradedQueries graded = GradedQueries.of("simulated.jsonl", pools.get(arm));
        Splits splits = Splits.draw(queries, Seeds.of(1));
        return Fit.of(graded, this, splits, SETTINGS, Seeds.of(1), Listener.NONE)
                .predictor();
    }

    public Portfolio portfolio(CostUnit unit) {
        List<String> arms = List.of("weak", "strong");
        return new Portfolio(
                List.of(new Member("weak", predictor(0), this), new Member("strong", predictor(1), this)),
                new Costs(unit, arms, List.of()));
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public float[][] of(List<Query> asked) {
        return asked.stream()
                .map(query -> vectors.getOrDefault(query.id(), new float[DIMENSION]))
                .toArray(float[][]::new);
    }
}
