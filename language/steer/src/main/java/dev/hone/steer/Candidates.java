package dev.hone.steer;

/** The tokens that a steering may prefer at one place; those left out keep the frozen model's logit. A view, for the moment. */
public interface Candidates {
    int size();

    /** A candidate's token id; each id once. */
    int id(int candidate);

    /** Its probability under the frozen model; 0 only where that is less than floats tell from it. */
    double probability(int candidate);

    /** Whether all tokens are candidates, so that candidate i is token i. */
    boolean whole();
}
