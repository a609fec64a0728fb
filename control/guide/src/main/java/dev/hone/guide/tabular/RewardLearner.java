package dev.hone.guide.tabular;

import dev.hone.guide.Turn;
import dev.hone.learn.TablePolicy;
import java.util.random.RandomGenerator;

/** Reward alone: the twin without anyone beside it. With optimism every second episode explores. */
final class RewardLearner implements Learner {
    private final Twin twin;
    private final boolean optimistic;

    RewardLearner(Twin twin, boolean optimistic) {
        this.twin = twin;
        this.optimistic = optimistic;
    }

    @Override
    public Turn turn(long episode) {
        return optimistic ? Turn.alone(episode) : Turn.MAIN;
    }

    @Override
    public int act(Turn turn, int state, RandomGenerator random) {
        return twin.act(state, turn == Turn.EXPLORING, random);
    }

    @Override
    public void hear(Turn turn, EpisodeRecord episode) {}

    @Override
    public void sweep() {
        twin.sweep();
    }

    @Override
    public TablePolicy policy() {
        return twin.policy();
    }

    @Override
    public double weight() {
        return Double.NaN;
    }
}
