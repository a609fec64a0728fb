package dev.hone.budget.arms;

import dev.hone.core.statistics.Interval;
import java.util.Locale;

/**
 * How one kind of query is routed, and whether that may be done.
 *
 * <p>It may if the router gained where it was tried, even if that could be chance. To ask for more costs more than it saves:
 * kinds never seen are tested on as many draws as there are groups, and a test at 95 % misses most real gains there. To ask
 * for no more is cheap, because head and forecasts were never chosen by what they are tried on, so the estimate is as
 * often too low as too high: a router that truly loses d standard errors is let through with chance Phi(-d), and
 * {@code d Phi(-d)} is at most 0.17 standard errors, whatever d is.
 *
 * @param head what reads qualities off a neighbourhood
 * @param gain quality over the best fixed mix of arms at equal cost, mean over the shares tried, on fitting queries that were
 *     held out the way this kind is unknown; undefined where that could not be tried
 */
public record Regime(ArmHead head, Interval gain) {
    /** Whether the head gained where it was tried; where not, the best fixed mix is used. */
    public boolean supported() {
        return gain.isDefined() && gain.estimate() > 0;
    }

    /** One clause: what is done, and why. */
    public String reason() {
        if (!gain.isDefined()) {
            return "fixed mix: there are too few groups to try a router on";
        }
        String measured = String.format(Locale.ROOT, "%+.3f [%+.3f, %+.3f]", gain.estimate(), gain.low(), gain.high());
        if (!supported()) {
            return "fixed mix: held out, a router did not gain, " + measured;
        }
        return "router: held out, it gained " + measured + " over the best fixed mix"
                + (gain.low() > 0 ? "" : ", which could be chance");
    }
}
