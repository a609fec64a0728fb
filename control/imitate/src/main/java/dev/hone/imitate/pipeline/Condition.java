package dev.hone.imitate.pipeline;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import dev.hone.imitate.augment.AugmentationRules;
import dev.hone.imitate.augment.BackOff;
import dev.hone.imitate.train.PolicyShape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A row of the comparison: what is learnt from, and by which policy. */
public enum Condition {
    /** Diffusion on the demonstrations alone: the baseline. */
    PLAIN("plain"),
    /** The same with proprioceptive noise. */
    NOISE("noise"),
    /** With augmented segments. */
    TA("ta"),
    /** With the baseline's successful roll-outs. */
    CI("ci"),
    /** With segments, and with successful roll-outs of the policy that learnt from them. */
    TA_CI("ta+ci"),
    /** On three times as many demonstrations. */
    MORE("more"),
    /** One action at a time, by regression. */
    MLP("mlp"),
    /** Chunks, by regression. */
    MLP_CHUNK("mlp-chunk"),
    /** By diffusion with a U-Net. */
    UNET("unet"),
    /** Segments from near the bottleneck. */
    TA_NEAR("ta-near"),
    /** The ablation whose segments keep the way out. */
    TA_OUTWARD("ta-outward"),
    /** The ablation that keeps every segment. */
    TA_UNFILTERED("ta-unfiltered"),
    /** The ablation in which every bottleneck is as likely. */
    TA_UNBALANCED("ta-unbalanced");

    private static final int MORE_TIMES = 3;

    private final String word;

    Condition(String word) {
        this.word = word;
    }

    /** The name on the command line and in tables. */
    public String word() {
        return word;
    }

    /** The policy that learns. */
    public PolicyShape shape() {
        return switch (this) {
            case MLP -> PolicyShape.MLP;
            case MLP_CHUNK -> PolicyShape.MLP_CHUNK;
            case UNET -> PolicyShape.UNET;
            default -> PolicyShape.DIFFUSION;
        };
    }

    /** How many times the demonstrations of the other rows it gets. */
    int times() {
        return this == MORE ? MORE_TIMES : 1;
    }

    boolean disturbed() {
        return this == NOISE;
    }

    /** The rules of the segments that it learns from, if any. */
    Optional<AugmentationRules> segments() {
        AugmentationRules published = AugmentationRules.PUBLISHED;
        return switch (this) {
            case TA, TA_CI -> Optional.of(published);
            case TA_NEAR -> Optional.of(published.withRange(BackOff.Range.NEAR));
            case TA_OUTWARD -> Optional.of(published.keepingOutward());
            case TA_UNFILTERED -> Optional.of(published.unfiltered());
            case TA_UNBALANCED -> Optional.of(published.unbalanced());
            default -> Optional.empty();
        };
    }

    /** Whose successful roll-outs it learns from, if anybody's. */
    Optional<Condition> collector() {
        return switch (this) {
            case CI -> Optional.of(PLAIN);
            case TA_CI -> Optional.of(TA);
            default -> Optional.empty();
        };
    }

    /**
     * The condition of a name.
     *
     * @throws HoneException if there is none, naming the nearest
     */
    public static Condition of(String word) {
        List<String> words = Arrays.stream(values()).map(Condition::word).toList();
        return Arrays.stream(values())
                .filter(condition -> condition.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new HoneException(
                        "There is no row '" + word + "'.",
                        Nearest.of(word, words)
                                .map(near -> "you mean '" + near + "'")
                                .orElse("use some of " + String.join(", ", words))));
    }
}
