package dev.hone.imitate.pipeline;

import dev.hone.core.Listener;
import java.util.concurrent.atomic.AtomicLong;

/** Progress of several trainings and evaluations at once, told as one stage. Safe for several threads. */
final class Progress {
    /** Updates that count as one piece of work. */
    static final int UPDATES = 100;

    private final Listener listener;
    private final AtomicLong done = new AtomicLong();

    Progress(Listener listener, long total) {
        this.listener = listener;
        listener.begin("pieces of work", 0, total);
    }

    void advance(long pieces) {
        listener.advance(done.addAndGet(pieces));
    }

    /** For one training: its updates become pieces. */
    Listener training() {
        return new Listener() {
            private long told;

            @Override
            public void begin(String stage, long before, long total) {
                advance(before);
            }

            @Override
            public void advance(long updates) {
                long pieces = updates / UPDATES;
                Progress.this.advance(pieces - told);
                told = pieces;
            }
        };
    }

    void end() {
        listener.end();
    }
}
