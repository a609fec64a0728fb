package dev.hone.core.statistics;

/**
 * Log-gamma, log-beta, digamma and the normal quantile, to about 1e-14 of their value.
 *
 * <p>Log-gamma is zero at 1 and 2, where a formula made for large arguments keeps no correct digit; around these it is
 * summed from its Taylor series instead, log Γ(2 + z) = (1 - γ) z + Σ (ζ(k) - 1) (-z)^k / k for k from 2 (Abramowitz and
 * Stegun 6.1.33), reached from above by the recurrence, and from 10 on by Stirling's series. Log-beta is not the difference of
 * three log-gammas, which are large and nearly cancel where one argument is large: the large parts are cancelled on paper.
 */
public final class SpecialFunctions {
    private static final double EULER = 0.5772156649015329;
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

    /** From here on Stirling's series with its eight terms is exact in double precision. */
    private static final double LARGE = 10;

    /** B(2k) / (2k (2k - 1)) for k from 1: coefficients of x^(1 - 2k) in Stirling's series. */
    private static final double[] STIRLING = {
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400
    };

    /** B(2k) / 2k for k from 1: coefficients of x^(-2k) in the series of digamma. */
    private static final double[] DIGAMMA = {
        1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12, -3617.0 / 8160
    };

    // AS 241: numerators and denominators for the centre, the tails and the far tails, lowest power first
    private static final double[] CENTRE_ABOVE = {
        3.3871328727963665,
        133.14166789178438,
        1971.5909503065513,
        13731.69376550946,
        45921.95393154987,
        67265.7709270087,
        33430.57558358813,
        2509.0809287301227
    };
    private static final double[] CENTRE_BELOW = {
        1.0,
        42.31333070160091,
        687.1870074920579,
        5394.196021424751,
        21213.794301586597,
        39307.89580009271,
        28729.085735721943,
        5226.495278852854
    };
    private static final double[] MIDDLE_ABOVE = {
        1.4234371107496835,
        4.630337846156546,
        5.769497221460691,
        3.6478483247632045,
        1.2704582524523684,
        0.2417807251774506,
        0.022723844989269184,
        0.0007745450142783414
    };
    private static final double[] MIDDLE_BELOW = {
        1.0,
        2.053191626637759,
        1.6763848301838038,
        0.6897673349851,
        0.14810397642748008,
        0.015198666563616457,
        0.0005475938084995345,
        1.0507500716444169e-9
    };
    private static final double[] FAR_ABOVE = {
        6.657904643501103,
        5.463784911164114,
        1.7848265399172913,
        0.29656057182850487,
        0.026532189526576124,
        0.0012426609473880784,
        2.7115555687434876e-5,
        2.0103343992922881e-7
    };
    private static final double[] FAR_BELOW = {
        1.0,
        0.599832206555888,
        0.1369298809227358,
        0.014875361290850615,
        0.0007868691311456133,
        1.8463183175100548e-5,
        1.421511758316446e-7,
        2.0442631033899397e-15
    };

    /** ζ(k) - 1 at index k, from 2. */
    private static final double[] ZETA_MINUS_ONE = zetaMinusOne(30);

    private SpecialFunctions() {}

    /** log Γ(x) for x above 0; infinite at 0; NaN below. */
    public static double logGamma(double x) {
        if (!(x > 0)) {
            return x == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (x >= LARGE) {
            return x == Double.POSITIVE_INFINITY ? x : (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingError(x);
        }
        if (x < 0.5) {
            return logGammaOfTwoPlus(x) - Math.log1p(x) - Math.log(x);
        }
        if (x < 1.5) {
            return logGammaOfTwoPlus(x - 1) - Math.log1p(x - 1);
        }
        double product = 1;
        double near = x;
        while (near >= 2.5) {
            product *= --near;
        }
        return logGammaOfTwoPlus(near - 2) + Math.log(product);
    }

    /** log B(a, b) = log Γ(a) + log Γ(b) - log Γ(a + b) for both above 0; NaN if one is below. */
    public static double logBeta(double a, double b) {
        double small = Math.min(a, b);
        double large = Math.max(a, b);
        if (!(small > 0)) {
            return small == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        double sum = small + large;
        if (large < LARGE) {
            return logGamma(small) + logGamma(large) - logGamma(sum);
        }
        if (large == Double.POSITIVE_INFINITY) {
            return Double.NEGATIVE_INFINITY;
        }
        double error = stirlingError(large) - stirlingError(sum);
        double ratio = Math.log1p(small / large);
        if (small < LARGE) {
            return logGamma(small) - small * Math.log(sum) + small - (large - 0.5) * ratio + error;
        }
        return HALF_LOG_TWO_PI
                - Math.log(large) / 2
                + (small - 0.5) * Math.log(small / sum)
                - large * ratio
                + stirlingError(small)
                + error;
    }

    /** Derivative of log Γ for x above 0; NaN elsewhere. Its error is about 1e-15 near its zero at 1.4616. */
    public static double digamma(double x) {
        if (!(x > 0)) {
            return Double.NaN;
        }
        double shift = 0;
        double large = x;
        while (large < LARGE) {
            shift += 1 / large++;
        }
        double square = 1 / (large * large);
        return Math.log(large) - 0.5 / large - square * polynomial(DIGAMMA, square) - shift;
    }

    /**
     * The number below which a standard normal variable falls with a probability; infinite at 0 and 1, NaN outside.
     * Wichura's rational approximations (AS 241, 1988), relative error about 1e-16.
     */
    public static double normalQuantile(double probability) {
        double q = probability - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q * polynomial(CENTRE_ABOVE, r) / polynomial(CENTRE_BELOW, r);
        }
        double tail = q < 0 ? probability : 1 - probability;
        if (!(tail > 0)) {
            return tail == 0 ? Math.copySign(Double.POSITIVE_INFINITY, q) : Double.NaN;
        }
        double r = Math.sqrt(-Math.log(tail));
        double size = r <= 5
                ? polynomial(MIDDLE_ABOVE, r - 1.6) / polynomial(MIDDLE_BELOW, r - 1.6)
                : polynomial(FAR_ABOVE, r - 5) / polynomial(FAR_BELOW, r - 5);
        return Math.copySign(size, q);
    }

    /** log Γ(2 + z) for |z| at most 0.5. */
    private static double logGammaOfTwoPlus(double z) {
        double sum = 0;
        for (int k = ZETA_MINUS_ONE.length - 1; k >= 2; k--) {
            sum = -z * (sum + ZETA_MINUS_ONE[k] / k);
        }
        return z * ((1 - EULER) - sum);
    }

    /** log Γ(x) less Stirling's formula, for x from {@link #LARGE} on. */
    private static double stirlingError(double x) {
        return polynomial(STIRLING, 1 / (x * x)) / x;
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            value = value * x + coefficients[i];
        }
        return value;
    }

    /** ζ(k) - 1 for k below {@code count}: nineteen terms, and the rest by Euler and Maclaurin's formula. */
    private static double[] zetaMinusOne(int count) {
        double[] values = new double[count];
        int n = 20;
        for (int k = 2; k < count; k++) {
            double third = k * (k + 1.0) * (k + 2) / (720.0 * n * n * n);
            double fifth = k * (k + 1.0) * (k + 2) * (k + 3) * (k + 4) / (30240.0 * n * n * n * n * n);
            double sum = Math.pow(n, -k) * (n / (k - 1.0) + 0.5 + k / (12.0 * n) - third + fifth);
            for (int i = n - 1; i >= 2; i--) {
                sum += Math.pow(i, -k);
            }
            values[k] = sum;
        }
        return values;
    }
}
