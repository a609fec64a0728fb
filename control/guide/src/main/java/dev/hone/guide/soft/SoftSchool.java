package dev.hone.guide.soft;

import dev.hone.core.Seeds;
import dev.hone.guide.Teacher;
import dev.hone.guide.neural.NeuralConstants;
import dev.hone.guide.neural.Pupil;
import dev.hone.guide.neural.RewardPupil;
import dev.hone.guide.neural.School;
import dev.hone.learn.ActionScale;
import dev.hone.learn.EpisodeBatch;
import dev.hone.learn.EpisodeReplay;
import dev.hone.learn.Features;
import dev.hone.learn.Replay;
import dev.hone.learn.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Pupils for real-valued actions. */
public final class SoftSchool implements School<SoftBatch> {
    private final Space observations;
    private final Space.Box actions;
    private final ActionScale scale;
    private final List<Integer> hidden;
    private final double gamma;
    private final NeuralConstants constants;
    private final Replay.Batch drawn;

    /**
     * A school for one environment.
     *
     * @param hidden widths of the hidden layers of actors and critics
     * @param gamma discount
     */
    public SoftSchool(
            Space observations, Space.Box actions, List<Integer> hidden, double gamma, NeuralConstants constants) {
        if (!actions.bounded()) {
            throw new IllegalArgumentException("every action needs two ends, not " + actions);
        }
        this.observations = observations;
        this.actions = actions;
        this.hidden = List.copyOf(hidden);
        this.gamma = gamma;
        this.constants = constants;
        scale = new ActionScale(actions);
        int width = Features.width(observations) + Teacher.size(actions);
        drawn = new Replay.Batch(constants.batchSteps(), width, actions.size());
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
        return actions.size();
    }

    @Override
    public void explore(RandomGenerator random, float[] raw) {
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (float) (2 * random.nextDouble() - 1);
        }
    }

    @Override
    public void toAction(float[] raw, float[] action) {
        scale.write(raw, 0, action, 0);
    }

    @Override
    public int stepsPerUpdate() {
        return constants.stepsPerUpdate();
    }

    /** None: the policy's own spread explores. */
    @Override
    public double randomMoves() {
        return 0;
    }

    @Override
    public SoftBatch batch(EpisodeReplay replay, RandomGenerator random) {
        replay.draw(random, drawn);
        return SoftBatch.of(drawn, actions);
    }

    @Override
    public SoftBatch batch(EpisodeBatch episodes) {
        return SoftBatch.of(Replay.Batch.of(episodes), actions);
    }

    @Override
    public RewardPupil<SoftBatch> guided(Seeds seeds) {
        return new SoftStudent(actor(seeds), critics(2, seeds), temperature(), gamma, true);
    }

    @Override
    public RewardPupil<SoftBatch> alone(Seeds seeds) {
        return new SoftStudent(actor(seeds), critics(1, seeds), temperature(), gamma, false);
    }

    @Override
    public Pupil<SoftBatch> imitator(Seeds seeds) {
        return new SoftImitator(actor(seeds));
    }

    @Override
    public Pupil<SoftBatch> advisor(Seeds seeds, double sharpness) {
        return new SoftAdvisor(
                actor(seeds),
                critics(1, seeds),
                temperature(),
                new SoftImitator(actor(seeds.child("imitator"))),
                gamma,
                sharpness);
    }

    private SoftActor actor(Seeds seeds) {
        List<Integer> widths = widths(Features.width(observations), 2 * actions.size());
        return new SoftActor(observations, actions, widths, constants.actorRate(), seeds.child("actor"));
    }

    private SoftCritics critics(int pairs, Seeds seeds) {
        List<Integer> widths = widths(Features.width(observations) + actions.size(), 1);
        return new SoftCritics(pairs, widths, constants.criticRate(), constants.tau(), seeds.child("critics"));
    }

    private Temperature temperature() {
        return new Temperature(
                constants.firstTemperature(), constants.targetEntropy() * actions.size(), constants.actorRate());
    }

    private List<Integer> widths(int in, int out) {
        List<Integer> widths = new ArrayList<>(List.of(in));
        widths.addAll(hidden);
        widths.add(out);
        return widths;
    }
}
