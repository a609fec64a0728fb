package dev.hone.budget.arms;

/** The ways of choosing an arm that an evaluation compares. */
public enum ArmPolicy {
    /** The cheapest and the best arm, by chance. */
    RANDOM("random"),
    /** By the length of the prompt alone. */
    LENGTH("length"),
    /** By a router, whatever its tests say. */
    LEARNT("learnt"),
    /** What {@code plan} would do: the router where its tests allow, else the best fixed mix. */
    PLAN("plan"),
    /** The mix of arms that was best on the fitting queries. */
    FIXED_MIX("fixed-mix"),
    /** The cheapest arm first, then the best where the reward seen and the router call for it; needs a verifier at run time. */
    CASCADE("cascade"),
    /** The cheapest arm first, then the best where the look of its answer calls for it; no reward is seen. Needs answers' texts. */
    CASCADE_TEXT("cascade-text"),
    /** By the measured rewards themselves: the ceiling, luck of single answers included. */
    ORACLE("oracle");

    private final String text;

    ArmPolicy(String text) {
        this.text = text;
    }

    /** As written in files and tables. */
    public String text() {
        return text;
    }
}
