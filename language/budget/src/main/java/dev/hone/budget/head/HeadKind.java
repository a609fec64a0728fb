package dev.hone.budget.head;

/** The kinds of head, by what they predict. */
public enum HeadKind {
    /** A distribution of the success rate. */
    BETA_BINOMIAL("beta-binomial"),
    /** The success rate as one number. */
    POINT("point"),
    /** A distribution of real-valued rewards. */
    QUANTILES("quantiles"),
    /** What each sample gains, where rewards are real-valued. */
    GAIN_VECTOR("gain-vector");

    private final String text;

    HeadKind(String text) {
        this.text = text;
    }

    /** As written in files and tables. */
    public String text() {
        return text;
    }

    /** Whether it is for real-valued rewards. */
    public boolean isReal() {
        return this == QUANTILES || this == GAIN_VECTOR;
    }

    /** Whether plans are made with it; the other kinds are compared with. */
    boolean plans() {
        return this == BETA_BINOMIAL || this == QUANTILES;
    }

    /** The loss that a head of this kind is fitted by, for examples like these. */
    Loss loss(Examples examples) {
        return switch (this) {
            case BETA_BINOMIAL -> new BetaBinomialLoss();
            case POINT -> new SoftLabelLoss();
            case QUANTILES -> new QuantileLoss();
            case GAIN_VECTOR -> new GainVectorLoss(examples.mostSamples());
        };
    }

    /** The head of this kind around a network. */
    public DifficultyHead around(Network network) {
        return switch (this) {
            case BETA_BINOMIAL -> new BetaBinomialHead(network);
            case POINT -> new PointHead(network);
            case QUANTILES -> new QuantileHead(network);
            case GAIN_VECTOR -> new GainVectorHead(network);
        };
    }
}
