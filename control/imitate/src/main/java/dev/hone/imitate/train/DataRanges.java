package dev.hone.imitate.train;

import dev.hone.episodes.Episode;
import dev.hone.learn.Space;
import java.util.Arrays;
import java.util.List;

/**
 * The ends of what was recorded, for data of no known task.
 *
 * @param states smallest and largest of each number seen
 * @param actions smallest and largest of each number done
 */
public record DataRanges(Space.Box states, Space.Box actions) {
    /** Those of all frames of the episodes, of which there is at least one. */
    public static DataRanges of(List<Episode> episodes) {
        Ends states = new Ends(episodes.getFirst().frames().getFirst().state().length);
        Ends actions = new Ends(episodes.getFirst().frames().getFirst().action().length);
        for (Episode episode : episodes) {
            for (Episode.Frame frame : episode.frames()) {
                states.add(frame.state());
                actions.add(frame.action());
            }
        }
        return new DataRanges(states.box(), actions.box());
    }

    private static final class Ends {
        private final float[] low;
        private final float[] high;

        Ends(int width) {
            low = new float[width];
            high = new float[width];
            Arrays.fill(low, Float.POSITIVE_INFINITY);
            Arrays.fill(high, Float.NEGATIVE_INFINITY);
        }

        void add(float[] numbers) {
            for (int i = 0; i < low.length; i++) {
                low[i] = Math.min(low[i], numbers[i]);
                high[i] = Math.max(high[i], numbers[i]);
            }
        }

        Space.Box box() {
            return new Space.Box(low, high);
        }
    }
}
