package dev.hone.episodes;

import dev.hone.core.HoneException;
import java.util.Locale;

/** Whether an episode's frames follow each other without a gap. */
final class Timing {
    /** Seconds by which a step may be off; the format's own tolerance. */
    private static final double TOLERANCE = 1e-4;

    private Timing() {}

    /**
     * Looks at the time stamps of rows {@code start} to {@code start + length - 1}.
     *
     * @throws HoneException if two neighbours are not 1/fps apart
     */
    static void require(double[] stamps, int start, int length, double fps, String place) {
        for (int i = 1; i < length; i++) {
            double before = stamps[start + i - 1];
            double now = stamps[start + i];
            double rounding = 2 * Math.ulp((float) now); // stamps have 32 bits
            if (!(Math.abs(now - before - 1 / fps) <= TOLERANCE + rounding)) {
                throw new HoneException(
                        String.format(
                                Locale.ROOT,
                                "%s: %.4f s lie between frames %d and %d where %s frames a second have %.4f s.",
                                place,
                                now - before,
                                i - 1,
                                i,
                                number(fps),
                                1 / fps),
                        "frames were lost in recording; leave the episode out, or cut it in two there");
            }
        }
    }

    private static String number(double fps) {
        return fps == Math.rint(fps) ? Long.toString((long) fps) : Double.toString(fps);
    }
}
