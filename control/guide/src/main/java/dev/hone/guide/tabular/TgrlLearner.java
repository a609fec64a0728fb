package dev.hone.guide.tabular;

import dev.hone.core.DualVariable;
import dev.hone.guide.MethodConstants;
import dev.hone.guide.ReturnGap;
import dev.hone.guide.TeacherWeight;
import dev.hone.learn.TablePolicy;
import java.util.random.RandomGenerator;

/**
 * TGRL with an independent twin (Shenfeld et al. 2023, section 4, in tables). Episodes alternate: the student's, the twin's; every
 * second one of the twin's explores. Both learn from all of them: that sharing is what lets either learn from what the other
 * finds. After each episode in which the twin did its best the weight moves by the gap between the two; where they tie, it falls
 * if the twin earned more than the teacher's advice is worth.
 */
final class TgrlLearner implements Learner {
    private static final int CYCLE = 4;

    private final Student student;
    private final Twin twin;
    private final Follower follower;
    private final TeacherWeight weight;
    private int explored = 1;
    private int step;
    private int setsOut;
    private int handsOver;

    TgrlLearner(Knowledge knowledge, MethodConstants constants) {
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
        student.weigh(weight.value());
    }

    @Override
    public Turn turn(long episode) {
        step = 0;
        return switch ((int) (episode % CYCLE)) {
            case 1 -> Turn.EXPLORING;
            case 3 -> Turn.TWIN;
            default -> Turn.MAIN;
        };
    }

    @Override
    public int act(Turn turn, int state, RandomGenerator random) {
        return switch (turn) {
            case MAIN -> student.act(state, random);
            case TWIN -> twin.act(state, false, random);
            case EXPLORING -> explore(state, random);
        };
    }

    /**
     * The student leads to a random step, the twin goes from there to where little is known, and at another random step the
     * student takes over again: so what lies beside the teacher's ways is found, and what it is good for.
     */
    private int explore(int state, RandomGenerator random) {
        if (step++ == 0) {
            setsOut = random.nextInt(explored);
            handsOver = setsOut + random.nextInt(2 * explored);
        }
        boolean out = step > setsOut && step <= handsOver;
        return out ? twin.act(state, true, random) : student.act(state, random);
    }

    @Override
    public void hear(Turn turn, EpisodeRecord episode) {
        switch (turn) {
            case MAIN -> weight.main(episode.undiscounted());
            case TWIN -> {
                weight.twin(episode.undiscounted());
                weight.beyondTeacher(follower.beyond(episode));
                weight.update();
                student.weigh(weight.value());
            }
            case EXPLORING -> explored = episode.length(); // its return says what was tried, not what is known
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
