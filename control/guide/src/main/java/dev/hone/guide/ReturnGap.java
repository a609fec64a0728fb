package dev.hone.guide;

import dev.hone.learn.Snapshot;
import java.util.List;

/**
 * How much better one policy does than another, by the last undiscounted returns of each. Windows hold what was returned and
 * nothing before it: a window that began with zeros would call a policy excellent where returns are negative.
 */
public final class ReturnGap {
    private final Window main;
    private final Window twin;
    private final Window beyondTeacher;
    private final Window beginning;
    private final double certainty;
    private final boolean wantsRival;

    /**
     * Two empty windows.
     *
     * @param size returns that each window holds, at least 2
     * @param certainty standard errors that a gap must exceed to be clear
     */
    public ReturnGap(int size, double certainty) {
        this(size, certainty, false);
    }

    /**
     * Two empty windows.
     *
     * @param wantsRival whether a lead counts only over a twin that does clearly better than in its first half a window: a lead
     *     over one that has learnt nothing says that the teacher helps, and not that it should be heard more
     */
    public ReturnGap(int size, double certainty, boolean wantsRival) {
        main = new Window(size);
        twin = new Window(size);
        beyondTeacher = new Window(size);
        beginning = new Window(Math.max(2, size / 2));
        this.certainty = certainty;
        this.wantsRival = wantsRival;
    }

    public void main(double returned) {
        main.add(returned);
    }

    public void twin(double returned) {
        twin.add(returned);
        if (beginning.added < beginning.returns.length) {
            beginning.add(returned);
        }
    }

    /** What an episode of the twin earned beyond what doing as the teacher says is worth from the same start. */
    public void beyondTeacher(double difference) {
        beyondTeacher.add(difference);
    }

    /** Mean return of the first minus that of the second; NaN while one of them has none. */
    public double gap() {
        return main.mean() - twin.mean();
    }

    /**
     * The gap in units of a return's deviation, kept within 1 of 0; 0 while it is not clear, or a window is less than half
     * full. So its size means the same whatever rewards are worth.
     *
     * <p>A tie says nothing about the teacher, unless the twin clearly earns more than the teacher's advice is worth: then the
     * student does as well without, and the signal is -1.
     */
    public double signal() {
        if (!main.halfFull() || !twin.halfFull()) {
            return 0;
        }
        double error = Math.sqrt(main.squaredError() + twin.squaredError());
        return signal(gap(), error, Math.sqrt((main.variance() + twin.variance()) / 2));
    }

    /** The same for a gap that was estimated from replay; returns that were reported still say whether the twin has learnt. */
    double signal(ReplayGap replayed) {
        return replayed.episodes() < 2 ? 0 : signal(replayed.gap(), replayed.error(), replayed.deviation());
    }

    private double signal(double gap, double error, double deviation) {
        if (Math.abs(gap) > certainty * error && gap != 0) {
            if (gap > 0 && wantsRival && !hasLearnt()) {
                return 0;
            }
            return Math.clamp(gap / deviation, -1.0, 1.0); // a gap without deviation is infinite, which becomes 1
        }
        return manages() ? -1 : 0;
    }

    private boolean hasLearnt() {
        double error = Math.sqrt(twin.squaredError() + beginning.squaredError());
        return twin.mean() - beginning.mean() > certainty * error;
    }

    /** Whether the twin needs no such teacher. */
    private boolean manages() {
        return beyondTeacher.halfFull()
                && beyondTeacher.mean() > certainty * Math.sqrt(beyondTeacher.squaredError())
                && beyondTeacher.mean() > 0;
    }

    void save(Snapshot.Writer to) {
        for (Window window : windows()) {
            window.save(to);
        }
    }

    void restore(Snapshot.Reader from) {
        for (Window window : windows()) {
            window.restore(from);
        }
    }

    private List<Window> windows() {
        return List.of(main, twin, beyondTeacher, beginning);
    }

    private static final class Window {
        private final double[] returns;
        private long added;

        Window(int size) {
            if (size < 2) {
                throw new IllegalArgumentException("a window of " + size);
            }
            returns = new double[size];
        }

        void add(double returned) {
            returns[(int) (added++ % returns.length)] = returned;
        }

        int count() {
            return (int) Math.min(added, returns.length);
        }

        boolean halfFull() {
            return 2 * count() >= returns.length;
        }

        double mean() {
            double sum = 0;
            for (int i = 0; i < count(); i++) {
                sum += returns[i];
            }
            return sum / count();
        }

        /** Of the mean. */
        double squaredError() {
            return variance() / count();
        }

        /** With n - 1 in the denominator. */
        double variance() {
            double mean = mean();
            double sum = 0;
            for (int i = 0; i < count(); i++) {
                sum += (returns[i] - mean) * (returns[i] - mean);
            }
            return sum / (count() - 1);
        }

        void save(Snapshot.Writer to) {
            to.put(added).put(returns);
        }

        void restore(Snapshot.Reader from) {
            added = from.nextLong();
            from.next(returns);
        }
    }
}
