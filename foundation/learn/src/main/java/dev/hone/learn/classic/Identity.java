package dev.hone.learn.classic;

import dev.hone.learn.RandomStream;
import dev.hone.learn.Restorable;
import dev.hone.learn.Snapshot;
import dev.hone.learn.Space;
import dev.hone.learn.Step;

/**
 * The right action is what was just shown: what fails here is broken, whatever else it learns. Of choices, the right one
 * earns 1; of real numbers, each step costs the squared distance. Truncated after a number of steps.
 */
public final class Identity implements Restorable {
    private final Space space;
    private final int limit;
    private final RandomStream random = new RandomStream(0);
    private final float[] shown;
    private int time;

    private Identity(Space space, int limit) {
        this.space = space;
        this.limit = limit;
        this.shown = new float[space.size()];
    }

    /** One of {@code choices} is shown; the best return is {@code limit}. */
    public static Identity discrete(int choices, int limit) {
        return new Identity(new Space.Discrete(choices), limit);
    }

    /** {@code size} numbers within 1 are shown; the best return is 0. */
    public static Identity continuous(int size, int limit) {
        return new Identity(Space.Box.of(size, -1, 1), limit);
    }

    @Override
    public String name() {
        return space instanceof Space.Discrete ? "identity-discrete" : "identity-continuous";
    }

    @Override
    public Space observations() {
        return space;
    }

    @Override
    public Space actions() {
        return space;
    }

    @Override
    public void reset(long seed, float[] observation) {
        random.restart(seed);
        time = 0;
        show(observation);
    }

    @Override
    public void step(float[] action, Step step) {
        double reward = switch (space) {
            case Space.Discrete _ -> action[0] == shown[0] ? 1 : 0;
            case Space.Box _ -> -squaredDistance(action);
        };
        time++;
        show(step.observation());
        step.set(reward, false, time >= limit);
    }

    private double squaredDistance(float[] action) {
        double sum = 0;
        for (int i = 0; i < shown.length; i++) {
            double off = Math.clamp(action[i], -1.0, 1.0) - shown[i];
            sum += off * off;
        }
        return sum;
    }

    private void show(float[] observation) {
        switch (space) {
            case Space.Discrete discrete -> shown[0] = random.nextInt(discrete.count());
            case Space.Box box -> {
                for (int i = 0; i < shown.length; i++) {
                    shown[i] = (float) random.uniform(box.low(i), box.high(i));
                }
            }
        }
        System.arraycopy(shown, 0, observation, 0, shown.length);
    }

    @Override
    public Snapshot snapshot() {
        Snapshot.Writer to = Snapshot.writer().put(shown).put((long) time);
        random.save(to);
        return to.done();
    }

    @Override
    public void restore(Snapshot snapshot) {
        Snapshot.Reader from = snapshot.reader();
        from.next(shown);
        time = (int) from.nextLong();
        random.restore(from);
        from.end();
    }
}
