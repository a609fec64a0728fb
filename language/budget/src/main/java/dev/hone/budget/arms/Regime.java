package dev.hone.budget.arms;

import dev.hone.core.statistics.Interval;
import java.util.Locale;

/**
 * How one kind of query is routed, and whether that may be done.
 *
 * @param head what reads qualities off a neighbourhood
 * @param gain quality over the best fixed mix of arms at equal cost, mean over the shares tried, on fitting queries that were
 *     held out the way this kind is unknown; undefined where that could not be tried
 */
public record Regime(ArmHead head, Interval gain) {
    /** Whether the head gained beyond chance where it was tried; where not, the best fixed mix is used. */
    public boolean supported() {
        return gain.isDefined() && gain.low() > 0;
    }

    /** One clause: what is done, and why. */
    public String reason() {
        if (!gain.isDefined()) {
            return "fixed mix: there are too few groups to try a router on";
        }
        String measured = String.format(Locale.ROOT, "%+.3f [%+.3f, %+.3f]", gain.estimate(), gain.low(), gain.high());
        return supported()
                ? "router: held out, it gained " + measured + " over the best fixed mix"
                : "fixed mix: held out, a router's gain was not beyond chance, " + measured;
    }
}
