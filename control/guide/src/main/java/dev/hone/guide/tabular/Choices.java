package dev.hone.guide.tabular;

/** A policy as probabilities. */
@FunctionalInterface
interface Choices {
    /** Writes the probability of each action in a state. */
    void write(int state, double[] probabilities);
}
