package dev.hone.transformer.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.lm.SamplingOptions;
import dev.hone.transformer.Rows;
import dev.hone.transformer.kernel.ScalarKernels;
import dev.hone.transformer.vector.VectorKernels;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final OptionalInt NO_K = OptionalInt.empty();
    private static final OptionalDouble NO_P = OptionalDouble.empty();

    private static Sampler sampler(double temperature, OptionalInt k, OptionalDouble p, int vocabulary) {
        var options = new SamplingOptions(1, temperature, p, k, List.of(), OptionalInt.empty());
        return new Sampler(options, new VectorKernels(), vocabulary);
    }

    private static Rows row(float... logits) {
        return new Rows(logits, logits.length, logits.length);
    }

    /** Few distinct values, so that there are ties. */
    private static float[] logits(int vocabulary, long seed) {
        RandomGenerator random = Seeds.of(seed).generator();
        float[] logits = new float[vocabulary];
        for (int i = 0; i < vocabulary; i++) {
            logits[i] = random.nextInt(9) * 0.75f - 3;
        }
        return logits;
    }

    /** Shares of tokens over an even grid of uniform numbers: their probabilities, up to one step of the grid. */
    private static double[] shares(Sampler sampler, float[] logits, int steps) {
        double[] shares = new double[logits.length];
        for (int i = 0; i < steps; i++) {
            shares[sampler.choose(row(logits), 0, (i + 0.5) / steps)] += 1.0 / steps;
        }
        return shares;
    }

    /** The documented distribution, the slow way. */
    private static double[] expected(float[] logits, double temperature, int k, double p) {
        List<Integer> ranked = IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer id) -> -logits[id]).thenComparing(id -> id))
                .limit(k)
                .toList();
        double[] mass = new double[logits.length];
        double all = 0;
        for (int id : ranked) {
            mass[id] = Math.exp(logits[id] / temperature);
            all += mass[id];
        }
        double kept = 0;
        double[] probabilities = new double[logits.length];
        for (int id : ranked) {
            if (kept == 0 || kept < p * all - 1e-9 * all) {
                probabilities[id] = mass[id];
                kept += mass[id];
            }
        }
        for (int id = 0; id < probabilities.length; id++) {
            probabilities[id] /= kept;
        }
        return probabilities;
    }

    @Test
    void atTemperatureZeroTheFirstOfTheMostLikelyIsTaken() {
        Sampler greedy = sampler(0, NO_K, NO_P, 5);
        assertEquals(1, greedy.choose(row(1, 4, 3, 4, 4), 0, 0.99));
        assertEquals(4, greedy.choose(row(1, 4, 3, 4, 5), 0, 0));
        float[] large = new float[1000];
        large[999] = 1;
        assertEquals(999, sampler(0, NO_K, NO_P, 1000).choose(row(large), 0, 0));
    }

    @Property(tries = 40)
    void temperatureSamplingFollowsTheSoftmax(
            @ForAll @IntRange(min = 1, max = 1100) int vocabulary,
            @ForAll @DoubleRange(min = 0.2, max = 3) double temperature,
            @ForAll long seed) {
        float[] logits = logits(vocabulary, seed);
        double[] expected = expected(logits, temperature, vocabulary, 1);
        double[] shares = shares(sampler(temperature, NO_K, NO_P, vocabulary), logits, 20_000);
        for (int id = 0; id < vocabulary; id++) {
            assertEquals(expected[id], shares[id], 1.01 / 20_000);
        }
    }

    @Property(tries = 60)
    void topKAndTopPKeepWhatTheySay(
            @ForAll @IntRange(min = 2, max = 90) int vocabulary,
            @ForAll @IntRange(min = 1, max = 100) int k,
            @ForAll @DoubleRange(min = 0.03, max = 1) double p,
            @ForAll @IntRange(min = 0, max = 2) int which,
            @ForAll long seed) {
        OptionalInt topK = which == 0 ? NO_K : OptionalInt.of(k);
        OptionalDouble topP = which == 1 ? NO_P : OptionalDouble.of(p);
        float[] logits = logits(vocabulary, seed);
        double[] expected = expected(logits, 0.9, topK.orElse(vocabulary), topP.orElse(1));
        double[] shares = shares(sampler(0.9, topK, topP, vocabulary), logits, 20_000);
        for (int id = 0; id < vocabulary; id++) {
            assertEquals(expected[id], shares[id], 1.01 / 20_000, "token " + id);
        }
    }

    @Test
    void topPOfATinyShareIsGreedyWithTiesById() {
        Sampler sampler = sampler(1, NO_K, OptionalDouble.of(1e-9), 4);
        assertEquals(1, sampler.choose(row(0, 2, 2, 1), 0, 0.999));
    }

    @Test
    void tokensWithoutAChanceAreNeverDrawn() {
        float[] logits = new float[2000];
        java.util.Arrays.fill(logits, Float.NEGATIVE_INFINITY);
        logits[700] = 1;
        logits[701] = 1;
        Sampler sampler = sampler(1, NO_K, NO_P, 2000);
        assertEquals(700, sampler.choose(row(logits), 0, 0));
        assertEquals(701, sampler.choose(row(logits), 0, Math.nextDown(1.0)));
        assertEquals(701, sampler(1e-60, NO_K, OptionalDouble.of(0.9), 2000).choose(row(logits), 0, 0.7));
    }

    @Test
    void rowsAreFoundByTheirStride() {
        Sampler greedy = sampler(0, NO_K, NO_P, 3);
        Rows rows = new Rows(new float[] {9, 0, 0, 7, 0, 9, 0, 7}, 4, 3);
        assertEquals(0, greedy.choose(rows, 0, 0));
        assertEquals(1, greedy.choose(rows, 1, 0));
        assertEquals(0, greedy.choose(new Rows(rows.values(), 0, 3), 1, 0));
    }

    @Test
    void bothEnginesDrawTheSameTokens() {
        float[] logits = logits(777, 5);
        for (OptionalDouble p : List.of(NO_P, OptionalDouble.of(0.8))) {
            var options = new SamplingOptions(1, 0.7, p, NO_K, List.of(), NO_K);
            Sampler vector = new Sampler(options, new VectorKernels(), 777);
            Sampler scalar = new Sampler(options, new ScalarKernels(), 777);
            for (int i = 0; i < 1000; i++) {
                double uniform = Seeds.of(1).uniform(i);
                assertEquals(scalar.choose(row(logits), 0, uniform), vector.choose(row(logits), 0, uniform));
            }
        }
    }

    @Test
    void logProbabilitiesAreOfTheModelsOwnDistribution() {
        float[] logits = logits(600, 9);
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit);
        }
        Sampler cold = sampler(0.1, OptionalInt.of(2), NO_P, 600);
        assertEquals(Math.log(sum), cold.logSum(row(logits), 0), 1e-6);
    }

    @Property(tries = 60)
    void theBestAreRankedByLogitAndThenById(
            @ForAll @IntRange(min = 1, max = 300) int vocabulary,
            @ForAll @IntRange(min = 1, max = 310) int k,
            @ForAll long seed) {
        float[] logits = logits(vocabulary, seed);
        logits[vocabulary / 2] = -0f;
        logits[0] = Float.NEGATIVE_INFINITY;
        Ranking ranking = new Ranking(vocabulary);
        ranking.best(logits, 0, vocabulary, Math.min(k, vocabulary));
        assertEquals(Math.min(k, vocabulary), ranking.size());
        for (int place = 1; place < ranking.size(); place++) {
            float before = logits[ranking.id(place - 1)];
            float here = logits[ranking.id(place)];
            assertTrue(before > here || (before == here && ranking.id(place - 1) < ranking.id(place)));
        }
        float worst = logits[ranking.id(ranking.size() - 1)];
        long better =
                IntStream.range(0, vocabulary).filter(id -> logits[id] > worst).count();
        assertTrue(better < ranking.size());
    }
}
