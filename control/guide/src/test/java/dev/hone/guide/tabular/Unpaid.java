package dev.hone.guide.tabular;

import dev.hone.guide.TaughtEnvironment;
import dev.hone.guide.Teacher;
import dev.hone.learn.Space;
import dev.hone.learn.Step;
import java.util.List;

/** An environment without its rewards. */
record Unpaid(TaughtEnvironment inner) implements TaughtEnvironment {
    @Override
    public String name() {
        return "unpaid " + inner.name();
    }

    @Override
    public Space observations() {
        return inner.observations();
    }

    @Override
    public Space actions() {
        return inner.actions();
    }

    @Override
    public void reset(long seed, float[] observation) {
        inner.reset(seed, observation);
    }

    @Override
    public void step(float[] action, Step step) {
        inner.step(action, step);
        step.set(0, step.terminated(), step.truncated());
    }

    @Override
    public List<String> teachers() {
        return inner.teachers();
    }

    @Override
    public Teacher teacher(String name) {
        return inner.teacher(name);
    }

    @Override
    public Scale scale() {
        return inner.scale();
    }

    @Override
    public List<String> picture() {
        return inner.picture();
    }
}
