package dev.hone.steer.decode;

import dev.hone.steer.TokenValues;
import dev.hone.steer.Weighted;
import dev.hone.transformer.Rows;
import dev.hone.transformer.generate.Steering;
import java.util.List;

/** The samples of one request under the sum of some values, and how far each is led from the frozen model. */
public final class Trajectories implements Steering {
    /** Of what is left of a budget, how many even shares one token may take: most tokens need less than theirs, some more. */
    private static final double SHARES = 2;

    private final List<Weighted> values;
    private final List<TokenValues> along;
    private final TiltSettings settings;
    private final Tilt tilt;
    private final double[] bonus;
    private final int limit;
    private final int[] tokens; // [sample]
    private final double[] divergence; // [sample]
    private final double[] logRatio; // [sample]

    /**
     * @param samples of the request
     * @param limit most tokens of a sample
     */
    public Trajectories(List<Weighted> values, TiltSettings settings, int vocabulary, int samples, int limit) {
        this.values = List.copyOf(values);
        along = values.stream().map(value -> value.value().begin(samples)).toList();
        this.settings = settings;
        tilt = new Tilt(settings, vocabulary);
        bonus = new double[tilt.most()];
        this.limit = limit;
        tokens = new int[samples];
        divergence = new double[samples];
        logRatio = new double[samples];
    }

    @Override
    public void prompt(int... tokens) {
        along.forEach(value -> value.prompt(tokens));
    }

    /** Tells the values that a sample's tokens so far are read by others; what was counted of it stays. */
    public void reread(int sample, int... tokens) {
        along.forEach(value -> value.reread(sample, tokens));
    }

    @Override
    public Rows steer(int sample, Rows logits, Rows hidden, int row) {
        var candidates = tilt.candidates(logits, row);
        for (int i = 0; i < values.size(); i++) {
            along.get(i).bonus(sample, hidden, row, candidates, values.get(i).beta(), bonus);
            tilt.add(bonus);
        }
        return tilt.apply(logits, row, allowed(sample));
    }

    @Override
    public void chosen(int sample, int token) {
        divergence[sample] += tilt.divergence();
        logRatio[sample] += tilt.logRatio(token);
        tokens[sample]++;
        along.forEach(value -> value.chosen(sample, token));
    }

    /** Nats that a sample's next token may take of its budget. */
    private double allowed(int sample) {
        return allowed(settings, divergence[sample], limit - tokens[sample]);
    }

    /**
     * Nats that one token may take of a sample's budget.
     *
     * @param spent nats of the tokens before
     * @param left tokens that may come, this one included
     */
    public static double allowed(TiltSettings settings, double spent, int left) {
        if (settings.budget().isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.max(0, settings.budget().getAsDouble() - spent) * Math.min(1, SHARES / Math.max(1, left));
    }

    /** The divergence of a sample's tokens so far, in nats. */
    public double divergence(int sample) {
        return divergence[sample];
    }

    /** The log-ratio of a sample's tokens so far, in nats. */
    public double logRatio(int sample) {
        return logRatio[sample];
    }
}
