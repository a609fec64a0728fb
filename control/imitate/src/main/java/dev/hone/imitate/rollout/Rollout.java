package dev.hone.imitate.rollout;

import dev.hone.episodes.Episode;
import dev.hone.imitate.Trial;
import dev.hone.learn.Policy;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Step;
import java.util.Optional;

/** Plays single episodes with a policy in one trial. Not safe for two threads. */
final class Rollout {
    private final Trial trial;
    private final Policy policy;
    private final Step step;
    private final float[] actions;
    private final float[] action;

    Rollout(Trial trial, Policy policy) {
        this.trial = trial;
        this.policy = policy;
        step = new Step(trial.environment().observations());
        action = new float[policy.actions().size()];
        actions = new float[policy.chunk() * action.length];
    }

    /**
     * Plays to the end.
     *
     * @param recorder gets every frame, with the simulator's state
     */
    Outcome play(int index, long resetSeed, RandomStream random, Optional<Episode.Recorder> recorder) {
        trial.environment().reset(resetSeed, step.observation());
        step.set(0, false, false);
        trial.begin();
        policy.begin();
        int steps = 0;
        boolean valid = true;
        while (valid && !step.ended()) {
            policy.act(step.observation(), random, actions);
            for (int i = 0; i < policy.chunk() && valid && !step.ended(); i++) {
                System.arraycopy(actions, i * action.length, action, 0, action.length);
                valid = act(recorder);
                steps++;
            }
        }
        return new Outcome(index, valid && step.terminated(), steps, trial.milestones());
    }

    private boolean act(Optional<Episode.Recorder> recorder) {
        if (recorder.isEmpty()) {
            return trial.step(action, step);
        }
        var before = trial.environment().snapshot();
        float[] seen = step.observation().clone();
        boolean valid = trial.step(action, step);
        recorder.get()
                .add(new Episode.Frame(seen, action.clone(), Optional.of((float) step.reward()), Optional.of(before)));
        return valid;
    }
}
