package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.budget.SimulatedPool;
import dev.hone.budget.allocation.Gains;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.SampleFeatures;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With as many replays as samples every sample is first once, so that means over replays are exact. */
class ReplanReplayTest {
    private static final int SAMPLES = 12;
    private static final int CAP = 6;
    private static final GradedQueries QUERIES = new SimulatedPool(1)
            .add(Query.of("easy", "a"), rewards(9), new float[1])
            .add(Query.of("hard", "b"), rewards(2), new float[1])
            .add(Query.of("never", "c"), rewards(0), new float[1])
            .add(Query.of("always", "d"), rewards(SAMPLES), new float[1])
            .graded();

    private static final SampleFeatures BLIND = new SampleFeatures() {
        @Override
        public String name() {
            return "blind";
        }

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public boolean reads(Sample sample) {
            return true;
        }

        @Override
        public float[][] of(Query query, List<Sample> samples) {
            return new float[samples.size()][1];
        }
    };

    private static final FirstSamples FIRST =
            FirstSamples.of(QUERIES, new int[] {0, 1, 2, 3}, SAMPLES, BLIND, Seeds.of(1));

    private static double[] rewards(int right) {
        double[] rewards = new double[SAMPLES];
        Arrays.fill(rewards, 0, right, 1);
        return rewards;
    }

    private static ReplanReplay replay(double first, double later) {
        double[] rates = new double[4 * SAMPLES];
        Arrays.fill(rates, later);
        return new ReplanReplay(
                QUERIES,
                FIRST,
                Gains.bernoulli(new double[] {first, first, first, first}, CAP),
                Gains.bernoulli(rates, CAP));
    }

    @Test
    void equal_gains_are_uniform_sampling() {
        ReplanReplay equal = replay(.5, .5);
        for (int mean = 1; mean <= CAP; mean++) {
            double[] expected = new double[4];
            for (int i = 0; i < 4; i++) {
                expected[i] = QUERIES.curve(i, mean)[mean];
            }
            assertArrayEquals(expected, equal.quality(mean, 0), 1e-12, "at " + mean);
            assertArrayEquals(expected, equal.quality(mean, 1), 1e-12, "at " + mean + " with a floor");
        }
    }

    @Test
    void where_nothing_is_left_to_gain_one_sample_is_all() {
        assertArrayEquals(new double[] {.75, 2 / 12.0, 0, 1}, replay(.5, 0).quality(5, 0), 1e-12);
    }

    @Test
    void a_query_that_promises_nothing_draws_none() {
        assertEquals(0, Arrays.stream(replay(0, .5).quality(3, 0)).sum());
        assertEquals(
                QUERIES.curve(0, 3)[3], replay(0, .5).quality(3, 1)[0], 1e-12, "unless everyone gets a first sample");
    }
}
