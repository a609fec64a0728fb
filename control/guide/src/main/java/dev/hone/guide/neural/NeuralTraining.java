package dev.hone.guide.neural;

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
import dev.hone.learn.Checkpoint;
import dev.hone.learn.Checkpointed;
import dev.hone.learn.EpisodeReplay;
import dev.hone.learn.Episodes;
import dev.hone.learn.Features;
import dev.hone.learn.Policy;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Snapshot;
import dev.hone.learn.SpaceCard;
import dev.hone.learn.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/**
 * Training of one method with networks: an episode, then the updates that are due for its steps, until the budget is spent. The
 * first episodes are random. Every step of every policy counts; report episodes count for nobody and nothing is learnt from them.
 * The whole state can go to a checkpoint between two episodes; a training that goes on from it ends with the same bytes.
 */
public final class NeuralTraining implements Training, Checkpointed {
    private static final int POINTS = 20;
    private static final int CURVE_EPISODES = 20;
    private static final int REPORT_EPISODES = 100;

    private final TaughtEnvironment environment;
    private final TaughtEnvironment stage;
    private final String teacherName;
    private final Teacher teacher;
    private final Method method;
    private final MethodConstants constants;
    private final Training.Budget budget;
    private final Seeds seeds;
    private final Optional<Path> checkpoint;
    private final School<?> school;
    private final Course course;
    private final EpisodeReplay replay;
    private final RandomStream random;
    private final List<GuideResult.Point> curve = new ArrayList<>();
    private long steps;
    private long unlearnt;
    private int mainEpisodes;
    private int twinEpisodes;

    /**
     * Prepares a training; it makes two environments, one to learn in and one for reports.
     *
     * @param checkpoint folder to keep the state in at each point of the curve, and to go on from if it is there
     */
    public NeuralTraining(
            Supplier<? extends TaughtEnvironment> make,
            String teacher,
            Method method,
            MethodConstants constants,
            Training.Budget budget,
            Seeds seeds,
            Optional<Path> checkpoint) {
        environment = make.get();
        stage = make.get();
        teacherName = teacher;
        this.teacher = Teachers.of(environment, teacher);
        this.method = method;
        this.constants = constants;
        this.budget = budget;
        this.seeds = seeds;
        this.checkpoint = checkpoint;
        School<?> own = Schools.of(environment, constants);
        school = own;
        course = Courses.of(method, own, constants, seeds.child("weights"));
        int width = Features.width(environment.observations()) + Teacher.size(environment.actions());
        replay = new EpisodeReplay(constants.networks().capacity(), width, own.actionSize());
        random = new RandomStream(seeds.child("actions").asLong());
    }

    @Override
    public GuideResult run(Listener listener) {
        checkpoint.filter(Files::exists).ifPresent(folder -> Checkpoint.load(this, folder));
        listener.begin(method.name() + " in " + environment.name(), curve.size(), POINTS);
        while (spent() < 1) {
            Optional<Turn> turn = turn();
            EpisodeReplay.Episode episode = play(turn);
            replay.add(episode);
            count(turn, episode.length());
            turn.ifPresent(whose -> course.hear(whose, episode, replay, random));
            learn(episode.length());
            int before = curve.size();
            while (curve.size() < POINTS && spent() >= (curve.size() + 1.0) / POINTS) {
                curve.add(point());
                listener.advance(1);
            }
            if (curve.size() > before && spent() < 1) {
                checkpoint.ifPresent(folder -> Checkpoint.save(this, folder));
            }
        }
        listener.end();
        return result();
    }

    private double spent() {
        return budget.spent(episodes(), steps);
    }

    private int episodes() {
        return mainEpisodes + twinEpisodes;
    }

    /** Whose turn it is; nobody's while actions are random. */
    private Optional<Turn> turn() {
        int after = episodes() - constants.networks().firstEpisodes();
        return after < 0 ? Optional.empty() : Optional.of(course.turn(after));
    }

    private void count(Optional<Turn> turn, int length) {
        boolean main = turn.filter(whose -> whose == Turn.MAIN).isPresent();
        steps += length;
        mainEpisodes += main ? 1 : 0;
        twinEpisodes += main ? 0 : 1;
    }

    private EpisodeReplay.Episode play(Optional<Turn> turn) {
        boolean blind = turn.isEmpty();
        Performer performer = course.performer(turn.orElse(Turn.MAIN));
        double moves = turn.filter(whose -> whose == Turn.EXPLORING).isPresent() ? 0 : school.randomMoves();
        EpisodeReplay.Episode episode = replay.episode();
        float[] seen = new float[Features.width(environment.observations()) + Teacher.size(environment.actions())];
        float[] raw = new float[school.actionSize()];
        float[] action = new float[environment.actions().size()];
        Step step = new Step(environment.observations());
        environment.reset(seeds.child("episodes").child(episodes()).asLong(), step.observation());
        step.set(0, false, false);
        performer.begin();
        while (!step.ended()) {
            look(blind, step, seen);
            performer.act(seen, random, raw); // at every step, because some remember what they see
            if (blind || random.nextDouble() < moves) {
                school.explore(random, raw);
            }
            performer.did(raw);
            school.toAction(raw, action);
            environment.step(action, step);
            episode.add(seen, raw, step.reward());
        }
        look(blind, step, seen);
        episode.end(seen, step.terminated());
        return episode;
    }

    /** Sees: features of the observation, and behind them the teacher's advice, which students don't look at. */
    private void look(boolean blind, Step step, float[] seen) {
        Features.write(environment.observations(), step.observation(), 0, seen, 0);
        double[] advice = new double[Teacher.size(environment.actions())];
        teacher.advise(advice);
        int width = seen.length - advice.length;
        for (int i = 0; i < advice.length; i++) {
            seen[width + i] = (float) advice[i];
        }
        course.see(blind, seen);
    }

    private void learn(int newSteps) {
        if (episodes() < constants.networks().firstEpisodes()) {
            return;
        }
        unlearnt += newSteps;
        while (unlearnt >= school.stepsPerUpdate()) {
            course.update(replay, random);
            unlearnt -= school.stepsPerUpdate();
        }
        course.refresh();
    }

    private GuideResult.Point point() {
        double mean = mean(CURVE_EPISODES, seeds.child("curve").child(curve.size()));
        return new GuideResult.Point(steps, environment.scale().score(mean), course.weight(), course.gap());
    }

    private double mean(int count, Seeds report) {
        return Arrays.stream(Episodes.returns(stage, course.policy(), count, report))
                .average()
                .orElse(Double.NaN);
    }

    private GuideResult result() {
        double mean = mean(REPORT_EPISODES, seeds.child("report"));
        return new GuideResult(
                environment.name(),
                method.name(),
                steps,
                mainEpisodes,
                twinEpisodes,
                REPORT_EPISODES,
                mean,
                environment.scale().score(mean),
                curve.stream().mapToDouble(GuideResult.Point::score).average().orElse(Double.NaN),
                course.weight(),
                curve);
    }

    @Override
    public Policy policy() {
        return course.policy();
    }

    @Override
    public Identity identity() {
        return new Identity(
                "guide " + method.name(),
                environment.name(),
                SpaceCard.of(environment.observations()),
                SpaceCard.of(environment.actions()),
                1,
                teacherName + " " + budget + " " + seeds.asLong() + " " + constants);
    }

    @Override
    public SequencedMap<String, Part> parts() {
        var parts = new LinkedHashMap<String, Part>();
        course.parts(parts);
        parts.put("replay", replay);
        parts.put("progress", Part.of(this::save, this::restore));
        return parts;
    }

    private void save(Snapshot.Writer to) {
        to.put(steps).put(unlearnt).put((long) mainEpisodes).put((long) twinEpisodes);
        random.save(to);
        course.save(to);
        to.put((long) curve.size());
        for (GuideResult.Point point : curve) {
            to.put(point.steps()).put(point.score()).put(point.weight()).put(point.gap());
        }
    }

    private void restore(Snapshot.Reader from) {
        steps = from.nextLong();
        unlearnt = from.nextLong();
        mainEpisodes = (int) from.nextLong();
        twinEpisodes = (int) from.nextLong();
        random.restore(from);
        course.restore(from);
        long points = from.nextLong();
        curve.clear();
        for (long i = 0; i < points; i++) {
            curve.add(new GuideResult.Point(from.nextLong(), from.nextDouble(), from.nextDouble(), from.nextDouble()));
        }
    }

    @Override
    public void loaded() {
        course.refresh();
    }

    @Override
    public void close() {
        course.close();
        teacher.close();
        environment.close();
        stage.close();
    }
}
