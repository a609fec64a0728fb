package dev.hone.guide.neural;

import dev.hone.guide.Turn;
import dev.hone.learn.Checkpointed;
import dev.hone.learn.EpisodeReplay;
import dev.hone.learn.Policy;
import dev.hone.learn.Snapshot;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A method at work with networks: whose turn it is, who learns, what the teacher weighs. */
interface Course extends AutoCloseable {
    /** Whose turn the next episode is, counted from 0 after the random ones. */
    Turn turn(long episode);

    Performer performer(Turn turn);

    /**
     * Sees what anybody sees.
     *
     * @param blind whether actions are random
     * @param features of the observation, and the teacher's advice behind them
     */
    default void see(boolean blind, float[] features) {}

    /** Hears of a finished episode, the random ones left out, which the replay already holds. */
    void hear(Turn turn, EpisodeReplay.Episode episode, EpisodeReplay replay, RandomGenerator random);

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
