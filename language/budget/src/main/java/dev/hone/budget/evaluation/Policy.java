package dev.hone.budget.evaluation;

/** The ways of sharing out samples that an evaluation compares. */
public enum Policy {
    /** The same number for every query. */
    UNIFORM("uniform"),
    /** Greedy on the gains of the Beta-binomial head. */
    BETA_BINOMIAL("beta-binomial"),
    /** Greedy on the gains of the point head. */
    POINT("point"),
    /** Each query by itself, by the bin its score falls in. */
    STREAM("stream"),
    /** Up to the first success; needs a verifier at run time. */
    EARLY_STOP("early-stop"),
    /** Greedy on the success rates that half of the samples show, scored on the other half. */
    ORACLE("oracle"),
    /** What {@code plan} would do: the Beta-binomial head where the choosing queries support it, else uniform. */
    PLAN("plan"),
    /** Control: heads fitted to the labels of other queries. */
    SHUFFLED("shuffled"),
    /** Control: right predictions given to the wrong queries. */
    PERMUTED("permuted");

    private final String text;

    Policy(String text) {
        this.text = text;
    }

    /** As written in files and tables. */
    public String text() {
        return text;
    }
}
