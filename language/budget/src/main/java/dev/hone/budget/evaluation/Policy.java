package dev.hone.budget.evaluation;

import dev.hone.budget.head.HeadKind;
import java.util.Arrays;
import java.util.Optional;

/** The ways of sharing out samples that an evaluation compares. */
public enum Policy {
    /** The same number for every query. */
    UNIFORM("uniform"),
    /** Greedy on the gains of the Beta-binomial head. */
    BETA_BINOMIAL("beta-binomial"),
    /** Greedy on the gains of the point head. */
    POINT("point"),
    /** Greedy on the gains of the quantile head, where rewards are real-valued. */
    QUANTILES("quantiles"),
    /** Greedy on the gains of the gain-vector head, where rewards are real-valued. */
    GAIN_VECTOR("gain-vector"),
    /** Each query by itself, by the bin its score falls in. */
    STREAM("stream"),
    /** Up to the first success; needs a verifier at run time. */
    EARLY_STOP("early-stop"),
    /** Greedy on the gains that half of the samples show, scored on the other half. */
    ORACLE("oracle"),
    /** What {@code plan} would do: the first head where the choosing queries support it, else uniform. */
    PLAN("plan"),
    /** Control: heads fitted to the labels of other queries. */
    SHUFFLED("shuffled"),
    /** Control: right predictions given to the wrong queries. */
    PERMUTED("permuted"),
    /** A budget shared over a batch by the best reward so far; needs the reward at run time. */
    BEST_SO_FAR("best-so-far"),
    /** The same for queries that come one by one: on, while the next sample is worth its price. */
    BEST_SO_FAR_PRICE("best-so-far-price"),
    /** Comparison: three quarters of the budget to every query, the rest by a density of each query's own rewards. */
    ADABON("adabon"),
    /** The answer that most of B samples give. */
    VOTE("vote"),
    /** The same, up to where the vote is settled. */
    SETTLED_VOTE("settled-vote"),
    /** Up to the first success or until the next sample is not worth its price; needs a verifier at run time. */
    GIVE_UP("give-up"),
    /** A first sample where the query promises enough, then a plan by what that sample shows without its reward. */
    REPLAN("replan"),
    /** A budget shared over a batch by what samples show without a reward; the reward only chooses at the end. */
    LOGISTIC("logistic");

    private final String text;

    Policy(String text) {
        this.text = text;
    }

    /** Greedy on the gains of a kind of head. */
    static Policy of(HeadKind kind) {
        return switch (kind) {
            case BETA_BINOMIAL -> BETA_BINOMIAL;
            case POINT -> POINT;
            case QUANTILES -> QUANTILES;
            case GAIN_VECTOR -> GAIN_VECTOR;
        };
    }

    /** The policy that is written so, if there is one. */
    public static Optional<Policy> named(String text) {
        return Arrays.stream(values()).filter(p -> p.text.equals(text)).findFirst();
    }

    /** As written in files and tables. */
    public String text() {
        return text;
    }
}
