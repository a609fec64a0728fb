package dev.hone.guide.neural;

import dev.hone.guide.Excursion;
import dev.hone.guide.Method;
import dev.hone.guide.ReplayGap;
import dev.hone.guide.TeacherWeight;
import dev.hone.guide.Turn;
import dev.hone.learn.Checkpointed;
import dev.hone.learn.EpisodeBatch;
import dev.hone.learn.EpisodeReplay;
import dev.hone.learn.Policy;
import dev.hone.learn.Snapshot;
import dev.hone.tensor.Scope;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * TGRL with an independent twin (Shenfeld et al. 2023): episodes alternate between the guided pupil and one that learns from reward
 * alone; every second one of the latter's explores. All learn from the same batches of what all lived. After each episode in which
 * the twin did its best the teacher's weight moves by the gap between the two.
 */
final class TgrlCourse<B extends Lived<B>> implements Course {
    private final School<B> school;
    private final RewardPupil<B> main;
    private final RewardPupil<B> twin;
    private final Explorer<B> explorer;
    private final TeacherWeight weight;
    private final Method.GapSource source;
    private final int judged;
    private final Excursion excursion = new Excursion();
    private final Performer exploring;

    /** @param judged episodes that a gap from replay is estimated on */
    TgrlCourse(
            School<B> school,
            RewardPupil<B> main,
            RewardPupil<B> twin,
            Explorer<B> explorer,
            TeacherWeight weight,
            Method.GapSource source,
            int judged) {
        this.school = school;
        this.main = main;
        this.twin = twin;
        this.explorer = explorer;
        this.weight = weight;
        this.source = source;
        this.judged = judged;
        exploring = new Pair(main.performer(), explorer.performer(), excursion);
    }

    @Override
    public Turn turn(long episode) {
        return Turn.beside(episode);
    }

    @Override
    public Performer performer(Turn turn) {
        return switch (turn) {
            case MAIN -> main.performer();
            case TWIN -> twin.performer();
            case EXPLORING -> exploring;
        };
    }

    @Override
    public void see(boolean blind, float[] features) {
        explorer.see(blind, features);
    }

    @Override
    public void hear(Turn turn, EpisodeReplay.Episode episode, EpisodeReplay replay, RandomGenerator random) {
        explorer.hear(episode);
        switch (turn) {
            case MAIN -> weight.main(episode.returned());
            case TWIN -> {
                weight.twin(episode.returned());
                switch (source) {
                    case RETURNS -> weight.update();
                    case REPLAY -> weight.update(estimate(replay.last(judged), random));
                }
            }
            case EXPLORING -> excursion.ended(episode.length()); // its return says what was tried, not what is known
        }
    }

    private ReplayGap estimate(EpisodeBatch episodes, RandomGenerator random) {
        double[] mains;
        double[] twins;
        try (var _ = new Scope()) {
            B batch = school.batch(episodes);
            mains = main.advantages(batch, random).doubles(); // [time, count], or all of them in this order
            twins = twin.advantages(batch, random).doubles();
        }
        ReplayGap gap = new ReplayGap(school.gamma());
        for (int e = 0; e < episodes.count(); e++) {
            for (int k = e; k < mains.length && episodes.lived()[k] == 1; k += episodes.count()) {
                gap.step(mains[k], twins[k], episodes.rewards()[k]);
            }
            gap.end();
        }
        return gap;
    }

    @Override
    public void update(EpisodeReplay replay, RandomGenerator random) {
        try (var _ = new Scope()) {
            B batch = school.batch(replay, random);
            main.learn(batch, weight.value(), random);
            twin.learn(batch, 0, random);
            explorer.learn(batch, random);
        }
    }

    @Override
    public void refresh() {
        main.refresh();
        twin.refresh();
        explorer.refresh();
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
        explorer.parts("explorer", to);
    }

    @Override
    public void save(Snapshot.Writer to) {
        weight.save(to);
        excursion.save(to);
    }

    @Override
    public void restore(Snapshot.Reader from) {
        weight.restore(from);
        excursion.restore(from);
    }

    @Override
    public void close() {
        main.close();
        twin.close();
        explorer.close();
    }
}
