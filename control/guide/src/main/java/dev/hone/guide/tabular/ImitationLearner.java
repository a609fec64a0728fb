package dev.hone.guide.tabular;

import dev.hone.guide.Turn;
import dev.hone.learn.TablePolicy;
import java.util.random.RandomGenerator;

/**
 * DAgger (Ross et al. 2011): walks by its own choices, is told the teacher's, and takes up their mean, which minimises the
 * cross-entropy.
 */
final class ImitationLearner implements Learner {
    private final Knowledge knowledge;

    ImitationLearner(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public Turn turn(long episode) {
        return Turn.MAIN;
    }

    @Override
    public int act(Turn turn, int state, RandomGenerator random) {
        return Advice.draw(knowledge.actions(), a -> knowledge.teacher().share(state, a), random);
    }

    @Override
    public void hear(Turn turn, EpisodeRecord episode) {}

    @Override
    public void sweep() {}

    @Override
    public TablePolicy policy() {
        return Advice.likeliest(knowledge.states(), knowledge.actions(), knowledge.teacher()::share);
    }

    @Override
    public double weight() {
        return Double.NaN;
    }
}
