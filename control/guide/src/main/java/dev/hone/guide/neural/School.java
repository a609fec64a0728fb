package dev.hone.guide.neural;

import dev.hone.core.Seeds;
import dev.hone.learn.EpisodeBatch;
import dev.hone.learn.EpisodeReplay;
import java.util.random.RandomGenerator;

/**
 * The kinds of pupils there are for one form of student.
 *
 * @param <B> a batch, as tensors of an open scope
 */
public interface School<B extends Lived<B>> {
    /** Discount. */
    double gamma();

    /** How many features a student sees. */
    int width();

    /** How many floats a raw action has. */
    int actionSize();

    /** Draws a raw action that knows nothing. */
    void explore(RandomGenerator random, float[] raw);

    /** Writes the environment's action for a raw one. */
    void toAction(float[] raw, float[] action);

    /** Environment steps between updates. */
    int stepsPerUpdate();

    /** Share of steps at which the loop puts a random action in the place of a pupil's. */
    double randomMoves();

    /** A batch for one update, in the innermost scope. */
    B batch(EpisodeReplay replay, RandomGenerator random);

    /** All steps of these episodes, time first, in the innermost scope; steps after an episode's end are there and mean nothing. */
    B batch(EpisodeBatch episodes);

    /** Learns from reward and, with a weight, from the teacher. */
    RewardPupil<B> guided(Seeds seeds);

    /** Learns from reward alone. */
    RewardPupil<B> alone(Seeds seeds);

    /** Learns from the teacher alone. */
    Pupil<B> imitator(Seeds seeds);

    /** Follows the teacher where an imitator can, reward elsewhere. */
    Pupil<B> advisor(Seeds seeds, double sharpness);
}
