package dev.hone.steer.remote;

import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** What happens on the way, over all samples; for any number of threads. */
final class Tally {
    private final LongAdder places = new LongAdder();
    private final DoubleAdder outside = new DoubleAdder();
    private final DoubleAccumulator most = new DoubleAccumulator(Math::max, 0);
    private final LongAdder drawnOutside = new LongAdder();
    private final LongAdder notFound = new LongAdder();
    private final LongAdder moreCalls = new LongAdder();
    private final LongAdder reread = new LongAdder();

    void place(double mass) {
        places.increment();
        outside.add(mass);
        most.accumulate(mass);
    }

    void outside() {
        drawnOutside.increment();
    }

    void notFound() {
        notFound.increment();
    }

    void moreCalls() {
        moreCalls.increment();
    }

    void reread() {
        reread.increment();
    }

    Cutoff read() {
        long n = places.sum();
        return new Cutoff(
                n,
                n == 0 ? 0 : outside.sum() / n,
                most.get(),
                drawnOutside.sum(),
                notFound.sum(),
                moreCalls.sum(),
                reread.sum());
    }
}
