package dev.hone.guide.tabular;

import dev.hone.core.DualVariable;
import dev.hone.guide.MethodConstants;
import dev.hone.guide.Turn;
import dev.hone.learn.TablePolicy;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/** The guided student alone, with a weight that stays, or one that holds the cross-entropy to the teacher at a target. */
final class WeightedLearner implements Learner {
    private final Student student;
    private final OptionalDouble target;
    private DualVariable weight;

    private WeightedLearner(Student student, DualVariable weight, OptionalDouble target) {
        this.student = student;
        this.weight = weight;
        this.target = target;
        student.weigh(weight.value());
    }

    static WeightedLearner fixed(Knowledge knowledge, double weight) {
        var stays = new DualVariable(weight, weight, weight, 1, DualVariable.Rule.PROJECTED);
        return new WeightedLearner(knowledge.student(), stays, OptionalDouble.empty());
    }

    static WeightedLearner cosil(Knowledge knowledge, MethodConstants constants, double target) {
        var moves = new DualVariable(
                constants.firstWeight(),
                constants.leastWeight(),
                constants.mostWeight(),
                constants.weightRate(),
                DualVariable.Rule.LOG);
        return new WeightedLearner(knowledge.student(), moves, OptionalDouble.of(target));
    }

    @Override
    public Turn turn(long episode) {
        return Turn.MAIN;
    }

    @Override
    public int act(Turn turn, int state, RandomGenerator random) {
        return student.act(state, random);
    }

    @Override
    public void hear(Turn turn, EpisodeRecord episode) {
        if (target.isPresent()) {
            double over = student.crossEntropy(episode) - target.getAsDouble();
            weight = weight.after(Math.clamp(over, -1.0, 1.0));
            student.weigh(weight.value());
        }
    }

    @Override
    public void sweep() {
        student.sweep();
    }

    @Override
    public TablePolicy policy() {
        return student.policy();
    }

    @Override
    public double weight() {
        return weight.value();
    }
}
