package dev.hone.guide.tabular;

import dev.hone.guide.Turn;
import dev.hone.learn.TablePolicy;
import java.util.random.RandomGenerator;

/**
 * ADVISOR (Weihs et al. 2021): follows the imitator where it can follow the teacher, reward elsewhere, by the weight
 * {@code w(h) = exp(-sharpness mean KL(teacher || imitator))}. In tables the mixture of losses becomes the mixture of what
 * minimises each: {@code w imitator + (1 - w) softmax(Q_R)}.
 */
final class AdvisorLearner implements Learner {
    private final Knowledge knowledge;
    private final double sharpness;
    private final Student student;
    private final double[] divergence;
    private final int[] seen;

    AdvisorLearner(Knowledge knowledge, double sharpness) {
        this.knowledge = knowledge;
        this.sharpness = sharpness;
        this.student = knowledge.student();
        divergence = new double[knowledge.states()];
        seen = new int[knowledge.states()];
    }

    @Override
    public Turn turn(long episode) {
        return Turn.MAIN;
    }

    private double probability(int state, int action) {
        double w = Math.exp(-sharpness * divergence[state]);
        return w * knowledge.teacher().share(state, action) + (1 - w) * student.probability(state, action);
    }

    @Override
    public int act(Turn turn, int state, RandomGenerator random) {
        return Advice.draw(knowledge.actions(), a -> probability(state, a), random);
    }

    @Override
    public void hear(Turn turn, EpisodeRecord episode) {
        for (int t = 0; t < episode.length(); t++) {
            int state = episode.state(t);
            double kl = 0;
            for (int a = 0; a < knowledge.actions(); a++) {
                double advice = episode.advice(t, a);
                kl += Math.exp(advice)
                        * (advice - Math.log(Math.max(knowledge.teacher().share(state, a), 1e-12)));
            }
            divergence[state] += (kl - divergence[state]) / ++seen[state];
        }
    }

    @Override
    public void sweep() {
        student.sweep();
    }

    @Override
    public TablePolicy policy() {
        return Advice.likeliest(knowledge.states(), knowledge.actions(), this::probability);
    }

    @Override
    public double weight() {
        return Double.NaN;
    }
}
