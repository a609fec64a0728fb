package dev.hone.learn;

import dev.hone.core.Seeds;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Several environments that step together. Autoreset is "same step": where an episode ends, the next one begins at once,
 * {@link #observations()} holds its first observation and {@link #lastObservations()} the last one of the episode that ended.
 *
 * <p>Environment i's k-th episode depends on the seeds, i and k, never on the number of threads. With one thread a step
 * allocates nothing. A reward that is no finite number is a {@link dev.hone.core.HoneException}.
 */
public final class VectorEnvironment implements AutoCloseable {
    private final List<Seat> seats;
    private final Workers workers;
    private final float[] observations;
    private final float[] lastObservations;
    private final int observationSize;
    private final int actionSize;
    private float[] actions = new float[0];

    /**
     * Makes them; {@link #reset} begins.
     *
     * @param make the i-th environment; all have the same spaces
     */
    public VectorEnvironment(int count, int threads, IntFunction<? extends Environment> make) {
        seats = IntStream.range(0, count).mapToObj(i -> new Seat(make.apply(i))).toList();
        Environment first = environment(0);
        for (Seat seat : seats) {
            if (!seat.environment().observations().equals(first.observations())
                    || !seat.environment().actions().equals(first.actions())) {
                throw new IllegalArgumentException(
                        seat.environment().name() + " and " + first.name() + " don't have the same spaces");
            }
        }
        observationSize = first.observations().size();
        actionSize = first.actions().size();
        observations = new float[count * observationSize];
        lastObservations = new float[count * observationSize];
        workers = new Workers(Math.min(threads, count), count, this::stepOne);
    }

    public int count() {
        return seats.size();
    }

    /** The i-th environment, to ask it things; stepping it alone breaks the others' count. */
    public Environment environment(int i) {
        return seats.get(i).environment();
    }

    /** Begins an episode everywhere. */
    public void reset(Seeds seeds) {
        for (int i = 0; i < count(); i++) {
            seats.get(i).reset(seeds.child(i));
            show(i);
        }
    }

    /** Acts once everywhere, {@code all} holding one action after the other. */
    public void step(float[] all) {
        if (all.length != count() * actionSize) {
            throw new IllegalArgumentException(all.length + " floats for " + count() + " actions of " + actionSize);
        }
        actions = all;
        workers.run();
    }

    private void stepOne(int i) {
        Seat seat = seats.get(i);
        seat.step(actions, i * actionSize);
        System.arraycopy(seat.lastObservation(), 0, lastObservations, i * observationSize, observationSize);
        show(i);
    }

    private void show(int i) {
        System.arraycopy(seats.get(i).last().observation(), 0, observations, i * observationSize, observationSize);
    }

    /** What each environment shows now, [count, size]; a view. */
    public float[] observations() {
        return observations;
    }

    /** What each environment showed after the last action, before any reset, [count, size]; a view. */
    public float[] lastObservations() {
        return lastObservations;
    }

    /** Reward of environment i's last step. */
    public double reward(int i) {
        return seats.get(i).last().reward();
    }

    /** Whether environment i's last step terminated its episode. */
    public boolean terminated(int i) {
        return seats.get(i).last().terminated();
    }

    /** Whether environment i's last step ended its episode, for either reason. */
    public boolean ended(int i) {
        return seats.get(i).last().ended();
    }

    /** Undiscounted return of the episode that ended last in environment i. */
    public double returned(int i) {
        return seats.get(i).returned();
    }

    /**
     * Where everything stands, to go on later with the same bits.
     *
     * @throws dev.hone.core.HoneException if an environment can't be saved
     */
    public Snapshot snapshot() {
        Snapshot.Writer to = Snapshot.writer();
        seats.forEach(seat -> seat.save(to));
        return to.done();
    }

    /** Takes up a snapshot of as many environments that were reset with these seeds. */
    public void restore(Seeds seeds, Snapshot snapshot) {
        Snapshot.Reader from = snapshot.reader();
        for (int i = 0; i < count(); i++) {
            seats.get(i).restore(seeds.child(i), from);
            show(i);
        }
        from.end();
    }

    @Override
    public void close() {
        workers.close();
        seats.forEach(seat -> seat.environment().close());
    }
}
