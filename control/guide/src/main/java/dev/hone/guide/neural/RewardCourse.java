package dev.hone.guide.neural;

import dev.hone.guide.Turn;
import dev.hone.learn.Checkpointed;
import dev.hone.learn.EpisodeReplay;
import dev.hone.learn.Policy;
import dev.hone.learn.Snapshot;
import dev.hone.tensor.Scope;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Reward alone with optimism: every second episode is an explorer's, and the pupil learns from both. */
final class RewardCourse<B extends Lived<B>> implements Course {
    private final School<B> school;
    private final Pupil<B> pupil;
    private final Explorer<B> explorer;

    RewardCourse(School<B> school, Pupil<B> pupil, Explorer<B> explorer) {
        this.school = school;
        this.pupil = pupil;
        this.explorer = explorer;
    }

    @Override
    public Turn turn(long episode) {
        return Turn.alone(episode);
    }

    @Override
    public Performer performer(Turn turn) {
        return turn == Turn.EXPLORING ? explorer.performer() : pupil.performer();
    }

    @Override
    public void see(boolean blind, float[] features) {
        explorer.see(blind, features);
    }

    @Override
    public void hear(Turn turn, EpisodeReplay.Episode episode, EpisodeReplay replay, RandomGenerator random) {
        explorer.hear(episode);
    }

    @Override
    public void update(EpisodeReplay replay, RandomGenerator random) {
        try (var _ = new Scope()) {
            B batch = school.batch(replay, random);
            pupil.learn(batch, 0, random);
            explorer.learn(batch, random);
        }
    }

    @Override
    public void refresh() {
        pupil.refresh();
        explorer.refresh();
    }

    @Override
    public Policy policy() {
        return pupil.policy();
    }

    @Override
    public double weight() {
        return Double.NaN;
    }

    @Override
    public void parts(Map<String, Checkpointed.Part> to) {
        pupil.parts("main", to);
        explorer.parts("explorer", to);
    }

    @Override
    public void save(Snapshot.Writer to) {}

    @Override
    public void restore(Snapshot.Reader from) {}

    @Override
    public void close() {
        pupil.close();
        explorer.close();
    }
}
