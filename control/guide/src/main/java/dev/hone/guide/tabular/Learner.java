package dev.hone.guide.tabular;

import dev.hone.guide.Method;
import dev.hone.guide.MethodConstants;
import dev.hone.guide.Turn;
import dev.hone.learn.TablePolicy;
import java.util.random.RandomGenerator;

/** A {@link Method} at work. */
interface Learner {
    /** Whose turn the next episode is, counted from 0. */
    Turn turn(long episode);

    int act(Turn turn, int state, RandomGenerator random);

    /** Hears of a new episode, which {@link Experience} and {@link TeacherMemory} have seen. */
    void hear(Turn turn, EpisodeRecord episode);

    /** Learns a little more from all that was seen; called several times after each episode. */
    void sweep();

    /** What would be handed over now. */
    TablePolicy policy();

    /** The teacher's weight now; NaN where there is none. */
    double weight();

    /** Latest gap in return to the twin; NaN where there is none. */
    default double gap() {
        return Double.NaN;
    }

    /** The learner of a method. */
    static Learner of(Method method, Knowledge knowledge, MethodConstants constants) {
        return switch (method) {
            case Method.Tgrl tgrl -> new TgrlLearner(knowledge, constants, tgrl.gap());
            case Method.Rl rl -> new RewardLearner(knowledge.twin(rl.optimistic()), rl.optimistic());
            case Method.Imitation _ -> new ImitationLearner(knowledge);
            case Method.Fixed fixed -> WeightedLearner.fixed(knowledge, fixed.weight());
            case Method.Cosil cosil -> WeightedLearner.cosil(knowledge, constants, cosil.target());
            case Method.Advisor _ -> new AdvisorLearner(knowledge, constants.advisorSharpness());
        };
    }

    /**
     * What a learner learns from.
     *
     * @param gamma discount
     * @param first where values of reward start
     * @param guidedFirst the same for guided students
     * @param optimism of an optimistic twin
     */
    record Knowledge(
            Experience experience,
            TeacherMemory teacher,
            double gamma,
            double first,
            double guidedFirst,
            double optimism) {
        Student student() {
            return new Student(experience, teacher, gamma, first, guidedFirst);
        }

        Twin twin(boolean optimistic) {
            return new Twin(experience, gamma, optimistic ? optimism : 0, first);
        }

        /** What doing as the teacher says is worth: taking each action as often as the teacher named it. */
        PolicyValue follower() {
            return new PolicyValue(experience, teacher::write, gamma, first);
        }

        /** Compares a student and a twin on the last {@code size} episodes. */
        Judge judge(Student student, Twin twin, int size) {
            return new Judge(
                    new PolicyValue(experience, student::write, gamma, guidedFirst),
                    new PolicyValue(experience, twin::write, gamma, guidedFirst),
                    gamma,
                    size);
        }

        int states() {
            return experience.states();
        }

        int actions() {
            return experience.actions();
        }
    }
}
