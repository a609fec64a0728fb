package dev.hone.tensor;

/** The learning rate of each step, counted from 0. */
@FunctionalInterface
public interface LearningRate {
    double at(long step);

    static LearningRate constant(double rate) {
        return _ -> rate;
    }

    /** Rises in a line over {@code warmup} steps to {@code peak}, then falls along half a cosine to 0 at step {@code total}. */
    static LearningRate cosine(double peak, long warmup, long total) {
        return step -> peak * rise(step, warmup) * (1 + Math.cos(Math.PI * fallen(step, warmup, total))) / 2;
    }

    /** Rises in a line over {@code warmup} steps to {@code peak}, then falls in a line to 0 at step {@code total}. */
    static LearningRate linear(double peak, long warmup, long total) {
        return step -> peak * rise(step, warmup) * (1 - fallen(step, warmup, total));
    }

    private static double rise(long step, long warmup) {
        return step < warmup ? (step + 1.0) / warmup : 1;
    }

    private static double fallen(long step, long warmup, long total) {
        return step < warmup ? 0 : Math.min(1, (double) (step - warmup) / Math.max(1, total - warmup));
    }
}
