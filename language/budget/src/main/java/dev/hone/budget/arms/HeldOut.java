package dev.hone.budget.arms;

/**
 * Queries that a head is tried on, and all that may be known of them: nothing here was learnt from their own outcomes.
 *
 * @param queries in the pool [chosen]
 * @param around what surrounds each [chosen]
 * @param means of the columns over what was learnt from
 * @param mix of arms that was best there
 */
record HeldOut(int[] queries, Neighbourhood[] around, double[] means, FixedMix mix) {}
