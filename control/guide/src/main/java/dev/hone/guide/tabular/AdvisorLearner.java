package dev.hone.guide.tabular;

import dev.hone.learn.TablePolicy;
import java.util.random.RandomGenerator;

/**
 * ADVISOR (Weihs et al. 2021): follows the imitator where it can follow the teacher, reward elsewhere, by the weight
 * {@code w(h) = exp(-sharpness mean KL(teacher || imitator))}. In tables the mixture of losses becomes the mixture of what
 * minimises each: {@code w imitator + (1 - w) softmax(Q_R)}.
 */
final class AdvisorLearner implements Learner {
    private final Task task;
    private final double sharpness;
    private final Student student;
    private final double[] divergence;
    private final int[] seen;

    AdvisorLearner(Task task, MethodConstants constants, Visits visits) {
        this.task = task;
        this.sharpness = constants.advisorSharpness();
        this.student = task.student(constants, visits);
        divergence = new double[task.states()];
        seen = new int[task.states()];
    }

    @Override
    public Turn turn(long episode) {
        return Turn.MAIN;
    }

    private double probability(int state, int action) {
        double w = Math.exp(-sharpness * divergence[state]);
        return w * student.share(state, action) + (1 - w) * student.probability(state, action);
    }

    @Override
    public int act(Turn turn, int state, RandomGenerator random) {
        return Advice.draw(task.actions(), a -> probability(state, a), random);
    }

    @Override
    public void hear(Turn turn, EpisodeRecord episode) {
        student.listen(episode);
        for (int t = 0; t < episode.length(); t++) {
            int state = episode.state(t);
            double kl = 0;
            for (int a = 0; a < task.actions(); a++) {
                double advice = episode.advice(t, a);
                kl += Math.exp(advice) * (advice - Math.log(Math.max(student.share(state, a), 1e-12)));
            }
            divergence[state] += (kl - divergence[state]) / ++seen[state];
        }
    }

    @Override
    public void learn(EpisodeRecord episode) {
        student.learn(episode);
    }

    @Override
    public TablePolicy policy() {
        return Advice.likeliest(task.states(), task.actions(), this::probability);
    }

    @Override
    public double weight() {
        return Double.NaN;
    }
}
