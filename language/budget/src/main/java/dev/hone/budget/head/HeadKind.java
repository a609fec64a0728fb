package dev.hone.budget.head;

/** The kinds of head, by what they predict. */
public enum HeadKind {
    /** A distribution of the success rate. */
    BETA_BINOMIAL("beta-binomial"),
    /** The success rate as one number. */
    POINT("point");

    private final String text;

    HeadKind(String text) {
        this.text = text;
    }

    /** As written in files and tables. */
    public String text() {
        return text;
    }

    Loss loss() {
        return switch (this) {
            case BETA_BINOMIAL -> new BetaBinomialLoss();
            case POINT -> new SoftLabelLoss();
        };
    }

    /** The head of this kind around a network. */
    public DifficultyHead around(Network network) {
        return switch (this) {
            case BETA_BINOMIAL -> new BetaBinomialHead(network);
            case POINT -> new PointHead(network);
        };
    }
}
