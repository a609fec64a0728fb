package dev.hone.imitate.train;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import dev.hone.imitate.ImitationTask;
import dev.hone.imitate.Layout;
import dev.hone.learn.Space;
import dev.hone.learn.SpaceCard;
import dev.hone.learn.chunk.ChunkSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The policies that can be trained, with their usual sizes. */
public enum PolicyShape {
    /** Diffusion over chunks of 16, of which 8 are executed. */
    DIFFUSION("diffusion", ChunkSpec.Kind.DIFFUSION, 16, 8),
    /** The same by a U-Net over time. */
    UNET("unet", ChunkSpec.Kind.UNET, 16, 8),
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
     * @param actions what is done
     * @param observationRanges fixed ends of what is seen
     * @param actionRanges fixed ends of what is done
     * @param layout where a hand and parts are found, if anyone knows
     * @param hidden widths of the hidden layers; of a U-Net, channels of its levels
     */
    public ChunkSpec spec(
            Space observations,
            Space actions,
            Space.Box observationRanges,
            Space.Box actionRanges,
            Optional<Layout> layout,
            List<Integer> hidden) {
        return new ChunkSpec(
                kind,
                SpaceCard.of(observations),
                SpaceCard.of(actions),
                SpaceCard.of(observationRanges),
                layout.map(Layout::quaternions).orElse(List.of()),
                SpaceCard.of(actionRanges),
                layout.map(one -> one.present(actionRanges.size())).orElse(List.of()),
                horizon,
                executed,
                hidden,
                NOISE_STEPS,
                SAMPLING_STEPS,
                false);
    }

    /** The policy's shape for a task. */
    public ChunkSpec spec(ImitationTask task, List<Integer> hidden) {
        return spec(
                task.observations(),
                task.actions(),
                task.observationRanges(),
                task.actionRanges(),
                task.layout(),
                hidden);
    }

    /** The policy's shape for data of no known task. */
    public ChunkSpec spec(DataRanges ranges, List<Integer> hidden) {
        return spec(
                unbounded(ranges.states()),
                unbounded(ranges.actions()),
                ranges.states(),
                ranges.actions(),
                Optional.empty(),
                hidden);
    }

    private static Space unbounded(Space.Box box) {
        return Space.Box.of(box.size(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
}
