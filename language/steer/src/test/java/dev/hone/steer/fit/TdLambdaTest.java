package dev.hone.steer.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TdLambdaTest {
    private static final double[] VALUES = {0.1, 0.4, -0.2};
    private static final double REWARD = 2;

    private static double[] targets(double lambda) {
        double[] targets = VALUES.clone();
        TdLambda.targets(targets, 0, targets.length, new double[] {REWARD}, lambda);
        return targets;
    }

    @Test
    void threeTokensByHand() {
        // G2 = 2;  G1 = .5 V2 + .5 G2 = .9;  G0 = .5 V1 + .5 G1 = .65
        assertArrayEquals(new double[] {0.65, 0.9, 2}, targets(0.5), 1e-12);
    }

    @Test
    void lambdaOneIsTheRewardEverywhere() {
        assertArrayEquals(new double[] {2, 2, 2}, targets(1), 1e-12);
    }

    @Test
    void lambdaZeroIsTheNextValueAndTheRewardAtTheEnd() {
        assertArrayEquals(new double[] {0.4, -0.2, 2}, targets(0), 1e-12);
    }

    /** The paper's form: A = delta + lambda A', target A + V. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.95, 1})
    void targetsAreAdvantagesPlusValues(double lambda) {
        double[] wanted = new double[VALUES.length];
        double advantage = 0;
        for (int t = VALUES.length - 1; t >= 0; t--) {
            boolean last = t == VALUES.length - 1;
            double delta = (last ? REWARD : VALUES[t + 1]) - VALUES[t];
            advantage = delta + lambda * advantage;
            wanted[t] = advantage + VALUES[t];
        }
        assertArrayEquals(wanted, targets(lambda), 1e-12);
    }

    @Test
    void differencesTelescopeToTheReward() {
        double[] differences = VALUES.clone();
        TdLambda.differences(differences, 0, differences.length, REWARD);
        assertArrayEquals(new double[] {0.3, -0.6, 2.2}, differences, 1e-12);
        assertEquals(REWARD - VALUES[0], differences[0] + differences[1] + differences[2], 1e-12);
    }

    @Test
    void onlyTheTextFromItsPlaceOnIsTouched() {
        double[] two = {9, 0.1, 0.4, -0.2, 9};
        TdLambda.targets(two, 1, 3, new double[] {REWARD}, 0.5);
        assertArrayEquals(new double[] {9, 0.65, 0.9, 2, 9}, two, 1e-12);
        double[] other = {9, 0.1, 0.4, -0.2, 9};
        TdLambda.differences(other, 1, 3, REWARD);
        assertArrayEquals(new double[] {9, 0.3, -0.6, 2.2, 9}, other, 1e-12);
    }

    /** Two numbers of each state, each by a reward of its own: what each would be alone. */
    @Test
    void theNumbersOfAVectorGoTheirOwnWays() {
        double[] first = {0.3, 0.4, -0.2};
        double[] second = {1, -1, 5};
        double[] both = {9, 0.3, 1, 0.4, -1, -0.2, 5, 9};
        TdLambda.targets(first, 0, 3, new double[] {2}, 0.5);
        TdLambda.targets(second, 0, 3, new double[] {-3}, 0.5);
        TdLambda.targets(both, 1, 3, new double[] {2, -3}, 0.5);
        double[] wanted = {9, first[0], second[0], first[1], second[1], first[2], second[2], 9};
        assertArrayEquals(wanted, both, 1e-12);
    }
}
