package dev.hone.imitate.augment;

import dev.hone.core.HoneException;
import dev.hone.episodes.Episode;
import dev.hone.imitate.Bottleneck;
import dev.hone.imitate.ImitationTask;
import dev.hone.imitate.Layout;
import dev.hone.imitate.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** Demonstrations with their bottlenecks, to draw from. */
final class Candidates {
    /** A stretch to augment, and which bottleneck it begins at. */
    record Pick(Stretch stretch, int bottleneck) {}

    private final List<List<Pick>> demonstrations = new ArrayList<>();
    private final boolean balanced;

    /**
     * Those of whole, successful demonstrations.
     *
     * @throws HoneException if none has a bottleneck, they have no simulator states, or the task has no hand
     */
    Candidates(ImitationTask task, List<Bottleneck> bottlenecks, List<Episode> episodes, boolean balanced) {
        this.balanced = balanced;
        Layout layout = task.requireLayout();
        for (Episode episode : episodes) {
            if (Segment.is(episode) || !episode.success().orElse(true)) {
                continue;
            }
            requireStates(episode);
            List<Pick> picks = new ArrayList<>();
            for (int i = 0; i < bottlenecks.size(); i++) {
                OptionalInt frame = bottlenecks.get(i).frame(episode);
                if (frame.isPresent()) {
                    picks.add(new Pick(Stretch.of(episode, frame.getAsInt(), layout), i));
                }
            }
            if (!picks.isEmpty()) {
                demonstrations.add(picks);
            }
        }
        if (demonstrations.isEmpty()) {
            throw new HoneException(
                    "None of " + episodes.size() + " episodes is a success with one of the bottlenecks " + bottlenecks
                            + ".",
                    "name milestones that 'hone dataset show' lists with --bottlenecks");
        }
    }

    private static void requireStates(Episode episode) {
        if (episode.frames().getFirst().simulator().isEmpty()) {
            throw new HoneException(
                    "The dataset has no simulator states; augmentation goes back to them.",
                    "record it with 'hone assembly demonstrate --out', which keeps them");
        }
    }

    /**
     * A demonstration at random, then one of its bottlenecks with a probability inversely proportional to how often that was augmented already.
     *
     * @param made how often each bottleneck was
     */
    Pick draw(int[] made, RandomGenerator random) {
        List<Pick> picks = demonstrations.get(random.nextInt(demonstrations.size()));
        double sum = picks.stream().mapToDouble(pick -> weight(pick, made)).sum();
        double left = random.nextDouble() * sum;
        for (Pick pick : picks) {
            left -= weight(pick, made);
            if (left < 0) {
                return pick;
            }
        }
        return picks.getLast();
    }

    private double weight(Pick pick, int[] made) {
        return balanced ? 1.0 / (1 + made[pick.bottleneck()]) : 1;
    }
}
