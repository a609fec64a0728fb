package dev.hone.guide.neural;

import dev.hone.guide.TeacherWeight;
import dev.hone.learn.Checkpointed;
import dev.hone.learn.EpisodeReplay;
import dev.hone.learn.Policy;
import dev.hone.learn.Snapshot;
import dev.hone.tensor.Scope;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * TGRL with an independent twin (Shenfeld et al. 2023): episodes alternate between the guided pupil and one that learns from reward
 * alone. Both learn from the same batches of what both lived. After each episode of the twin the teacher's weight moves by the
 * gap between the two.
 */
final class TgrlCourse<B> implements Course {
    private final School<B> school;
    private final Pupil<B> main;
    private final Pupil<B> twin;
    private final TeacherWeight weight;

    TgrlCourse(School<B> school, Pupil<B> main, Pupil<B> twin, TeacherWeight weight) {
        this.school = school;
        this.main = main;
        this.twin = twin;
        this.weight = weight;
    }

    @Override
    public boolean twins(long episode) {
        return episode % 2 == 1;
    }

    @Override
    public Performer performer(boolean twins) {
        return (twins ? twin : main).performer();
    }

    @Override
    public void hear(boolean twins, double returned) {
        if (twins) {
            weight.twin(returned);
            weight.update();
        } else {
            weight.main(returned);
        }
    }

    @Override
    public void update(EpisodeReplay replay, RandomGenerator random) {
        try (var _ = new Scope()) {
            B batch = school.batch(replay, random);
            main.learn(batch, weight.value(), random);
            twin.learn(batch, 0, random);
        }
    }

    @Override
    public void refresh() {
        main.refresh();
        twin.refresh();
    }

    @Override
    public Policy policy() {
        return main.policy();
    }

    @Override
    public double weight() {
        return weight.value();
    }

    @Override
    public double gap() {
        return weight.gap();
    }

    @Override
    public void parts(Map<String, Checkpointed.Part> to) {
        main.parts("main", to);
        twin.parts("twin", to);
    }

    @Override
    public void save(Snapshot.Writer to) {
        weight.save(to);
    }

    @Override
    public void restore(Snapshot.Reader from) {
        weight.restore(from);
    }

    @Override
    public void close() {
        main.close();
        twin.close();
    }
}
