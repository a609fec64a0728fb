package dev.hone.guide;

import dev.hone.learn.Snapshot;
import java.util.random.RandomGenerator;

/**
 * An exploring episode: the student leads to a random step, an explorer goes from there to where little is known, and at another
 * random step the student takes over again. So what lies beside the teacher's ways is found, and what it is good for.
 */
public final class Excursion {
    private int usual = 1;
    private int step;
    private int setsOut;
    private int handsOver;

    /** A new episode begins. */
    public void begin() {
        step = 0;
    }

    /** Whether the explorer is to act now; asked once each step. */
    public boolean out(RandomGenerator random) {
        if (step++ == 0) {
            setsOut = random.nextInt(usual);
            handsOver = setsOut + random.nextInt(2 * usual);
        }
        return step > setsOut && step <= handsOver;
    }

    /** Hears how long it was, 1 or more steps; the next one is measured by it. */
    public void ended(int length) {
        usual = length;
    }

    /** Writes what later episodes depend on. */
    public void save(Snapshot.Writer to) {
        to.put((long) usual);
    }

    /** Takes up what {@link #save} wrote, before an episode begins. */
    public void restore(Snapshot.Reader from) {
        usual = (int) from.nextLong();
    }
}
