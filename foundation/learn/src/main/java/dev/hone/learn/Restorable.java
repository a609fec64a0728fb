package dev.hone.learn;

/** An environment whose whole state can be taken out and put back, also into another object of the same environment. */
public interface Restorable extends Environment {
    /** Everything that later steps depend on. */
    Snapshot snapshot();

    /**
     * Goes back to that state: from there the same actions give the same bits.
     *
     * @throws IllegalArgumentException if the snapshot isn't one of this environment
     */
    void restore(Snapshot snapshot);
}
