package dev.hone.steer.decode;

import dev.hone.steer.Candidates;
import dev.hone.transformer.Rows;
import java.util.Arrays;

/**
 * One token's distribution, tilted: {@code q(a) = p(a) exp(b(a)) / Z} with bonus b of the candidates, 0 of the others.
 *
 * <p>The bonus goes on the raw logits; temperature, top-k and top-p come after. As others keep bonus 0,
 * {@code Z = 1 + sum over candidates of p (exp(b) - 1)}, and the divergence {@code KL(q || p) = sum of q b - ln Z} needs the
 * candidates only: it is exact and nearly free. Where the others can be drawn, scaling all bonuses by a factor from 0 to 1 moves it from 0 upwards without a fall, so
 * a limit can be met by looking for the scale. For one thread; allocates nothing once made.
 */
public final class Tilt {
    private static final int STEPS = 40;
    private static final double PRECISION = 1e-6;

    private final TiltSettings settings;
    private final CandidateSet candidates;
    private final double[] bonus;
    private final float[] steered;
    private final Rows rows;
    private double logZ;
    private double divergence;

    /** @param vocabulary logits of a row */
    public Tilt(TiltSettings settings, int vocabulary) {
        this.settings = settings;
        candidates = new CandidateSet(settings.candidates(), vocabulary);
        bonus = new double[candidates.most()];
        steered = new float[vocabulary];
        rows = new Rows(steered, 0, vocabulary);
    }

    /** Most candidates that there can be. */
    public int most() {
        return bonus.length;
    }

    /** Begins a token with the frozen model's logits, and says who gets a bonus. */
    public Candidates candidates(Rows logits, int row) {
        candidates.choose(logits, row);
        Arrays.fill(bonus, 0, candidates.size(), 0);
        return candidates;
    }

    /** Adds to the bonuses. [candidates] */
    public void add(double[] nats) {
        for (int i = 0; i < candidates.size(); i++) {
            bonus[i] += nats[i];
        }
    }

    /**
     * The tilted logits of the token that {@link #candidates} began.
     *
     * @param allowed most divergence in nats that is left for this token, 0 or more; infinite if there is no limit
     * @return whose row 0 counts, until the next call. [1][vocabulary]
     */
    public Rows apply(Rows logits, int row, double allowed) {
        if (settings.centred()) {
            centre();
        }
        double limit = Math.min(allowed, settings.tokenCap().orElse(Double.POSITIVE_INFINITY));
        double scale = 1;
        if (measure(1) > limit) {
            scale = scale(limit);
            measure(scale);
        }
        if (settings.rest()) {
            System.arraycopy(logits.values(), logits.at(row), steered, 0, steered.length);
        } else {
            Arrays.fill(steered, Float.NEGATIVE_INFINITY);
        }
        for (int i = 0; i < candidates.size(); i++) {
            int id = candidates.id(i);
            bonus[i] *= scale;
            steered[id] = (float) (logits.values()[logits.at(row) + id] + bonus[i]);
        }
        return rows;
    }

    /** {@code KL(q || p)} of the token, in nats. */
    public double divergence() {
        return divergence;
    }

    /** {@code ln q(a) - ln p(a)} of a token that can be drawn, in nats. */
    public double logRatio(int token) {
        if (candidates.whole()) {
            return bonus[token] - logZ;
        }
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.id(i) == token) {
                return bonus[i] - logZ;
            }
        }
        return -logZ;
    }

    private void centre() {
        double sum = 0;
        for (int i = 0; i < candidates.size(); i++) {
            sum += bonus[i];
        }
        double mean = sum / Math.max(1, candidates.size());
        for (int i = 0; i < candidates.size(); i++) {
            bonus[i] -= mean;
        }
    }

    /** The divergence with all bonuses scaled; keeps it, and ln Z. */
    private double measure(double scale) {
        double most = settings.rest() ? 0 : Double.NEGATIVE_INFINITY;
        for (int i = 0; i < candidates.size(); i++) {
            most = Math.max(most, scale * bonus[i]);
        }
        double covered = 0;
        double z = 0; // over exp(most)
        double mean = 0;
        for (int i = 0; i < candidates.size(); i++) {
            double p = candidates.probability(i);
            double weight = p * Math.exp(scale * bonus[i] - most);
            covered += p;
            z += weight;
            mean += weight * scale * bonus[i];
        }
        if (settings.rest()) {
            z += Math.max(0, 1 - covered) * Math.exp(-most);
        }
        logZ = most + Math.log(z);
        divergence = Math.max(0, mean / z - logZ);
        return divergence;
    }

    /**
     * The largest scale within the limit, to a millionth of it: the root of the divergence is nearly linear in the scale, so a secant
     * within a bracket, the end that stays put counted half (Illinois), needs a handful of steps.
     */
    private double scale(double limit) {
        double low = 0;
        double high = 1;
        double below = Math.sqrt(limit); // how far the root is under the limit's at low, over it at high
        double above = Math.sqrt(measure(1)) - Math.sqrt(limit);
        boolean lowMoved = false;
        for (int i = 0; i < STEPS; i++) {
            double middle = low + (high - low) * below / (below + above);
            double root = Math.sqrt(measure(middle));
            double gap = Math.sqrt(limit) - root;
            if (gap >= 0) {
                low = middle;
                below = gap;
                above = lowMoved ? above / 2 : above;
                lowMoved = true;
                if (gap <= PRECISION * Math.sqrt(limit)) {
                    break;
                }
            } else {
                high = middle;
                above = -gap;
                below = lowMoved ? below : below / 2;
                lowMoved = false;
            }
        }
        return low;
    }
}
