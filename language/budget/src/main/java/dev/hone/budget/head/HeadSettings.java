package dev.hone.budget.head;

import java.util.List;

/**
 * How a head is trained.
 *
 * @param hidden units of the hidden layer
 * @param weightDecays strengths of regularisation to try; the one that does best on the choosing queries is kept
 * @param learningRate of AdamW
 * @param batch queries per step
 * @param epochs most passes over the fitting queries
 * @param patience passes without a better loss on the choosing queries before training ends
 * @param members networks, from different first weights, whose outputs are averaged
 * @param kinds how many of the last features say which group a query is of, see {@link Kinds}
 */
public record HeadSettings(
        int hidden,
        List<Double> weightDecays,
        double learningRate,
        int batch,
        int epochs,
        int patience,
        int members,
        int kinds) {
    public static final HeadSettings DEFAULT = new HeadSettings(64, List.of(1.0, 10.0, 40.0), 1e-2, 256, 200, 8, 4);

    /** For features without groups behind them. */
    public HeadSettings(
            int hidden,
            List<Double> weightDecays,
            double learningRate,
            int batch,
            int epochs,
            int patience,
            int members) {
        this(hidden, weightDecays, learningRate, batch, epochs, patience, members, 0);
    }

    public HeadSettings {
        weightDecays = List.copyOf(weightDecays);
        if (hidden < 1
                || weightDecays.isEmpty()
                || !(learningRate > 0)
                || batch < 1
                || epochs < 1
                || patience < 1
                || members < 1
                || kinds < 0
                || !weightDecays.stream().allMatch(w -> w >= 0)) {
            throw new IllegalArgumentException("a head trained with hidden " + hidden + ", weight decays "
                    + weightDecays
                    + ", learning rate " + learningRate + ", batch " + batch + ", epochs " + epochs + ", patience "
                    + patience + ", members " + members + ", kinds " + kinds);
        }
    }

    /** The same without averaging. */
    public HeadSettings alone() {
        return withMembers(1);
    }

    /** The same with an average of so many networks. */
    public HeadSettings withMembers(int networks) {
        return new HeadSettings(hidden, weightDecays, learningRate, batch, epochs, patience, networks, kinds);
    }

    /** The same with one strength of regularisation. */
    public HeadSettings withWeightDecay(double weightDecay) {
        return new HeadSettings(hidden, List.of(weightDecay), learningRate, batch, epochs, patience, members, kinds);
    }

    /** The same for features with so many groups behind them. */
    public HeadSettings withKinds(int groups) {
        return new HeadSettings(hidden, weightDecays, learningRate, batch, epochs, patience, members, groups);
    }
}
