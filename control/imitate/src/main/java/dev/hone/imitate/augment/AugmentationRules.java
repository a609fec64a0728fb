package dev.hone.imitate.augment;

/**
 * The rules of trajectory augmentation. All but the range are there to be switched off in ablations only.
 *
 * @param range from how far the hand comes back
 * @param returnOnly keep the way back and what follows, not the way out
 * @param filtered keep only replays that came out like their demonstration
 * @param balanced prefer bottlenecks that have been augmented less often
 */
public record AugmentationRules(BackOff.Range range, boolean returnOnly, boolean filtered, boolean balanced) {
    /** As published. */
    public static final AugmentationRules PUBLISHED = new AugmentationRules(BackOff.Range.FAR, true, true, true);

    public AugmentationRules withRange(BackOff.Range other) {
        return new AugmentationRules(other, returnOnly, filtered, balanced);
    }

    /** The ablation that also keeps the way out. */
    public AugmentationRules keepingOutward() {
        return new AugmentationRules(range, false, filtered, balanced);
    }

    /** The ablation that keeps every replay. */
    public AugmentationRules unfiltered() {
        return new AugmentationRules(range, returnOnly, false, balanced);
    }

    /** The ablation in which every bottleneck is as likely. */
    public AugmentationRules unbalanced() {
        return new AugmentationRules(range, returnOnly, filtered, false);
    }
}
