package dev.hone.episodes;

import java.util.function.Consumer;

/** Where episodes come from. */
public interface EpisodeSource {
    Description description();

    /** How many episodes there are. */
    int episodes();

    /** Hands every episode to {@code use}, in order. */
    void read(Consumer<Episode> use);
}
