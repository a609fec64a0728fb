package dev.hone.guide;

import dev.hone.core.DualVariable;
import dev.hone.learn.Snapshot;

/**
 * How much a student should listen to its teacher, found while it learns (Shenfeld et al. 2023). Beside the guided policy a twin
 * learns from reward alone. While the guided one does better the teacher helps, and its weight c grows; while it does worse
 * the teacher misleads, and c shrinks:
 * {@code log c <- clip(log c + rate signal)}, with the signal of {@link ReturnGap}.
 *
 * <p>For a loop of your own: report every training return, call {@link #update} once per pair of episodes, and use
 * {@link #value} in the actor's loss.
 */
public final class TeacherWeight {
    private final ReturnGap gap;
    private DualVariable weight;
    private double replayed = Double.NaN;

    /**
     * A weight that starts at {@code first}.
     *
     * @param weight its start, ends and rate; by the logarithmic rule, because its scale is not known
     */
    public TeacherWeight(DualVariable weight, ReturnGap gap) {
        this.weight = weight;
        this.gap = gap;
    }

    /** c, the weight of the imitation reward beside the environment's. */
    public double value() {
        return weight.value();
    }

    /** Reports the undiscounted return of an episode of the guided policy. */
    public void main(double returned) {
        gap.main(returned);
    }

    /** Reports the undiscounted return of an episode of the twin in which it did its best. */
    public void twin(double returned) {
        gap.twin(returned);
    }

    /**
     * Reports what an episode of the twin earned, discounted, beyond what doing as the teacher says is worth from the same start.
     * Optional: without it a tie between the two policies leaves the weight where it is.
     */
    public void beyondTeacher(double difference) {
        gap.beyondTeacher(difference);
    }

    /** The latest gap in mean return, guided minus twin; NaN while one has no return yet. After replay it is discounted. */
    public double gap() {
        return Double.isNaN(replayed) ? gap.gap() : replayed;
    }

    /** Moves the weight by what was reported so far. */
    public void update() {
        weight = weight.after(gap.signal());
    }

    /** Moves the weight by a gap that was estimated from replay, in place of the one in the returns reported. */
    public void update(ReplayGap estimate) {
        replayed = estimate.gap();
        weight = weight.after(gap.signal(estimate));
    }

    /** Writes the weight and the windows of returns. */
    public void save(Snapshot.Writer to) {
        to.put(weight.value()).put(replayed);
        gap.save(to);
    }

    /** Takes up what {@link #save} wrote. */
    public void restore(Snapshot.Reader from) {
        weight = new DualVariable(from.nextDouble(), weight.floor(), weight.cap(), weight.rate(), weight.rule());
        replayed = from.nextDouble();
        gap.restore(from);
    }
}
