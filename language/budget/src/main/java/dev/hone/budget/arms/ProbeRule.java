package dev.hone.budget.arms;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How one kind of query is probed.
 *
 * @param probes weak answers that are looked at before the strong arm is called
 * @param head what they say; none where held-out queries did not support a probe
 */
record ProbeRule(int probes, Optional<ProbeHead> head) {
    /** Decides by the query alone. */
    static final ProbeRule NONE = new ProbeRule(0, Optional.empty());

    /** What is seen: the probes' traits, and what the query alone says of the weak arm, the strong one and their difference. */
    static double[] row(double[] traits, Forecast forecast, int weak, int strong) {
        return DoubleStream.concat(
                        Arrays.stream(traits),
                        DoubleStream.of(
                                forecast.reward()[weak],
                                forecast.reward()[strong],
                                forecast.quality()[strong] - forecast.quality()[weak]))
                .toArray();
    }

    /** A query as this rule sees it. */
    Probed see(int query, Forecast forecast, Probes seen, int weak, int strong) {
        return head.map(by -> new Probed(
                        query,
                        forecast,
                        probes,
                        IntStream.range(0, Probes.ORDERS)
                                .mapToDouble(order ->
                                        by.gain(row(seen.traits(probes, query, order), forecast, weak, strong)))
                                .toArray()))
                .orElseGet(() -> Probed.unseen(query, forecast));
    }
}
