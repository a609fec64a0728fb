package dev.hone.budget.arms;

import java.util.List;

/** What is expected of a query's arms. */
final class Forecast {
    private final double[] quality; // [arms]
    private final double[] reward; // [arms]
    private final double[] cost; // [arms]

    /**
     * A forecast; the arrays are not copied and must be left alone.
     *
     * @param quality by which arms are compared; only differences count [arms]
     * @param reward expected of each arm [arms]
     * @param cost expected of each arm [arms]
     */
    Forecast(double[] quality, double[] reward, double[] cost) {
        this.quality = quality;
        this.reward = reward;
        this.cost = cost;
    }

    double[] quality() {
        return quality;
    }

    double[] reward() {
        return reward;
    }

    double[] cost() {
        return cost;
    }

    /** Actions of a batch with their forecasts. */
    static Options options(List<String> arms, List<Forecast> forecasts) {
        return Options.arms(
                arms,
                forecasts.stream().map(f -> f.quality).toArray(double[][]::new),
                forecasts.stream().map(f -> f.cost).toArray(double[][]::new));
    }
}
