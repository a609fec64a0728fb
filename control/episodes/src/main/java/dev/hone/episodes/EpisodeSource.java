package dev.hone.episodes;

import java.util.function.Consumer;

/** Where episodes come from. */
public interface EpisodeSource {
    Description description();

    /** Hands every episode to {@code use}, in order. */
    void read(Consumer<Episode> use);
}
