package dev.hone.steer.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.core.Seeds;
import dev.hone.transformer.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateSetTest {
    private static final int VOCABULARY = 3000;

    /** From distributions flatter than any text's to such that one token has nearly all. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1, 3, 6, 20})
    void areTheSameAsByASortOfAll(double sharpness) {
        RandomGenerator random = Seeds.of(3).generator();
        CandidateSet set = new CandidateSet(new CandidateRule.Mass(0.95, 64), VOCABULARY);
        for (int round = 0; round < 5; round++) {
            float[] logits = new float[VOCABULARY];
            for (int i = 0; i < VOCABULARY; i++) {
                logits[i] = Math.round(100 * sharpness * random.nextGaussian()) / 100f; // so that some are equal
            }
            double[] p = probabilities(logits);
            List<Integer> expected = sorted(logits, p, 0.95);

            set.choose(new Rows(logits, 0, VOCABULARY), 0);

            List<Integer> ids = IntStream.range(0, set.size()).mapToObj(set::id).toList();
            assertEquals(expected, ids);
            for (int i = 0; i < set.size(); i++) {
                assertEquals(p[ids.get(i)], set.probability(i), 1e-6);
            }
        }
    }

    private static double[] probabilities(float[] logits) {
        double[] p = new double[logits.length];
        double total = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp(logits[i]);
            total += p[i];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= total;
        }
        return p;
    }

    /** Likeliest first, ties by id. */
    private static List<Integer> sorted(float[] logits, double[] p, double mass) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer id) -> -logits[id]))
                .toList());
        double reached = 0;
        List<Integer> some = new ArrayList<>();
        for (int id : all) {
            if (reached >= mass || some.size() == 64) {
                break;
            }
            some.add(id);
            reached += p[id];
        }
        return some;
    }
}
