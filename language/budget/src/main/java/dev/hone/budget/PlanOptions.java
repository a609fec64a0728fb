package dev.hone.budget;

import dev.hone.core.HoneException;

/**
 * What a plan has to keep to.
 *
 * @param meanBudget samples per query on average, at most {@code maxBudget}
 * @param maxBudget most samples of one query
 * @param floor samples every query gets: 1 where each needs an answer, else 0
 * @param policy whether the queries are planned for together or each by itself
 */
public record PlanOptions(double meanBudget, int maxBudget, int floor, Mode policy) {
    /** How queries come. */
    public enum Mode {
        /** All are known: samples go where among them they gain most. */
        BATCH,
        /** One by one: a fixed rule on a query's own score. */
        STREAM
    }

    /** Most samples of one query unless told otherwise. */
    public static final int MAX_BUDGET = 32;

    public PlanOptions {
        if (maxBudget < 1) {
            throw new HoneException("The max budget is " + maxBudget + ".", "give a whole number from 1");
        }
        if (floor < 0 || floor > 1) {
            throw new HoneException("The floor is " + floor + ".", "give 0 or 1");
        }
        if (!(meanBudget >= floor && meanBudget <= maxBudget)) {
            throw new HoneException(
                    "The mean budget is " + meanBudget + "; it must lie between the floor of " + floor
                            + " and the max budget of " + maxBudget + ".",
                    "change --mean-budget, --floor or --max-budget");
        }
    }

    /** A plan for a batch in which every query gets an answer. */
    public static PlanOptions batch(double meanBudget) {
        return new PlanOptions(meanBudget, Math.max(MAX_BUDGET, (int) Math.ceil(meanBudget)), 1, Mode.BATCH);
    }
}
