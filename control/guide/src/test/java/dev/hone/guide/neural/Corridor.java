package dev.hone.guide.neural;

import dev.hone.guide.StudentForm;
import dev.hone.guide.TaughtEnvironment;
import dev.hone.guide.Teacher;
import dev.hone.learn.Space;
import dev.hone.learn.Step;
import java.util.List;

/**
 * Cells in a row, forward and back; 100 at the far end, 2 off for each step, 20 steps. Random moves get to the end in about one of 2,500
 * episodes.
 */
final class Corridor implements TaughtEnvironment {
    private static final int CELLS = 16;
    private static final int LIMIT = 20;

    private int cell;
    private int time;

    @Override
    public String name() {
        return "corridor";
    }

    @Override
    public Space.Box observations() {
        return Space.Box.of(CELLS, 0, 1);
    }

    @Override
    public Space.Discrete actions() {
        return new Space.Discrete(2);
    }

    @Override
    public void reset(long seed, float[] observation) {
        cell = 0;
        time = 0;
        show(observation);
    }

    @Override
    public void step(float[] action, Step step) {
        cell = Math.max(0, cell + (action[0] == 0 ? 1 : -1));
        time++;
        boolean there = cell == CELLS - 1;
        show(step.observation());
        step.set(there ? 98 : -2, there, time >= LIMIT);
    }

    private void show(float[] observation) {
        for (int i = 0; i < CELLS; i++) {
            observation[i] = i == cell ? 1 : 0;
        }
    }

    @Override
    public List<String> teachers() {
        return List.of("forward");
    }

    @Override
    public Teacher teacher(String teacher) {
        return into -> Teacher.among(new boolean[] {true, false}, into);
    }

    @Override
    public StudentForm form() {
        return new StudentForm.Recurrent(16);
    }

    @Override
    public Scale scale() {
        return new Scale(-40, 70, 0.95, 200);
    }

    @Override
    public List<String> picture() {
        return List.of("cell " + cell);
    }
}
