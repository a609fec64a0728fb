package dev.hone.budget.arms;

/**
 * A query whose weak answers were seen, or which is decided by its text alone.
 *
 * @param query in the pool
 * @param forecast by the query alone
 * @param probes weak answers seen and paid for, 0 for none
 * @param gains of the strong answer over the weak one that was seen first; empty without probes [orders]
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Probed(int query, Forecast forecast, int probes, double[] gains) {
    static Probed unseen(int query, Forecast forecast) {
        return new Probed(query, forecast, 0, new double[0]);
    }
}
