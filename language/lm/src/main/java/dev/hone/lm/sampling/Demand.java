package dev.hone.lm.sampling;

import dev.hone.lm.Query;

/**
 * How many samples of a query there shall be in the end, those drawn earlier included.
 *
 * @param samples 0 or more; the samples are those with index 0 .. samples - 1
 */
public record Demand(Query query, int samples) {
    public Demand {
        if (samples < 0) {
            throw new IllegalArgumentException(samples + " samples of query " + query.id());
        }
    }
}
