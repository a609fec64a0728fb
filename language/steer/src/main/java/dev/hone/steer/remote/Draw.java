package dev.hone.steer.remote;

import dev.hone.transformer.Rows;

/** The place of a uniform number on a row of logits, as a model on this machine draws: in the order of ids. */
final class Draw {
    private Draw() {}

    /**
     * A token.
     *
     * @param logits whose row 0 counts, at least one of them finite
     * @param temperature 0 takes the likeliest, the lowest id of several
     * @param uniform in [0, 1)
     */
    static int of(Rows logits, double temperature, double uniform) {
        float[] values = logits.values();
        int best = 0;
        for (int id = 1; id < logits.width(); id++) {
            best = values[id] > values[best] ? id : best;
        }
        if (temperature == 0) {
            return best;
        }
        double total = 0;
        double[] weights = new double[logits.width()];
        for (int id = 0; id < weights.length; id++) {
            weights[id] = Math.exp((values[id] - (double) values[best]) / temperature);
            total += weights[id];
        }
        double reached = 0;
        int last = best;
        for (int id = 0; id < weights.length; id++) {
            if (weights[id] > 0) {
                last = id;
                reached += weights[id];
                if (reached > uniform * total) {
                    break;
                }
            }
        }
        return last;
    }
}
