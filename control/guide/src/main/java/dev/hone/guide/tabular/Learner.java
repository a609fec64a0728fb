package dev.hone.guide.tabular;

import dev.hone.learn.TablePolicy;
import java.util.random.RandomGenerator;

/** A {@link Method} at work. */
interface Learner {
    /** Whose turn the next episode is, counted from 0. */
    Turn turn(long episode);

    int act(Turn turn, int state, RandomGenerator random);

    /** Hears of a new episode, once, after {@link Visits} did and before anything is learnt from it. */
    void hear(Turn turn, EpisodeRecord episode);

    /** Learns from an episode, new or old. */
    void learn(EpisodeRecord episode);

    /** What would be handed over now. */
    TablePolicy policy();

    /** The teacher's weight now; NaN where there is none. */
    double weight();

    /** Latest gap in return to the twin; NaN where there is none. */
    default double gap() {
        return Double.NaN;
    }

    /** The learner of a method. */
    static Learner of(Method method, Task task, MethodConstants constants, Visits visits) {
        return switch (method) {
            case Method.Tgrl _ -> new TgrlLearner(task, constants, visits);
            case Method.Rl rl -> new RewardLearner(task, constants, visits, rl.optimistic());
            case Method.Imitation _ -> new ImitationLearner(task, constants, visits);
            case Method.Fixed fixed -> WeightedLearner.fixed(task, constants, visits, fixed.weight());
            case Method.Cosil cosil -> WeightedLearner.cosil(task, constants, visits, cosil.target());
            case Method.Advisor _ -> new AdvisorLearner(task, constants, visits);
        };
    }

    /**
     * What a learner knows of its environment before the first step.
     *
     * @param gamma discount
     */
    record Task(int states, int actions, double gamma) {
        /** Where values of reward start: a share of what moving for ever at a cost of 2 a step is worth. */
        double firstValue(MethodConstants constants) {
            return constants.firstValue() * -2 / (1 - gamma);
        }

        Student student(MethodConstants constants, Visits visits) {
            return new Student(states, actions, gamma, firstValue(constants), visits);
        }

        Twin twin(MethodConstants constants, Visits visits, boolean optimistic) {
            double optimism = optimistic ? constants.optimism() : 0;
            return new Twin(states, actions, gamma, optimism, firstValue(constants), visits);
        }
    }
}
