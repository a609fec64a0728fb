package dev.hone.steer.fit;

import dev.hone.core.HoneException;
import dev.hone.steer.head.Head;

/**
 * How a value is learnt.
 *
 * @param head what kind of value
 * @param lambda of TD(lambda), in [0, 1]; the first of several passes goes by 1, since values that know nothing yet have nothing to hand on
 * @param passes over the samples, of the value and then of the advantage, at least 1
 * @param inner width of the networks
 * @param rank numbers of a token's key
 * @param batch texts whose targets are made together
 * @param steps of descent on each batch
 * @param rate highest learning rate
 * @param decay weight decay
 */
public record FitSettings(
        Head head, double lambda, int passes, int inner, int rank, int batch, int steps, double rate, double decay) {
    public static final FitSettings DEFAULT = new FitSettings(Head.Q, 0.95, 4, 128, 16, 32, 2, 2e-3, 0.1);

    public FitSettings {
        if (!(lambda >= 0 && lambda <= 1)) {
            throw new HoneException("--lambda is " + lambda + ".", "give a number from 0 to 1; 0.95 is usual");
        }
        if (passes < 1) {
            throw new HoneException("--passes is " + passes + ".", "give at least 1");
        }
        if (inner < 1 || rank < 1 || batch < 1 || steps < 1 || !(rate > 0) || !(decay >= 0)) {
            throw new IllegalArgumentException("networks of " + inner + " and " + rank + ", batches of " + batch);
        }
    }

    public FitSettings with(Head other) {
        return new FitSettings(other, lambda, passes, inner, rank, batch, steps, rate, decay);
    }

    public FitSettings with(double otherLambda, int otherPasses) {
        return new FitSettings(head, otherLambda, otherPasses, inner, rank, batch, steps, rate, decay);
    }
}
