package dev.hone.budget.portfolio;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.SampleLengths;
import dev.hone.budget.Splits;
import dev.hone.budget.arms.CostUnit;
import dev.hone.budget.arms.Costs;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.head.HeadSettings;
import dev.hone.budget.head.Kinds;
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
 * A weak and a strong model whose rewards are normal, with known means and spreads. Of four queries one is answered as well by the
 * weak model, one needs the strong one, one is worth several samples of the weak one, and one goes badly whoever answers. Samples of
 * the strong model are five times as long.
 */
public final class TwoLevels implements Features {
    public static final double WEAK_TOKENS = 20;
    public static final double STRONG_TOKENS = 100;
    private static final double[][] MEANS = {{-1, -9, -5, -8}, {-.9, -3, -4.8, -7.9}}; // [arms][kinds]
    private static final double[][] SPREADS = {{.2, .3, 2, .2}, {.2, .3, .5, .2}}; // [arms][kinds]
    private static final int KINDS = 4;
    private static final int DIMENSION = 12;
    private static final HeadSettings HEAD = new HeadSettings(16, List.of(.01), 1e-2, 64, 40, 8, 1);

    private static final Map<Integer, Double> MAXIMA = new TreeMap<>(); // by number of samples

    private final List<Query> queries = new ArrayList<>();
    private final List<Integer> kinds = new ArrayList<>();
    private final Map<String, float[]> vectors = new TreeMap<>();
    private final Map<Integer, DifficultyPredictor> predictors = new TreeMap<>();
    private final List<List<PoolEntry>> pools = List.of(new ArrayList<>(), new ArrayList<>());

    /** @param informative whether features tell the kind of a query */
    public TwoLevels(long seed, int n, int samples, boolean informative) {
        RandomGenerator random = Seeds.of(seed).generator();
        for (int i = 0; i < n; i++) {
            int kind = random.nextInt(KINDS);
            Query query = Query.of("q" + i, "simulated query number " + i);
            queries.add(query);
            kinds.add(kind);
            float[] vector = new float[DIMENSION];
            for (int f = 0; f < DIMENSION; f++) {
                vector[f] = (float) ((informative && f % KINDS == kind ? 1 : 0) + .1 * random.nextGaussian());
            }
            vectors.put(query.id(), vector);
            for (int arm = 0; arm < 2; arm++) {
                pools.get(arm).add(entry(query, arm, kind, samples, random));
            }
        }
    }

    private static PoolEntry entry(Query query, int arm, int kind, int samples, RandomGenerator random) {
        List<Sample> drawn = IntStream.range(0, samples)
                .mapToObj(_ -> new Sample(
                        Optional.empty(),
                        OptionalDouble.of(MEANS[arm][kind] + SPREADS[arm][kind] * random.nextGaussian()),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty()))
                .toList();
        double tokens = arm == 0 ? WEAK_TOKENS : STRONG_TOKENS;
        return new PoolEntry(query, Map.of(PoolEntry.SINGLE, new PoolEntry.Arm(drawn, OptionalDouble.of(tokens))));
    }

    public List<Query> queries() {
        return queries;
    }

    /** Mean of the largest of so many standard normal numbers: the integral of x d(Phi(x)^n), by small steps. */
    private static double normalMaximum(int samples) {
        double sum = 0;
        double below = 0;
        double step = 1e-3;
        double before = 0;
        for (double x = -8; x < 8; x += step) {
            below += step * Math.exp(-(x + step / 2) * (x + step / 2) / 2) / Math.sqrt(2 * Math.PI);
            double power = Math.pow(below, samples);
            sum += (x + step / 2) * (power - before);
            before = power;
        }
        return sum;
    }

    /** The true mean of the best of so many samples. */
    public double quality(int query, int arm, int samples) {
        int kind = kinds.get(query);
        return MEANS[arm][kind] + SPREADS[arm][kind] * MAXIMA.computeIfAbsent(samples, TwoLevels::normalMaximum);
    }

    /** Which of the four kinds a query is. */
    public int kind(int query) {
        return kinds.get(query);
    }

    public DifficultyPredictor predictor(int arm) {
        return predictors.computeIfAbsent(arm, this::fitted);
    }

    private DifficultyPredictor fitted(int arm) {
        GradedQueries graded = GradedQueries.of("simulated.jsonl", pools.get(arm));
        Splits splits = Splits.draw(queries, Seeds.of(1));
        Optional<Trained> trained = Trained.isPossible(graded)
                ? Optional.of(Trained.on(graded, of(queries), splits.fold(queries), HEAD, Seeds.of(1)))
                : Optional.empty();
        return new DifficultyPredictor(
                name(),
                DIMENSION,
                Kinds.NONE,
                trained,
                Optional.empty(),
                Optional.empty(),
                SampleLengths.of(graded),
                HEAD,
                splits,
                new TreeMap<>(),
                List.of(),
                List.of(),
                new TreeMap<>());
    }

    public List<Member> members() {
        return List.of(new Member("weak", predictor(0), this), new Member("strong", predictor(1), this));
    }

    public Portfolio portfolio(CostUnit unit) {
        return new Portfolio(members(), new Costs(unit, List.of("weak", "strong"), List.of()));
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
