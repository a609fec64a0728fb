package dev.hone.guide.soft;

import dev.hone.guide.neural.Learnt;
import dev.hone.learn.Checkpointed;
import dev.hone.learn.Snapshot;
import java.util.Map;

/** What a nat of entropy is worth, moved by Adam on its logarithm until the entropy is at its target (Haarnoja et al. 2018). */
final class Temperature implements Learnt {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double target;
    private final double rate;
    private double log;
    private double m;
    private double v;
    private long t;

    Temperature(double first, double target, double rate) {
        this.log = Math.log(first);
        this.target = target;
        this.rate = rate;
    }

    double value() {
        return Math.exp(log);
    }

    /** One step downhill of {@code log value (entropy - target)}. */
    void move(double entropy) {
        double gradient = entropy - target;
        t++;
        m = BETA1 * m + (1 - BETA1) * gradient;
        v = BETA2 * v + (1 - BETA2) * gradient * gradient;
        double unbiased = m / (1 - Math.pow(BETA1, (double) t));
        log -= rate * unbiased / (Math.sqrt(v / (1 - Math.pow(BETA2, (double) t))) + EPSILON);
    }

    @Override
    public void parts(String name, Map<String, Checkpointed.Part> to) {
        to.put(name + "-temperature", Checkpointed.Part.of(this::save, this::restore));
    }

    @Override
    public void close() {}

    private void save(Snapshot.Writer to) {
        to.put(log).put(m).put(v).put(t);
    }

    private void restore(Snapshot.Reader from) {
        log = from.nextDouble();
        m = from.nextDouble();
        v = from.nextDouble();
        t = from.nextLong();
    }
}
