package dev.hone.imitate.train;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import dev.hone.learn.Space;
import dev.hone.learn.SpaceCard;
import dev.hone.learn.chunk.ChunkSpec;
import java.util.Arrays;
import java.util.List;

/** The policies that can be trained, with their usual sizes. */
public enum PolicyShape {
    /** Diffusion over chunks of 16, of which 8 are executed. */
    DIFFUSION("diffusion", ChunkSpec.Kind.DIFFUSION, 16, 8),
    /** A network that says one action at a time. */
    MLP("mlp", ChunkSpec.Kind.REGRESSION, 1, 1),
    /** A network that says a chunk of 16 at once, of which 8 are executed. */
    MLP_CHUNK("mlp-chunk", ChunkSpec.Kind.REGRESSION, 16, 8);

    private static final int NOISE_STEPS = 50;
    private static final int SAMPLING_STEPS = 8;

    private final String word;
    private final ChunkSpec.Kind kind;
    private final int horizon;
    private final int executed;

    PolicyShape(String word, ChunkSpec.Kind kind, int horizon, int executed) {
        this.word = word;
        this.kind = kind;
        this.horizon = horizon;
        this.executed = executed;
    }

    /** The name on the command line. */
    public String word() {
        return word;
    }

    /**
     * The shape of a name.
     *
     * @throws HoneException if there is none, naming the nearest
     */
    public static PolicyShape of(String word) {
        List<String> words = Arrays.stream(values()).map(PolicyShape::word).toList();
        return Arrays.stream(values())
                .filter(shape -> shape.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new HoneException(
                        "There is no policy '" + word + "'.",
                        Nearest.of(word, words)
                                .map(near -> "you mean '" + near + "'")
                                .orElse("use one of " + String.join(", ", words))));
    }

    /**
     * The policy's shape for a robot.
     *
     * @param observations what is seen
     * @param observationRanges their fixed ends
     * @param actionRanges the fixed ends of what is done, its space too
     * @param hidden widths of the hidden layers
     */
    public ChunkSpec spec(
            Space observations, Space.Box observationRanges, Space.Box actionRanges, List<Integer> hidden) {
        return new ChunkSpec(
                kind,
                SpaceCard.of(observations),
                SpaceCard.of(actionRanges),
                SpaceCard.of(observationRanges),
                SpaceCard.of(actionRanges),
                horizon,
                executed,
                hidden,
                NOISE_STEPS,
                SAMPLING_STEPS,
                false);
    }
}
