package dev.hone.guide.neural;

import dev.hone.core.DualVariable;
import dev.hone.guide.Turn;
import dev.hone.learn.Checkpointed;
import dev.hone.learn.EpisodeReplay;
import dev.hone.learn.Policy;
import dev.hone.learn.Snapshot;
import dev.hone.tensor.Scope;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * One pupil without a twin: reward alone, the teacher alone, a weight that stays, or one that holds the divergence from the teacher
 * at a target.
 */
final class SingleCourse<B extends Lived<B>> implements Course {
    private final School<B> school;
    private final Pupil<B> pupil;
    private final boolean weighs;
    private final OptionalDouble target;
    private DualVariable weight;
    private double divergence;
    private long heard;

    private SingleCourse(School<B> school, Pupil<B> pupil, DualVariable weight, boolean weighs, OptionalDouble target) {
        this.school = school;
        this.pupil = pupil;
        this.weight = weight;
        this.weighs = weighs;
        this.target = target;
    }

    /** A pupil that doesn't look at a weight. */
    static <B extends Lived<B>> SingleCourse<B> unweighted(School<B> school, Pupil<B> pupil) {
        return new SingleCourse<>(school, pupil, stays(0), false, OptionalDouble.empty());
    }

    static <B extends Lived<B>> SingleCourse<B> fixed(School<B> school, Pupil<B> pupil, double weight) {
        return new SingleCourse<>(school, pupil, stays(weight), true, OptionalDouble.empty());
    }

    /** Moves the weight after each episode by how much the divergence of its updates was over the target, in nats. */
    static <B extends Lived<B>> SingleCourse<B> holding(
            School<B> school, Pupil<B> pupil, DualVariable weight, double target) {
        return new SingleCourse<>(school, pupil, weight, true, OptionalDouble.of(target));
    }

    private static DualVariable stays(double weight) {
        return new DualVariable(weight, weight, weight, 1, DualVariable.Rule.PROJECTED);
    }

    @Override
    public Turn turn(long episode) {
        return Turn.MAIN;
    }

    @Override
    public Performer performer(Turn turn) {
        return pupil.performer();
    }

    @Override
    public void hear(Turn turn, EpisodeReplay.Episode episode, EpisodeReplay replay, RandomGenerator random) {
        if (target.isPresent() && heard > 0) {
            weight = weight.after(Math.clamp(divergence / heard - target.getAsDouble(), -1.0, 1.0));
        }
        divergence = 0;
        heard = 0;
    }

    @Override
    public void update(EpisodeReplay replay, RandomGenerator random) {
        try (var _ = new Scope()) {
            pupil.learn(school.batch(replay, random), weight.value(), random);
        }
        divergence += pupil.divergence();
        heard++;
    }

    @Override
    public void refresh() {
        pupil.refresh();
    }

    @Override
    public Policy policy() {
        return pupil.policy();
    }

    @Override
    public double weight() {
        return weighs ? weight.value() : Double.NaN;
    }

    @Override
    public void parts(Map<String, Checkpointed.Part> to) {
        pupil.parts("main", to);
    }

    @Override
    public void save(Snapshot.Writer to) {
        to.put(weight.value()).put(divergence).put(heard);
    }

    @Override
    public void restore(Snapshot.Reader from) {
        weight = new DualVariable(from.nextDouble(), weight.floor(), weight.cap(), weight.rate(), weight.rule());
        divergence = from.nextDouble();
        heard = from.nextLong();
    }

    @Override
    public void close() {
        pupil.close();
    }
}
