package dev.hone.guide.neural;

import dev.hone.guide.StudentForm;
import dev.hone.guide.TaughtEnvironment;
import dev.hone.guide.Teacher;
import dev.hone.learn.Space;
import dev.hone.learn.Step;
import java.util.List;

/**
 * One of two cues is shown, then nothing twice, then the choice that goes with the cue pays 10, the other -10. Whoever forgets can't
 * get more than 0 on average.
 */
final class Cue implements TaughtEnvironment {
    private static final int LAST = 3;

    private final double unit;
    private int cue;
    private int time;

    /** @param unit what rewards are multiplied by: 0 for none at all */
    Cue(double unit) {
        this.unit = unit;
    }

    @Override
    public String name() {
        return "cue";
    }

    @Override
    public Space.Box observations() {
        return Space.Box.of(3, 0, 1);
    }

    @Override
    public Space.Discrete actions() {
        return new Space.Discrete(2);
    }

    @Override
    public void reset(long seed, float[] observation) {
        cue = (int) (seed & 1);
        time = 0;
        show(observation);
    }

    @Override
    public void step(float[] action, Step step) {
        boolean last = time == LAST;
        double pay = last ? unit * (action[0] == cue ? 10 : -10) : 0;
        time++;
        show(step.observation());
        step.set(pay, last, false);
    }

    private void show(float[] observation) {
        observation[0] = time == 0 && cue == 0 ? 1 : 0;
        observation[1] = time == 0 && cue == 1 ? 1 : 0;
        observation[2] = time == LAST ? 1 : 0;
    }

    @Override
    public List<String> teachers() {
        return List.of("knows", "misleads");
    }

    @Override
    public Teacher teacher(String teacher) {
        int off = teacher.equals("knows") ? 0 : 1;
        return into -> {
            boolean[] good = {true, true};
            if (time == LAST) {
                good[1 - (cue + off) % 2] = false;
            }
            Teacher.among(good, into);
        };
    }

    @Override
    public StudentForm form() {
        return new StudentForm.Recurrent(16);
    }

    @Override
    public Scale scale() {
        return new Scale(0, 10, 0.9, 300);
    }

    @Override
    public List<String> picture() {
        return List.of("cue " + cue + " at " + time);
    }
}
