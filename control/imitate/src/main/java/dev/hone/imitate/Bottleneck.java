package dev.hone.imitate;

import dev.hone.core.HoneException;
import dev.hone.episodes.Episode;
import java.util.OptionalInt;

/**
 * A moment of a demonstration at which small errors decide: before a grasp, before an insertion.
 *
 * @param milestone what is reached soon after it
 * @param before how many frames before, at least 0
 */
public record Bottleneck(String milestone, int before) {
    public Bottleneck {
        if (milestone.isBlank() || before < 0) {
            throw new HoneException(
                    "A bottleneck " + before + " frames before '" + milestone + "'.", "write it as 'inserted-4'");
        }
    }

    /**
     * From {@code MILESTONE-FRAMES}, for example {@code inserted-4}.
     *
     * @throws HoneException if it isn't of that form
     */
    public static Bottleneck parse(String text) {
        int dash = text.lastIndexOf('-');
        if (dash > 0 && text.substring(dash + 1).matches("\\d{1,4}")) {
            return new Bottleneck(text.substring(0, dash), Integer.parseInt(text.substring(dash + 1)));
        }
        throw new HoneException(
                "'" + text + "' is no bottleneck.", "write a milestone and frames, such as 'inserted-4'");
    }

    /** Its frame in a demonstration; empty if the milestone wasn't reached, or too early. */
    public OptionalInt frame(Episode demonstration) {
        Integer step = demonstration.milestones().get(milestone);
        int frame = step == null ? -1 : step - before;
        return frame >= 0 && frame < demonstration.length() ? OptionalInt.of(frame) : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return milestone + "-" + before;
    }
}
