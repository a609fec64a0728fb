package dev.hone.guide.tabular;

import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.guide.GuideResult;
import dev.hone.guide.Method;
import dev.hone.guide.MethodConstants;
import dev.hone.guide.TaughtEnvironment;
import dev.hone.guide.Teacher;
import dev.hone.guide.Teachers;
import dev.hone.guide.Training;
import dev.hone.guide.Turn;
import dev.hone.learn.Episodes;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Space;
import dev.hone.learn.Step;
import dev.hone.learn.TablePolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Training of one method in one environment: an episode, then learning from it and from some old ones, until the budget is
 * spent. Every step of every policy counts against the budget. Report episodes show how a policy does; they count for nobody
 * and nothing is learnt from them.
 */
public final class GuideTraining implements Training {
    private static final int CHECKPOINTS = 20;
    private static final int CURVE_EPISODES = 20;
    private static final int REPORT_EPISODES = 100;

    private final TaughtEnvironment environment;
    private final TaughtEnvironment stage;
    private final Teacher teacher;
    private final Method method;
    private final MethodConstants constants;
    private final Training.Budget budget;
    private final Seeds seeds;
    private final Experience experience;
    private final TeacherMemory teacherMemory;
    private final Learner learner;
    private final List<GuideResult.Point> curve = new ArrayList<>();
    private long steps;
    private int mainEpisodes;
    private int twinEpisodes;

    /** Prepares a training; it makes two environments, one to learn in and one for reports. */
    public GuideTraining(
            Supplier<? extends TaughtEnvironment> make,
            String teacher,
            Method method,
            MethodConstants constants,
            Training.Budget budget,
            Seeds seeds) {
        environment = make.get();
        stage = make.get();
        this.teacher = Teachers.of(environment, teacher);
        this.method = method;
        this.constants = constants;
        this.budget = budget;
        this.seeds = seeds;
        int states = count(environment.observations());
        int actions = count(environment.actions());
        experience = new Experience(states, actions);
        teacherMemory = new TeacherMemory(states, actions);
        double gamma = environment.scale().gamma();
        double forEver = -2 / (1 - gamma);
        var knowledge = new Learner.Knowledge(
                experience,
                teacherMemory,
                gamma,
                constants.firstValue() * forEver,
                constants.guidedValue() * forEver,
                constants.optimism());
        learner = Learner.of(method, knowledge, constants);
    }

    private static int count(Space space) {
        if (space instanceof Space.Discrete discrete) {
            return discrete.count();
        }
        throw new IllegalArgumentException("a table of " + space);
    }

    @Override
    public GuideResult run(Listener listener) {
        listener.begin(method.name() + " in " + environment.name(), 0, CHECKPOINTS);
        RandomStream random = new RandomStream(seeds.child("actions").asLong());
        double spent = 0;
        while (spent < 1) {
            Turn turn = learner.turn(episodes());
            EpisodeRecord episode = play(turn, random);
            experience.see(episode);
            learner.hear(turn, episode);
            for (int sweep = 0; sweep < constants.sweeps(); sweep++) {
                learner.sweep();
            }
            spent = budget.spent(episodes(), steps);
            while (curve.size() < CHECKPOINTS && spent >= (curve.size() + 1.0) / CHECKPOINTS) {
                curve.add(point());
                listener.advance(1);
            }
        }
        listener.end();
        return result();
    }

    private int episodes() {
        return mainEpisodes + twinEpisodes;
    }

    private EpisodeRecord play(Turn turn, RandomStream random) {
        int actions = count(environment.actions());
        EpisodeRecord episode = new EpisodeRecord(actions);
        double[] advice = new double[actions];
        float[] action = new float[1];
        Step step = new Step(environment.observations());
        environment.reset(seeds.child("episodes").child(episodes()).asLong(), step.observation());
        step.set(0, false, false);
        while (!step.ended()) {
            int state = (int) step.observation()[0];
            teacher.advise(advice);
            teacherMemory.listen(state, advice);
            boolean atRandom = turn != Turn.EXPLORING && random.nextDouble() < constants.randomMoves();
            int choice = atRandom ? random.nextInt(actions) : learner.act(turn, state, random);
            action[0] = choice;
            environment.step(action, step);
            episode.add(state, choice, step.reward(), advice);
        }
        episode.end((int) step.observation()[0], step.terminated());
        steps += episode.length();
        mainEpisodes += turn == Turn.MAIN ? 1 : 0;
        twinEpisodes += turn == Turn.MAIN ? 0 : 1;
        return episode;
    }

    private GuideResult.Point point() {
        double mean = mean(CURVE_EPISODES, seeds.child("curve").child(curve.size()));
        return new GuideResult.Point(steps, environment.scale().score(mean), learner.weight(), learner.gap());
    }

    private double mean(int episodes, Seeds report) {
        return Arrays.stream(Episodes.returns(stage, learner.policy(), episodes, report))
                .average()
                .orElse(Double.NaN);
    }

    private GuideResult result() {
        double mean = mean(REPORT_EPISODES, seeds.child("report"));
        double area =
                curve.stream().mapToDouble(GuideResult.Point::score).average().orElse(Double.NaN);
        return new GuideResult(
                environment.name(),
                method.name(),
                steps,
                mainEpisodes,
                twinEpisodes,
                REPORT_EPISODES,
                mean,
                environment.scale().score(mean),
                area,
                learner.weight(),
                curve);
    }

    @Override
    public TablePolicy policy() {
        return learner.policy();
    }

    @Override
    public void close() {
        teacher.close();
        environment.close();
        stage.close();
    }
}
