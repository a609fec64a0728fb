package dev.hone.guide.tabular;

import dev.hone.learn.TablePolicy;
import java.util.random.RandomGenerator;

/**
 * DAgger (Ross et al. 2011): walks by its own choices, is told the teacher's, and takes up their mean, which minimises the
 * cross-entropy.
 */
final class ImitationLearner implements Learner {
    private final Task task;
    private final Student student;

    ImitationLearner(Task task, MethodConstants constants, Visits visits) {
        this.task = task;
        this.student = task.student(constants, visits);
    }

    @Override
    public Turn turn(long episode) {
        return Turn.MAIN;
    }

    @Override
    public int act(Turn turn, int state, RandomGenerator random) {
        return Advice.draw(task.actions(), a -> student.share(state, a), random);
    }

    @Override
    public void hear(Turn turn, EpisodeRecord episode) {
        student.listen(episode);
    }

    @Override
    public void learn(EpisodeRecord episode) {}

    @Override
    public TablePolicy policy() {
        return Advice.likeliest(task.states(), task.actions(), student::share);
    }

    @Override
    public double weight() {
        return Double.NaN;
    }
}
