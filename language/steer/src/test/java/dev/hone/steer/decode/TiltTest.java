package dev.hone.steer.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.steer.Candidates;
import dev.hone.transformer.Rows;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiltTest {
    private static final double NO_LIMIT = Double.POSITIVE_INFINITY;
    private static final float[] LOGITS = {1, 3, -2, 0, 2.5f, -4, 1.5f};
    private static final int ROW = 1; // of two, so that offsets count
    private static final Rows ROWS = rows();

    private static Rows rows() {
        float[] values = new float[2 * LOGITS.length];
        System.arraycopy(LOGITS, 0, values, LOGITS.length, LOGITS.length);
        return new Rows(values, LOGITS.length, LOGITS.length);
    }

    private static double[] softMax(float[] logits) {
        double[] p = new double[logits.length];
        double z = 0;
        for (float logit : logits) {
            z += Math.exp(logit);
        }
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp(logits[i]) / z;
        }
        return p;
    }

    private static double divergence(double[] q, double[] p) {
        double sum = 0;
        for (int i = 0; i < q.length; i++) {
            sum += q[i] == 0 ? 0 : q[i] * Math.log(q[i] / p[i]);
        }
        return sum;
    }

    private static Tilt tilt(TiltSettings settings) {
        return new Tilt(settings, LOGITS.length);
    }

    private static float[] steered(Tilt tilt, double[] bonus, double allowed) {
        tilt.candidates(ROWS, ROW);
        tilt.add(bonus);
        return tilt.apply(ROWS, ROW, allowed).row(0);
    }

    @Test
    void theCandidatesAreTheFewestThatReachTheMass() {
        Candidates all = tilt(TiltSettings.USUAL).candidates(ROWS, ROW);
        double[] p = softMax(LOGITS);
        double reached = 0;
        for (int i = 0; i < all.size(); i++) {
            assertTrue(reached < 0.95, "one too many");
            assertEquals(p[all.id(i)], all.probability(i), 1e-6);
            reached += all.probability(i);
        }
        assertTrue(reached >= 0.95, "too few");
        assertEquals(1, all.id(0));
        assertEquals(4, all.id(1));
        assertEquals(
                2,
                tilt(TiltSettings.USUAL.withCandidates(new CandidateRule.Mass(0.95, 2)))
                        .candidates(ROWS, ROW)
                        .size());
    }

    @Test
    void bonusesAreCentredAndTheRestKeepsItsLogits() {
        Tilt tilt = tilt(TiltSettings.USUAL.withCandidates(new CandidateRule.Likeliest(3)));
        float[] steered = steered(tilt, new double[] {1, 5, 3}, NO_LIMIT);
        float[] wanted = LOGITS.clone();
        wanted[1] += 1 - 3;
        wanted[4] += 5 - 3;
        assertArrayEquals(wanted, steered);
    }

    @Test
    void uncentredBonusesLiftAllCandidatesAboveTheRest() {
        Tilt tilt = tilt(TiltSettings.USUAL
                .withCandidates(new CandidateRule.Likeliest(3))
                .uncentred());
        float[] steered = steered(tilt, new double[] {1, 5, 3}, NO_LIMIT);
        float[] wanted = LOGITS.clone();
        wanted[1] += 1;
        wanted[4] += 5;
        wanted[6] += 3;
        assertArrayEquals(wanted, steered);
    }

    @Test
    void maskedTokensHaveNoChance() {
        Tilt tilt = tilt(TiltSettings.USUAL
                .withCandidates(new CandidateRule.Likeliest(2))
                .masked());
        float[] steered = steered(tilt, new double[] {1, 2}, NO_LIMIT);
        assertEquals(Float.NEGATIVE_INFINITY, steered[0]);
        assertEquals(divergence(softMax(steered), softMax(LOGITS)), tilt.divergence(), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 2, 30, -30})
    void theDivergenceAndLogRatiosAreExact(double beta) {
        Tilt tilt = tilt(TiltSettings.USUAL.withCandidates(new CandidateRule.Likeliest(4)));
        double[] bonus = {beta, -2 * beta, 0.5 * beta, 3 * beta};
        double[] q = softMax(steered(tilt, bonus, NO_LIMIT));
        double[] p = softMax(LOGITS);
        assertEquals(divergence(q, p), tilt.divergence(), 1e-5);
        for (int token = 0; token < q.length; token++) {
            assertEquals(Math.log(q[token] / p[token]), tilt.logRatio(token), 1e-5);
        }
    }

    @Test
    void aBonusOfZeroChangesNoBit() {
        assertArrayEquals(LOGITS, steered(tilt(TiltSettings.USUAL), new double[64], NO_LIMIT));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.01, 0.3, 1})
    void aLimitIsReachedAndNotPassed(double limit) {
        for (CandidateRule rule : new CandidateRule[] {new CandidateRule.Whole(), CandidateRule.usual()}) {
            Tilt tilt = tilt(TiltSettings.USUAL.withCandidates(rule));
            double[] bonus = {-3, 2, 9, 5, -7, 0, 1};
            double[] q = softMax(steered(tilt, bonus, limit));
            assertTrue(tilt.divergence() <= limit, () -> tilt.divergence() + " nats of " + limit);
            assertTrue(tilt.divergence() > 0.999 * limit, () -> "only " + tilt.divergence() + " nats of " + limit);
            assertEquals(divergence(q, softMax(LOGITS)), tilt.divergence(), 1e-5);
        }
    }

    @Test
    void aLimitOfZeroIsTheFrozenModel() {
        assertArrayEquals(LOGITS, steered(tilt(TiltSettings.USUAL), new double[] {9, 1, 2, 3, 4, 5, 6}, 0));
    }

    @Test
    void aCapHoldsForEveryTokenWhateverIsLeftOfTheBudget() {
        Tilt tilt = tilt(TiltSettings.USUAL.withLimits(OptionalDouble.of(0.2), OptionalDouble.empty()));
        steered(tilt, new double[] {9, 1, 2, 3, 4, 5, 6}, NO_LIMIT);
        assertEquals(0.2, tilt.divergence(), 2e-4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void limitsThatAreNoneAreRefused(double limit) {
        OptionalDouble nats = OptionalDouble.of(limit);
        HoneException e =
                assertThrows(HoneException.class, () -> TiltSettings.USUAL.withLimits(OptionalDouble.empty(), nats));
        assertTrue(e.problem().contains(String.valueOf(limit)), e.problem());
    }

    @Test
    void rulesAreReadAsTheyAreTyped() {
        assertEquals(new CandidateRule.Whole(), CandidateRule.parse("all"));
        assertEquals(new CandidateRule.Mass(0.9, 64), CandidateRule.parse("0.9"));
        assertEquals(new CandidateRule.Likeliest(20), CandidateRule.parse("20"));
        for (String wrong : new String[] {"", "1.5", "-1", "0", "some"}) {
            assertThrows(HoneException.class, () -> CandidateRule.parse(wrong), wrong);
        }
    }

    @Test
    void aLimitWhereOnlyCandidatesCanBeDrawnIsRefused() {
        TiltSettings limited = TiltSettings.USUAL.withLimits(OptionalDouble.empty(), OptionalDouble.of(3));
        assertTrue(assertThrows(HoneException.class, limited::masked).problem().contains("no limit of divergence"));
    }
}
