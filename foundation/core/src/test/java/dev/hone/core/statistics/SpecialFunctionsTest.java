package dev.hone.core.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

/** Reference values were computed with mpmath at 40 digits. */
class SpecialFunctionsTest {
    private static final double[][] GAMMA = {
        // x, log gamma, digamma
        {1e-9, 20.723265836369194, -1000000000.5772157},
        {0.01, 4.599479878042022, -100.56088545786868},
        {0.3, 1.0957979948180756, -3.502524222200133},
        {0.5, 0.5723649429247001, -1.9635100260214235},
        {0.75, 0.20328095143129538, -1.0858608797864722},
        {1.25, -0.09827183642181316, -0.22745353337626542},
        {1.5, -0.12078223763524522, 0.03648997397857652},
        {2.5, 0.2846828704729192, 0.7031566406452432},
        {3.7, 1.4280723266653879, 1.1671535393615113},
        {9.9, 12.577179904219879, 2.2411803166063815},
        {10, 12.801827480081469, 2.251752589066721},
        {37.5, 97.52177522288821, 3.6109483445963386},
        {403.4, 2014.8903883326404, 5.998688648878321},
        {1e6, 12815504.569147611, 13.815510057964191},
        {1e15, 3.3538776394910668e+16, 34.538776394910684},
    };

    private static final double[][] BETA = {
        // a, b, log beta
        {0.0183, 0.0183, 4.693464848847574},
        {0.5, 0.5, 1.1447298858494002},
        {2, 3, -2.4849066497880004},
        {0.01, 403, 4.539502800279012},
        {9.5, 12, -14.660284594004006},
        {12, 30, -25.27486496841981},
        {403, 403, -560.4102735151869},
        {0.5, 1e6, -6.335390211057437},
        {1e-3, 1e9, 6.886455619547407},
        {1e6, 1e6, -1386300.003362921},
        {3, 1e12, -82.1999161672287},
    };

    private static final double[][] NORMAL = {
        {1e-300, -37.0470962993612},
        {1e-20, -9.262340089798407},
        {1e-9, -5.9978070150076865},
        {0.01, -2.326347874040841},
        {0.075, -1.439531470938456},
        {0.0751, -1.43882539275254},
        {0.3, -0.5244005127080408},
        {0.6, 0.2533471031357998},
        {0.95, 1.6448536269514726},
        {0.975, 1.9599639845400543},
        {0.9999, 3.7190164854556804},
    };

    @Test
    void logGammaAndDigammaHaveThirteenCorrectDigits() {
        for (double[] row : GAMMA) {
            assertRelative(row[1], SpecialFunctions.logGamma(row[0]), 1e-13, "log gamma of " + row[0]);
            assertRelative(row[2], SpecialFunctions.digamma(row[0]), 1e-13, "digamma of " + row[0]);
        }
    }

    @Test
    void logGammaKeepsItsDigitsBesideItsZeros() {
        // the arguments themselves are rounded to 1e-16, a millionth away from the zero that is 1e-10 of the value
        assertRelative(5.77216487368967e-7, SpecialFunctions.logGamma(0.999999), 2e-10, "0.999999");
        assertRelative(-5.772148424349001e-7, SpecialFunctions.logGamma(1.000001), 2e-10, "1.000001");
        assertRelative(4.2278465756543323e-7, SpecialFunctions.logGamma(2.000001), 5e-10, "2.000001");
        assertEquals(0, SpecialFunctions.logGamma(1));
        assertEquals(0, SpecialFunctions.logGamma(2));
    }

    @Test
    void logBetaHasThirteenCorrectDigitsEvenWhereLogGammasCancel() {
        for (double[] row : BETA) {
            assertRelative(row[2], SpecialFunctions.logBeta(row[0], row[1]), 1e-13, row[0] + ", " + row[1]);
            assertEquals(SpecialFunctions.logBeta(row[0], row[1]), SpecialFunctions.logBeta(row[1], row[0]));
        }
        assertEquals(0, SpecialFunctions.logBeta(1, 1), 1e-15);
    }

    @Test
    void normalQuantileHasThirteenCorrectDigits() {
        for (double[] row : NORMAL) {
            assertRelative(row[1], SpecialFunctions.normalQuantile(row[0]), 1e-13, "quantile " + row[0]);
        }
        assertEquals(0, SpecialFunctions.normalQuantile(0.5));
    }

    @Test
    void argumentsOutsideTheDomainGiveTheLimitOrNaN() {
        assertEquals(Double.POSITIVE_INFINITY, SpecialFunctions.logGamma(0));
        assertEquals(Double.POSITIVE_INFINITY, SpecialFunctions.logGamma(Double.POSITIVE_INFINITY));
        assertEquals(Double.NaN, SpecialFunctions.logGamma(-1));
        assertEquals(Double.NaN, SpecialFunctions.digamma(0));
        assertEquals(Double.POSITIVE_INFINITY, SpecialFunctions.logBeta(0, 3));
        assertEquals(Double.NEGATIVE_INFINITY, SpecialFunctions.logBeta(3, Double.POSITIVE_INFINITY));
        assertEquals(Double.NaN, SpecialFunctions.logBeta(Double.NaN, 3));
        assertEquals(Double.NEGATIVE_INFINITY, SpecialFunctions.normalQuantile(0));
        assertEquals(Double.POSITIVE_INFINITY, SpecialFunctions.normalQuantile(1));
        assertEquals(Double.NaN, SpecialFunctions.normalQuantile(1.5));
        assertEquals(Double.NaN, SpecialFunctions.normalQuantile(Double.NaN));
    }

    @Property
    void gammaOfOneMoreIsThatManyTimesAsLarge(@ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 1e4) double x) {
        double stepped = SpecialFunctions.logGamma(x) + Math.log(x);
        assertEquals(stepped, SpecialFunctions.logGamma(x + 1), 1e-13 * Math.max(1, Math.abs(stepped)));
    }

    @Property
    void digammaIsTheSlopeOfLogGamma(@ForAll @DoubleRange(min = 0.1, max = 1e3) double x) {
        double step = 1e-4 * x;
        double slope = (SpecialFunctions.logGamma(x + step) - SpecialFunctions.logGamma(x - step)) / (2 * step);
        assertEquals(slope, SpecialFunctions.digamma(x), 1e-6 * Math.max(1, Math.abs(slope)));
    }

    @Property
    void betaHasPascalsIdentity(
            @ForAll @DoubleRange(min = 0.01, max = 1000) double a,
            @ForAll @DoubleRange(min = 0.01, max = 1000) double b) {
        // B(a, b) = B(a + 1, b) + B(a, b + 1)
        double whole = SpecialFunctions.logBeta(a, b);
        double parts = Math.exp(SpecialFunctions.logBeta(a + 1, b) - whole)
                + Math.exp(SpecialFunctions.logBeta(a, b + 1) - whole);
        assertEquals(1, parts, 1e-11);
    }

    @Property
    void normalQuantileIsOddAndRises(@ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 0.499) double p) {
        assertEquals(-SpecialFunctions.normalQuantile(p), SpecialFunctions.normalQuantile(1 - p), 1e-9);
        assertTrue(SpecialFunctions.normalQuantile(p) < SpecialFunctions.normalQuantile(p + 1e-4));
    }

    private static void assertRelative(double expected, double actual, double tolerance, String what) {
        assertEquals(expected, actual, tolerance * Math.abs(expected), what);
    }
}
