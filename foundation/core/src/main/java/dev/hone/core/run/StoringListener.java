package dev.hone.core.run;

import dev.hone.core.Listener;
import java.util.concurrent.TimeUnit;

/** Keeps progress in the run's store, at most once a second within a stage: a commit for each item's progress would be waste. */
final class StoringListener implements Listener {
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Run run;
    private final Listener downstream;
    private RunInfo.Progress progress = new RunInfo.Progress("", 0, 0);
    private long stored;

    StoringListener(Run run, Listener downstream) {
        this.run = run;
        this.downstream = downstream;
    }

    @Override
    public void begin(String stage, long done, long total) {
        synchronized (this) {
            progress = new RunInfo.Progress(stage, done, total);
            store();
        }
        downstream.begin(stage, done, total);
    }

    @Override
    public void advance(long done) {
        synchronized (this) {
            progress = new RunInfo.Progress(progress.stage(), done, progress.total());
            if (System.nanoTime() - stored > PAUSE) {
                store();
            }
        }
        downstream.advance(done);
    }

    @Override
    public void end() {
        synchronized (this) {
            store();
        }
        downstream.end();
    }

    @Override
    public void note(String line) {
        run.event(line);
        downstream.note(line);
    }

    private void store() {
        run.progress(progress);
        stored = System.nanoTime();
    }
}
