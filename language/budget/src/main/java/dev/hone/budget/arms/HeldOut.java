package dev.hone.budget.arms;

/**
 * Queries that a head is tried on, and what is known of them.
 *
 * @param queries in the pool [chosen]
 * @param around what surrounds each, without its own prompt or its own group [chosen]
 * @param means of the columns over what was learnt from
 * @param mix of arms that was best there
 */
record HeldOut(int[] queries, Neighbourhood[] around, double[] means, FixedMix mix) {}
