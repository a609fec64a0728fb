package dev.hone.guide.neural;

import dev.hone.learn.Checkpointed;
import dev.hone.learn.EpisodeReplay;
import dev.hone.learn.Snapshot;
import dev.hone.tensor.Tensor;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The twin's optimism. A pupil that learns from reward and a bonus for getting to what is new, {@code optimism R novelty} with R the
 * largest reward seen, which its critics carry back along the way that leads there. It leads exploring episodes and nothing else: the
 * twin learns from what it finds, and is measured without it.
 *
 * <p>It is paid in units in which R is always the same, because how sharply a policy chooses depends on what a nat of entropy is worth
 * beside rewards: small ones would leave it as good as random.
 *
 * @param <B> a batch
 */
final class Explorer<B extends Lived<B>> implements Learnt {
    private final Pupil<B> pupil;
    private final Novelty novelty;
    private final double optimism;
    private final double unit;
    private double largest;

    /** @param unit what R counts as */
    Explorer(Pupil<B> pupil, Novelty novelty, double optimism, double unit) {
        this.pupil = pupil;
        this.novelty = novelty;
        this.optimism = optimism;
        this.unit = unit;
    }

    /** Takes note of what anybody saw; what random actions led to tells only how features are spread. */
    void see(boolean blind, float[] features) {
        if (blind) {
            novelty.prepare(features);
        } else {
            novelty.see(features);
        }
    }

    /** Takes note of what anybody earned. */
    void hear(EpisodeReplay.Episode episode) {
        largest = Math.max(largest, episode.largestReward());
    }

    void learn(B batch, RandomGenerator random) {
        Tensor bonus = novelty.of(batch.led()).mul(unit * optimism);
        Tensor rewards = batch.rewards().mul(largest > 0 ? unit / largest : 0); // all are 0 otherwise
        pupil.learn(batch.paying(rewards.add(bonus)), 0, random);
    }

    Performer performer() {
        return pupil.performer();
    }

    void refresh() {
        pupil.refresh();
    }

    @Override
    public void parts(String name, Map<String, Checkpointed.Part> to) {
        pupil.parts(name, to);
        novelty.parts(name + "-novelty", to);
        to.put(
                name + "-largest",
                Checkpointed.Part.of(
                        (Snapshot.Writer writer) -> writer.put(largest), from -> largest = from.nextDouble()));
    }

    @Override
    public void close() {
        pupil.close();
    }
}
