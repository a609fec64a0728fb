package dev.hone.core;

/**
 * Where a long piece of work says how it is getting on. Work never prints: the command line draws a bar or lines from these
 * calls, the run store keeps them, a caller from Java does what it likes. Calls may come from several threads.
 */
public interface Listener {
    /** Drops everything. */
    Listener NONE = new Listener() {};

    /** A stage of {@code total} items begins; {@code done} of them were finished by an earlier attempt. */
    default void begin(String stage, long done, long total) {}

    /** {@code done} items of the present stage are finished. */
    default void advance(long done) {}

    /** The present stage is over. */
    default void end() {}

    /** Something the user should read, on a line of its own. */
    default void note(String line) {}
}
