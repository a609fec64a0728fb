package dev.hone.lm.sampling;

import dev.hone.core.HoneException;
import java.util.Locale;
import java.util.Optional;

/**
 * What there is of the samples that were asked for, those of earlier attempts included.
 *
 * @param wanted how many were asked for
 * @param samples how many there are
 * @param cut how many of these ended at the token limit
 * @param tokens generated for these, in all
 * @param stopped why samples are missing, if sampling stopped cleanly before the end: a limit of the user's, or an interruption
 */
public record Outcome(long wanted, long samples, long cut, long tokens, Optional<HoneException> stopped) {
    /** Above this share of cut samples a run says so: rewards of cut answers tell little about the model. */
    public static final double CUT_WARNING = 0.02;

    public boolean complete() {
        return samples == wanted;
    }

    /** The share of the samples that were cut, in [0, 1]; 0 if there is none. */
    public double cutShare() {
        return samples == 0 ? 0 : (double) cut / samples;
    }

    /** A line about cut samples, if they are more than {@link #CUT_WARNING} of all. */
    public Optional<String> warning() {
        return cutShare() <= CUT_WARNING
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%d of %d samples (%.1f %%) were cut at the token limit; --max-tokens raises it.",
                        cut,
                        samples,
                        100 * cutShare()));
    }
}
