package dev.hone.guide.recurrent;

import dev.hone.guide.neural.Lived;
import dev.hone.learn.EpisodeBatch;
import dev.hone.tensor.Tensor;

/**
 * Whole episodes as tensors, filled up to the longest.
 *
 * @param seen features and the last choice as zeros and a one, [time + 1, batch, width + actions]
 * @param advice the teacher's log-probabilities, [time + 1, batch, actions]
 * @param actions what was chosen, int64, [time, batch, 1]
 * @param rewards [time, batch]
 * @param going 0 where nothing can follow, 1 elsewhere, [time, batch]
 * @param shares 1 over the number of steps that were lived, 0 after an episode's end, [time, batch]
 */
record Sequences(Tensor seen, Tensor advice, Tensor actions, Tensor rewards, Tensor going, Tensor shares)
        implements Lived<Sequences> {
    static Sequences of(EpisodeBatch batch, int choices) {
        int n = batch.count();
        int time = batch.time();
        int row = batch.features().length / ((time + 1) * n);
        int width = row - choices;
        float[] seen = new float[(time + 1) * n * row];
        float[] advice = new float[(time + 1) * n * choices];
        for (int k = 0; k < (time + 1) * n; k++) {
            System.arraycopy(batch.features(), k * row, seen, k * row, width);
            System.arraycopy(batch.features(), k * row + width, advice, k * choices, choices);
            if (k >= n && batch.lived()[k - n] == 1) {
                seen[k * row + width + (int) batch.actions()[k - n]] = 1;
            }
        }
        Tensor lived = Tensor.of(batch.lived(), time, n);
        return new Sequences(
                Tensor.of(seen, time + 1, n, row),
                Tensor.of(advice, time + 1, n, choices),
                Tensor.of(batch.actions(), time, n, 1).toLong(),
                Tensor.of(batch.rewards(), time, n),
                Tensor.of(batch.terminated(), time, n).neg().add(1),
                lived.div(lived.sum()));
    }

    @Override
    public Tensor led() {
        return after(seen).narrow(2, 0, seen.size(2) - advice.size(2));
    }

    @Override
    public Sequences paying(Tensor others) {
        return new Sequences(seen, advice, actions, others, going, shares);
    }

    long time() {
        return rewards.size(0);
    }

    /** All but the last moment: where something was done. */
    Tensor before(Tensor all) {
        return all.narrow(0, 0, time());
    }

    /** All but the first moment: what a step led to. */
    Tensor after(Tensor all) {
        return all.narrow(0, 1, time());
    }

    /** Mean over the steps that were lived of values [time, batch]. */
    Tensor mean(Tensor values) {
        return values.mul(shares).sum();
    }
}
