package dev.hone.budget.spend;

import java.util.List;

/** Where the requests of a measurement come from. */
interface Source {
    /** Mean cost per request to hold. */
    double budget();

    /** How the stream changes. */
    Traffic.Drift drift();

    /** The requests in order. */
    List<Arrival> stream(int n);

    /** Yesterday's traffic, from which the start price comes: the stationary mixture, whatever the stream does. */
    List<List<Action>> heldOut(int n);
}
