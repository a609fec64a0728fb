package dev.hone.reward;

import java.nio.file.Path;
import java.util.List;

/** What compares answers to a query: a {@link Reward} grades each on its own, a {@link Selector} chooses among several. */
public sealed interface Judge extends AutoCloseable permits Reward, Selector {
    /** The text that {@link Rewards#parse} made it of, for example {@code regex:^yes}. */
    String name();

    /** What it needs, returns and costs. */
    Traits traits();

    /** Files and folders that its grades rest on, so that a run can tell whether they changed. */
    default List<Path> files() {
        return List.of();
    }

    /** Gives back what it holds, for example a process; it isn't used afterwards. */
    @Override
    default void close() {}
}
