package dev.hone.guide.tabular;

import dev.hone.core.DualVariable;
import dev.hone.guide.Excursion;
import dev.hone.guide.Method;
import dev.hone.guide.MethodConstants;
import dev.hone.guide.ReturnGap;
import dev.hone.guide.TeacherWeight;
import dev.hone.guide.Turn;
import dev.hone.learn.TablePolicy;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * TGRL with an independent twin (Shenfeld et al. 2023, section 4, in tables). Episodes alternate: the student's, the twin's; every
 * second one of the twin's explores. Both learn from all of them: that sharing is what lets either learn from what the other
 * finds. After each episode in which the twin did its best the weight moves by the gap between the two; where they tie, it falls
 * if the twin earned more than the teacher's advice is worth.
 */
final class TgrlLearner implements Learner {
    private final Student student;
    private final Twin twin;
    private final PolicyValue follower;
    private final TeacherWeight weight;
    private final Excursion excursion = new Excursion();
    private final Optional<Judge> judge;

    TgrlLearner(Knowledge knowledge, MethodConstants constants, Method.GapSource gap) {
        student = knowledge.student();
        twin = knowledge.twin(true);
        follower = knowledge.follower();
        weight = new TeacherWeight(
                new DualVariable(
                        constants.firstWeight(),
                        constants.leastWeight(),
                        constants.mostWeight(),
                        constants.weightRate(),
                        DualVariable.Rule.LOG),
                new ReturnGap(constants.window(), constants.certainty(), true));
        judge = gap == Method.GapSource.REPLAY
                ? Optional.of(knowledge.judge(student, twin, 2 * constants.window()))
                : Optional.empty();
        student.weigh(weight.value());
    }

    @Override
    public Turn turn(long episode) {
        excursion.begin();
        return Turn.beside(episode);
    }

    @Override
    public int act(Turn turn, int state, RandomGenerator random) {
        return switch (turn) {
            case MAIN -> student.act(state, random);
            case TWIN -> twin.act(state, false, random);
            case EXPLORING -> excursion.out(random) ? twin.act(state, true, random) : student.act(state, random);
        };
    }

    @Override
    public void hear(Turn turn, EpisodeRecord episode) {
        judge.ifPresent(j -> j.hear(episode));
        switch (turn) {
            case MAIN -> weight.main(episode.undiscounted());
            case TWIN -> {
                weight.twin(episode.undiscounted());
                weight.beyondTeacher(follower.beyond(episode));
                judge.ifPresentOrElse(j -> weight.update(j.gap()), weight::update);
                student.weigh(weight.value());
            }
            case EXPLORING -> excursion.ended(episode.length()); // its return says what was tried, not what is known
        }
    }

    @Override
    public void sweep() {
        student.sweep();
        twin.sweep();
        follower.sweep();
    }

    @Override
    public TablePolicy policy() {
        return student.policy();
    }

    @Override
    public double weight() {
        return weight.value();
    }

    @Override
    public double gap() {
        return weight.gap();
    }
}
