package dev.hone.imitate.augment;

import dev.hone.imitate.Layout;

/**
 * Whether a replay came out like its demonstration (JUICER): every part within 1.7 cm and 20 degrees of where it was there, and the gripper
 * within 5 mm as far open. The hand itself isn't asked.
 */
public record Acceptance(Layout layout) {
    static final double METRES = 0.017;
    static final double RADIANS = Math.toRadians(20);
    static final double OPENING = 0.005;

    /** Compares two observations. */
    public boolean accepts(float[] found, float[] demonstrated) {
        for (int i = 0; i < layout.parts().size(); i++) {
            var one = layout.partPose(found, i);
            var other = layout.partPose(demonstrated, i);
            if (one.distance(other) > METRES || one.turnTo(other) > RADIANS) {
                return false;
            }
        }
        return Math.abs(layout.opening(found) - layout.opening(demonstrated)) <= OPENING;
    }
}
