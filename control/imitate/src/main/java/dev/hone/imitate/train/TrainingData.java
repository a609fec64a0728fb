package dev.hone.imitate.train;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.episodes.Episode;
import dev.hone.imitate.Layout;
import dev.hone.learn.chunk.ChunkSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a policy is trained on.
 *
 * @param spec the policy's shape
 * @param learnt windows that are learnt from, at least one
 * @param heldOut windows that are not; may be none
 * @param disturbed where the hand is, if a fifth of the observations shall have it disturbed
 */
public record TrainingData(ChunkSpec spec, Windows learnt, Windows heldOut, Optional<Layout> disturbed) {
    /**
     * Splits episodes at random and cuts them into windows.
     *
     * @param share of the episodes to hold out, rounded
     * @throws HoneException if nothing is left to learn from
     */
    public static TrainingData of(
            List<Episode> episodes, ChunkSpec spec, double share, Optional<Layout> disturbed, Seeds seeds) {
        List<Episode> shuffled = new ArrayList<>(episodes);
        RandomGenerator random = seeds.child("split").generator();
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        int held = (int) Math.round(share * shuffled.size());
        Windows learnt = Windows.of(shuffled.subList(held, shuffled.size()), spec);
        if (learnt.count() == 0) {
            throw new HoneException(
                    episodes.size() + " episodes have no window of " + spec.horizon() + " actions.",
                    "they are too short, or all were held out; record longer ones");
        }
        return new TrainingData(spec, learnt, Windows.of(shuffled.subList(0, held), spec), disturbed);
    }
}
