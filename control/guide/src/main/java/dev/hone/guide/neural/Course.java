package dev.hone.guide.neural;

import dev.hone.learn.Checkpointed;
import dev.hone.learn.EpisodeReplay;
import dev.hone.learn.Policy;
import dev.hone.learn.Snapshot;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A method at work with networks: whose turn it is, who learns, what the teacher weighs. */
interface Course extends AutoCloseable {
    /** Whether the next episode, counted from 0 after the random ones, is the twin's. */
    boolean twins(long episode);

    Performer performer(boolean twin);

    /** Hears the undiscounted return of a finished episode. */
    void hear(boolean twin, double returned);

    /** One update of everybody. */
    void update(EpisodeReplay replay, RandomGenerator random);

    /** Everybody acts from now on with what was learnt. */
    void refresh();

    Policy policy();

    /** The teacher's weight now; NaN where there is none. */
    double weight();

    /** Latest gap in return to the twin; NaN where there is none. */
    default double gap() {
        return Double.NaN;
    }

    void parts(Map<String, Checkpointed.Part> to);

    /** Writes what is not in networks. */
    void save(Snapshot.Writer to);

    void restore(Snapshot.Reader from);

    @Override
    void close();
}
