package dev.hone.imitate.augment;

import dev.hone.core.HoneException;
import dev.hone.episodes.Episode;
import dev.hone.imitate.ImitationTask;
import dev.hone.imitate.Layout;
import dev.hone.imitate.Segment;
import dev.hone.imitate.Trial;
import dev.hone.learn.Space;
import dev.hone.learn.geometry.Pose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes segments from demonstrations (JUICER, trajectory augmentation): goes back to a bottleneck, backs off with the gripper held, comes back through
 * the poses that were really reached, and repeats what the demonstration did from there. Only the way back and the repetition are kept, and only
 * if the parts end where they ended in the demonstration. The simulator is reached through snapshots alone. Not safe for two threads.
 */
final class Augmenter {
    private static final int SETTLING = 2; // control steps of 0.1 s: the ten frames of the published code
    private static final int ARRIVING = 10;
    private static final double NEAR = 0.0005;
    private static final double STRAIGHT = Math.toRadians(0.3);

    private final ImitationTask task;
    private final Layout layout;
    private final AugmentationRules rules;
    private final Driver driver;
    private final Acceptance acceptance;

    Augmenter(ImitationTask task, Trial trial, AugmentationRules rules) {
        this.task = task;
        this.rules = rules;
        layout = task.requireLayout();
        driver = new Driver(trial, layout);
        acceptance = new Acceptance(layout);
    }

    /** Steps spent since it was made. */
    long steps() {
        return driver.steps();
    }

    /**
     * One attempt.
     *
     * @return the segment; empty if it didn't come out like the demonstration
     * @throws HoneException if the demonstration has no simulator state at the bottleneck
     */
    Optional<Episode> attempt(Stretch stretch, BackOff backOff) {
        Episode.Frame start = stretch.frame(stretch.bottleneck());
        driver.restore(
                start,
                start.simulator()
                        .orElseThrow(() -> new HoneException(
                                "A demonstration has no simulator states; augmentation goes back to them.",
                                "record it with 'hone assembly demonstrate --out', or use 'hone imitate collect'")));
        settle();
        Episode.Recorder recorder = new Episode.Recorder(task.words());
        if (!rules.returnOnly()) {
            driver.record(recorder);
        }
        List<Pose> reached = leave(backOff);
        driver.record(recorder);
        comeBack(reached);
        int returned = recorder.length();
        repeat(stretch);
        boolean good = driver.valid()
                && acceptance.accepts(
                        driver.observation(), stretch.frame(stretch.check()).state());
        finish(stretch);
        return recorder.length() > returned && driver.valid() && (good || !rules.filtered())
                ? Optional.of(recorder.done(Optional.empty(), Map.of(Segment.RETURNED, returned)))
                : Optional.empty();
    }

    private void settle() {
        Pose here = driver.hand();
        for (int i = 0; i < SETTLING; i++) {
            driver.toward(here);
        }
    }

    /** The poses that the hand really had, the bottleneck's first. */
    private List<Pose> leave(BackOff backOff) {
        List<Pose> reached = new ArrayList<>();
        reached.add(driver.hand());
        for (Pose target : backOff.path(driver.hand())) {
            driver.toward(within(target));
            reached.add(driver.hand());
        }
        return reached;
    }

    /** The nearest pose within the workspace. */
    private Pose within(Pose target) {
        Space.Box ends = task.actionRanges();
        int at = layout.target();
        return target.withPosition(
                Math.clamp(target.x(), ends.low(at), ends.high(at)),
                Math.clamp(target.y(), ends.low(at + 1), ends.high(at + 1)),
                Math.clamp(target.z(), ends.low(at + 2), ends.high(at + 2)));
    }

    private void comeBack(List<Pose> reached) {
        reached.reversed().forEach(driver::toward);
        Pose bottleneck = reached.getFirst();
        for (int i = 0; i < ARRIVING && !isAt(bottleneck); i++) {
            driver.toward(bottleneck);
        }
    }

    private boolean isAt(Pose pose) {
        return driver.hand().distance(pose) < NEAR && driver.hand().turnTo(pose) < STRAIGHT;
    }

    private void repeat(Stretch stretch) {
        for (int i = stretch.bottleneck(); i < stretch.check(); i++) {
            follow(stretch.frame(i));
        }
    }

    /** The last action of a demonstration comes after its last state, which was what could be compared. */
    private void finish(Stretch stretch) {
        if (stretch.reachesEnd()) {
            follow(stretch.frame(stretch.check()));
        }
    }

    private void follow(Episode.Frame frame) {
        driver.grip(frame.action()[layout.gripper()]);
        driver.toward(layout.target(frame.action()));
    }
}
