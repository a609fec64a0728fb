package dev.hone.steer.remote;

import java.util.Locale;

/**
 * What it cost that an endpoint tells its likeliest tokens only.
 *
 * @param places tokens that were chosen
 * @param meanOutside probability of the tokens that it doesn't tell, on average: values can't speak of them
 * @param mostOutside the same at the worst place
 * @param drawnOutside tokens drawn from these, as the endpoint itself says them
 * @param notFound places where it said none of them however often it was asked, so that a told one was drawn
 * @param moreCalls calls beyond one for each token
 * @param reread places where the endpoint reads the text by other tokens than it said it with; 0 where it is given ids
 */
public record Cutoff(
        long places,
        double meanOutside,
        double mostOutside,
        long drawnOutside,
        long notFound,
        long moreCalls,
        long reread) {
    /** One line for a person. */
    public String sentence() {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "Of %,d tokens: the endpoint left %.2f %% of the probability untold on average, %.1f %% at most; %,d came from there;"
                        + " %,d further calls",
                places,
                100 * meanOutside,
                100 * mostOutside,
                drawnOutside,
                moreCalls));
        if (notFound > 0) {
            line.append(String.format(Locale.ROOT, "; %,d were drawn from what it told instead", notFound));
        }
        if (reread > 0) {
            line.append(String.format(
                    Locale.ROOT,
                    "; after %,d (%.1f %%) it read the text by other tokens",
                    reread,
                    100.0 * reread / Math.max(1, places)));
        }
        return line.append('.').toString();
    }
}
