package dev.hone.guide.recurrent;

import dev.hone.core.Seeds;
import dev.hone.guide.MethodConstants;
import dev.hone.guide.neural.NeuralConstants;
import dev.hone.guide.neural.Pupil;
import dev.hone.guide.neural.RewardPupil;
import dev.hone.guide.neural.School;
import dev.hone.learn.EpisodeBatch;
import dev.hone.learn.EpisodeReplay;
import dev.hone.learn.Features;
import dev.hone.learn.Space;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Pupils that remember, for choices. */
public final class RecurrentSchool implements School<Sequences> {
    private final Space observations;
    private final Space.Discrete actions;
    private final int memory;
    private final double gamma;
    private final double randomMoves;
    private final NeuralConstants constants;

    /**
     * A school for one environment.
     *
     * @param memory width of what a pupil remembers
     * @param gamma discount
     */
    public RecurrentSchool(
            Space observations, Space.Discrete actions, int memory, double gamma, MethodConstants constants) {
        this.observations = observations;
        this.actions = actions;
        this.memory = memory;
        this.gamma = gamma;
        this.randomMoves = constants.randomMoves();
        this.constants = constants.networks();
    }

    @Override
    public double gamma() {
        return gamma;
    }

    @Override
    public int width() {
        return Features.width(observations);
    }

    @Override
    public int actionSize() {
        return 1;
    }

    @Override
    public void explore(RandomGenerator random, float[] raw) {
        raw[0] = random.nextInt(actions.count());
    }

    @Override
    public void toAction(float[] raw, float[] action) {
        action[0] = raw[0];
    }

    @Override
    public int stepsPerUpdate() {
        return constants.stepsPerSequenceUpdate();
    }

    @Override
    public double randomMoves() {
        return randomMoves;
    }

    @Override
    public Sequences batch(EpisodeReplay replay, RandomGenerator random) {
        return batch(replay.draw(random, constants.batchEpisodes()));
    }

    @Override
    public Sequences batch(EpisodeBatch episodes) {
        return Sequences.of(episodes, actions.count());
    }

    @Override
    public RewardPupil<Sequences> guided(Seeds seeds) {
        return student(seeds, Optional.of(critics(seeds.child("teacher"))));
    }

    @Override
    public RewardPupil<Sequences> alone(Seeds seeds) {
        return student(seeds, Optional.empty());
    }

    private RewardPupil<Sequences> student(Seeds seeds, Optional<SequenceCritics> teacher) {
        return new SequenceStudent(
                actor(seeds), critics(seeds.child("reward")), teacher, gamma, constants.choiceTemperature());
    }

    @Override
    public Pupil<Sequences> imitator(Seeds seeds) {
        return new SequenceImitator(actor(seeds));
    }

    @Override
    public Pupil<Sequences> advisor(Seeds seeds, double sharpness) {
        return new SequenceAdvisor(
                actor(seeds),
                critics(seeds.child("reward")),
                new SequenceImitator(actor(seeds.child("imitator"))),
                gamma,
                constants.choiceTemperature(),
                sharpness);
    }

    private SequenceActor actor(Seeds seeds) {
        return new SequenceActor(observations, actions, memory, constants.actorRate(), seeds.child("actor"));
    }

    private SequenceCritics critics(Seeds seeds) {
        return new SequenceCritics(
                Features.width(observations) + actions.count(),
                memory,
                actions.count(),
                constants.valueUnit(),
                constants.criticRate(),
                constants.tau(),
                seeds);
    }
}
