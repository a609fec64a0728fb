package dev.hone.imitate;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.episodes.Description;
import dev.hone.episodes.Episode;
import dev.hone.learn.Space;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A task that can be imitated, whatever simulates it: it opens environments and says what their numbers mean. One object serves any
 * number of threads.
 */
public interface ImitationTask {
    /** The name on the command line. */
    String name();

    /** What it asks for, as one would tell a person. */
    String words();

    /** What a dataset of its episodes says of itself. */
    Description description();

    /** What its environments show. */
    Space observations();

    /** What its environments take. */
    Space actions();

    /** Fixed ends of every number seen; nothing learnt depends on what happened to be recorded. */
    Space.Box observationRanges();

    /** Fixed ends of every number done: a policy never asks for more, and augmentation doesn't leave them. */
    Space.Box actionRanges();

    /** Where hand and parts are found; empty if it has none, then its demonstrations train, but nothing can be augmented or disturbed. */
    Optional<Layout> layout();

    /**
     * Where hand and parts are found.
     *
     * @throws HoneException if the task has none
     */
    default Layout requireLayout() {
        return layout().orElseThrow(() -> new HoneException(
                "The task " + name() + " doesn't say where a hand and parts are found.",
                "leave augmentation and disturbed hands out, or give the task a layout"));
    }

    /** Where its demonstrations are most delicate, in the order in which they come. */
    List<Bottleneck> bottlenecks();

    /** A new environment with the task's own time limit. */
    Trial open();

    /** A new environment of the same task that never cuts an episode off. */
    Trial openUnlimited();

    /**
     * Hands out successful demonstrations 0, 1, .. of a demonstrator that is part of the task; a larger {@code count} goes on where a smaller
     * one ended.
     */
    void demonstrate(int count, Seeds seeds, Consumer<Episode> each);
}
