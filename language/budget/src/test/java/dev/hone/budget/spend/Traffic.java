package dev.hone.budget.spend;

import dev.hone.core.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Simulated streams. A query is nearly certain, mixed or nearly hopeless; what a predictor knows of it is a log-odds, and its true
 * log-odds deviate from that by one of 32 fixed numbers that look normal, so the predicted gains (means over the 32) are calibrated
 * exactly. What drifts is the mixture of the three kinds, by the number of the request.
 */
final class Traffic implements Source {
    /** What a request costs and which actions it has. */
    enum Unit {
        /** 0 to 16 samples at cost 1. */
        SAMPLES(4),
        /** 1 to 12 samples; hard queries have longer answers; a sample is at most 600 tokens. */
        TOKENS(640),
        /** 1 to 8 samples of a weak model or 1 to 4 of a strong one at eight times the price; dollars. */
        MONEY(6e-4);

        final double budget;

        Unit(double budget) {
            this.budget = budget;
        }
    }

    /** How the mixture changes along the stream. */
    enum Drift {
        STATIONARY(false),
        HARDER(true),
        EASIER(true),
        WAVES(true),
        BURSTS(true),
        UNSEEN(true);

        final boolean drifts;

        Drift(boolean drifts) {
            this.drifts = drifts;
        }

        /** Shares of certain and mixed queries at request i of n. */
        double[] mix(int i, int n) {
            return switch (this) {
                case STATIONARY, UNSEEN -> new double[] {.30, .35};
                case HARDER -> i < n / 2 ? new double[] {.55, .25} : new double[] {.15, .50};
                case EASIER -> i < n / 2 ? new double[] {.15, .50} : new double[] {.55, .25};
                case WAVES -> {
                    double wave = Math.sin(2 * Math.PI * i / 1_500.0);
                    yield new double[] {.30 - .25 * wave, .35 + .2 * wave};
                }
                case BURSTS -> i % 700 < 150 ? new double[] {.05, .65} : new double[] {.40, .25};
            };
        }

        /** Calls under way at request i. */
        int underWay(int i) {
            return this == BURSTS && i % 700 < 150 ? 24 : this == STATIONARY ? 1 : 4;
        }

        /** True tokens over predicted ones at request i of n, for a query of a kind. */
        private double bias(int i, int n, int kind) {
            return this == UNSEEN && i >= n / 3 ? kind == 1 ? 1.29 : 1.15 : 1;
        }
    }

    private static final double[] CENTRES = {2.5, -1.5, -5};
    private static final double[] TOKENS = {60, 160, 240};
    private static final double[] ERRORS =
            Seeds.of(77).generator().doubles(32).map(Traffic::normal).toArray();
    private static final int LONGEST = 600;

    private final Unit unit;
    private final Drift drift;
    private final Seeds seeds;

    Traffic(Unit unit, Drift drift, long seed) {
        this.unit = unit;
        this.drift = drift;
        this.seeds = Seeds.of(seed).child(unit.name()).child(drift.name());
    }

    @Override
    public double budget() {
        return unit.budget;
    }

    @Override
    public Drift drift() {
        return drift;
    }

    @Override
    public List<Arrival> stream(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> arrival(drift, i, n, seeds.child("stream").child(i)))
                .toList();
    }

    @Override
    public List<List<Action>> heldOut(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> arrival(
                                Drift.STATIONARY, i, n, seeds.child("held out").child(i))
                        .actions())
                .toList();
    }

    private Arrival arrival(Drift drift, int i, int n, Seeds query) {
        RandomGenerator random = query.generator();
        double[] mix = drift.mix(i, n);
        double u = random.nextDouble();
        int kind = u < mix[0] ? 0 : u < mix[0] + mix[1] ? 1 : 2;
        double known = CENTRES[kind] + 1.2 * random.nextGaussian();
        double error = ERRORS[random.nextInt(ERRORS.length)];
        double scale = Math.exp(.3 * random.nextGaussian());
        double predicted = Math.min(TOKENS[kind] * scale, LONGEST / 1.5);
        double mean = predicted * drift.bias(i, n, kind);
        double prompt = 50 + random.nextInt(200);
        Menu menu = new Menu(random);
        switch (unit) {
            case SAMPLES -> menu.add(known, error, 0, 16, new Price(1, 1, 1, 1, 0));
            case TOKENS -> menu.add(known, error, 1, 12, new Price(predicted, mean, LONGEST, mean, 0));
            case MONEY -> {
                menu.add(known, error, 1, 8, new Price(predicted, mean, LONGEST, mean, prompt * .25).times(.6e-6));
                menu.add(
                        known + 1.5,
                        error,
                        1,
                        4,
                        new Price(predicted, mean, LONGEST, mean, prompt * .25).times(4.8e-6));
            }
        }
        return menu.arrival(i);
    }

    /** Mean and bounds of a sample's cost; lengths are drawn around {@code mean}, cut at {@code worst}, plus a fixed part. */
    private record Price(double predicted, double mean, double worst, double spread, double fixed) {
        Price times(double factor) {
            return new Price(
                    (predicted + fixed) * factor,
                    (mean + fixed) * factor,
                    (worst + fixed) * factor,
                    spread * factor,
                    fixed * factor);
        }

        /** Uniform within half of the spread around the mean, so that the mean is exact; constant where nothing varies. */
        double draw(RandomGenerator random) {
            return worst == mean
                    ? mean
                    : mean + spread * (random.nextDouble() - .5) * Math.min(1, 2 * (worst - mean) / spread);
        }
    }

    private static final class Menu {
        private final RandomGenerator random;
        private final List<Action> actions = new ArrayList<>();
        private final List<double[]> truth = new ArrayList<>(); // quality, mean, drawn

        Menu(RandomGenerator random) {
            this.random = random;
        }

        void add(double known, double error, int from, int to, Price price) {
            double drawn = 0;
            double fails = 1 - logistic(known + error);
            for (int b = 0; b <= to; b++) {
                if (b >= from) {
                    actions.add(new Action(predictedQuality(known, b), b * price.predicted(), b * price.worst()));
                    truth.add(new double[] {1 - Math.pow(fails, b), b * price.mean(), drawn});
                }
                drawn += price.draw(random);
            }
        }

        Arrival arrival(int query) {
            return new Arrival(query, List.copyOf(actions), column(0), column(1), column(2));
        }

        private double[] column(int c) {
            return truth.stream().mapToDouble(row -> row[c]).toArray();
        }
    }

    private static double predictedQuality(double known, int samples) {
        double fail = 0;
        for (double error : ERRORS) {
            fail += Math.pow(1 - logistic(known + error), samples);
        }
        return 1 - fail / ERRORS.length;
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** A number that looks normal, of deviation .8, from a uniform one: the quantile of a logistic distribution. */
    private static double normal(double u) {
        return .8 * Math.sqrt(3) / Math.PI * Math.log(u / (1 - u));
    }
}
