package dev.hone.imitate.augment;

import dev.hone.episodes.Episode;
import dev.hone.imitate.Layout;
import dev.hone.imitate.Trial;
import dev.hone.learn.Snapshot;
import dev.hone.learn.Step;
import dev.hone.learn.geometry.Pose;
import java.util.Optional;

/**
 * Drives a trial's hand from pose to pose. A command is the error to the wanted pose, limited to 2.5 cm and 0.35 rad, on the pose that the hand really has;
 * so the recorded action is an absolute pose that starts from what was achieved.
 */
final class Driver {
    private static final double MOST_WAY = 0.025;
    private static final double MOST_TURN = 0.35;

    private final Trial trial;
    private final Layout layout;
    private final Step step;
    private final float[] action;
    private float gripper;
    private boolean valid = true;
    private long steps;
    private Optional<Episode.Recorder> recorder = Optional.empty();

    Driver(Trial trial, Layout layout) {
        this.trial = trial;
        this.layout = layout;
        step = new Step(trial.environment().observations());
        action = new float[trial.environment().actions().size()];
    }

    /** Puts the trial where a demonstration was, with the gripper's command of that frame. */
    void restore(Episode.Frame frame, Snapshot state) {
        trial.environment().restore(state);
        trial.begin();
        System.arraycopy(frame.state(), 0, step.observation(), 0, frame.state().length);
        step.set(0, false, false);
        System.arraycopy(frame.action(), 0, action, 0, action.length);
        gripper = action[layout.gripper()];
        valid = true;
        recorder = Optional.empty();
    }

    /** From now on frames are kept. */
    void record(Episode.Recorder frames) {
        recorder = Optional.of(frames);
    }

    void grip(float command) {
        gripper = command;
    }

    /** One step towards a pose; nothing where the episode is void or over. */
    void toward(Pose wanted) {
        if (!going()) {
            return;
        }
        Pose hand = hand();
        double way = hand.distance(wanted);
        double share = way > MOST_WAY ? MOST_WAY / way : 1;
        double turn = hand.turnTo(wanted);
        Pose turned = hand.between(wanted, turn > MOST_TURN ? MOST_TURN / turn : 1);
        Pose target = turned.withPosition(
                hand.x() + share * (wanted.x() - hand.x()),
                hand.y() + share * (wanted.y() - hand.y()),
                hand.z() + share * (wanted.z() - hand.z()));
        layout.command(target, gripper, action);
        act();
    }

    private void act() {
        if (recorder.isEmpty()) {
            valid = trial.step(action, step);
        } else {
            Snapshot before = trial.environment().snapshot();
            float[] seen = step.observation().clone();
            valid = trial.step(action, step);
            recorder.get()
                    .add(new Episode.Frame(
                            seen, action.clone(), Optional.of((float) step.reward()), Optional.of(before)));
        }
        steps++;
    }

    /** Where the hand really is. */
    Pose hand() {
        return layout.handPose(step.observation());
    }

    float[] observation() {
        return step.observation();
    }

    /** Whether the physics held and the episode isn't over. */
    boolean going() {
        return valid && !step.ended();
    }

    boolean valid() {
        return valid;
    }

    /** Steps since this driver was made. */
    long steps() {
        return steps;
    }
}
