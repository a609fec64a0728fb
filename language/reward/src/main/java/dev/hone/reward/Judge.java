package dev.hone.reward;

/** What compares answers to a query: a {@link Reward} grades each on its own, a {@link Selector} chooses among several. */
public sealed interface Judge extends AutoCloseable permits Reward, Selector {
    /** The text that {@link Rewards#parse} made it of, for example {@code regex:^yes}. */
    String name();

    /** What it needs, returns and costs. */
    Traits traits();

    /** Gives back what it holds, for example a process; it isn't used afterwards. */
    @Override
    default void close() {}
}
