package dev.hone.guide.neural;

import dev.hone.learn.Checkpointed;
import java.util.Map;

/** What learning changes: part of a checkpoint. */
public interface Learnt extends AutoCloseable {
    /** Adds everything that later results depend on, under names that begin with {@code name}. */
    void parts(String name, Map<String, Checkpointed.Part> to);

    @Override
    void close();
}
