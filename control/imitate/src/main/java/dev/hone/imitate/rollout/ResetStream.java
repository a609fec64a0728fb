package dev.hone.imitate.rollout;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where an episode's start comes from. The streams share no start, and start k of a stream is the same for every policy, every seed and every row
 * of a table, so that what is chosen on one is reported on another and luck cancels in comparisons.
 */
public enum ResetStream {
    /** For choosing settings; the numbers mean nothing else. */
    TUNE,
    /** For choosing among a training's checkpoints. */
    SELECT,
    /** For the numbers that are reported. */
    REPORT,
    /** For roll-outs that become demonstrations. */
    COLLECT;

    private static final Seeds ROOT = Seeds.of(0).child("imitate").child("resets");

    /** The name on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The seed of start k. */
    public long seed(int index) {
        return ROOT.child(word()).child(index).asLong();
    }

    /**
     * The stream of a name.
     *
     * @throws HoneException if there is none, naming the nearest
     */
    public static ResetStream of(String word) {
        List<String> words = Arrays.stream(values()).map(ResetStream::word).toList();
        return Arrays.stream(values())
                .filter(stream -> stream.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new HoneException(
                        "There is no stream of resets '" + word + "'.",
                        Nearest.of(word, words)
                                .map(near -> "you mean '" + near + "'")
                                .orElse("use one of " + String.join(", ", words))));
    }
}
