package dev.hone.imitate.augment;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.imitate.FakeArm;
import dev.hone.imitate.Layout;
import dev.hone.learn.geometry.Pose;
import org.junit.jupiter.api.Test;

class AcceptanceTest {
    private static final Layout LAYOUT = FakeArm.LAYOUT;
    private static final int PART = LAYOUT.parts().getFirst();

    private final Acceptance acceptance = new Acceptance(LAYOUT);

    private static float[] seen(Pose hand, double opening, Pose part) {
        float[] seen = new float[PART + 7];
        LAYOUT.placeHand(hand, seen, 0);
        seen[LAYOUT.width()] = (float) opening;
        double[] numbers = {part.x(), part.y(), part.z(), part.qx(), part.qy(), part.qz(), part.qw()};
        for (int i = 0; i < numbers.length; i++) {
            seen[PART + i] = (float) numbers[i];
        }
        return seen;
    }

    private boolean accepts(Pose hand, double opening, Pose part) {
        return acceptance.accepts(seen(hand, opening, part), seen(Pose.IDENTITY, 0.03, Pose.at(0.1, 0, 0)));
    }

    @Test
    void a_part_may_lie_1_7_cm_away() {
        assertTrue(accepts(Pose.IDENTITY, 0.03, Pose.at(0.1, 0.0169, 0)));
        assertFalse(accepts(Pose.IDENTITY, 0.03, Pose.at(0.1, 0.0171, 0)));
        assertFalse(accepts(Pose.IDENTITY, 0.03, Pose.at(0.113, 0, 0.013)));
    }

    @Test
    void a_part_may_be_turned_by_20_degrees() {
        Pose there = Pose.at(0.1, 0, 0);
        assertTrue(accepts(Pose.IDENTITY, 0.03, there.times(Pose.turned(0, 0, Math.toRadians(19.8)))));
        assertFalse(accepts(Pose.IDENTITY, 0.03, there.times(Pose.turned(0, Math.toRadians(20.2), 0))));
    }

    @Test
    void the_gripper_may_be_open_5_mm_more_or_less() {
        assertTrue(accepts(Pose.IDENTITY, 0.0349, Pose.at(0.1, 0, 0)));
        assertFalse(accepts(Pose.IDENTITY, 0.0351, Pose.at(0.1, 0, 0)));
        assertFalse(accepts(Pose.IDENTITY, 0.0249, Pose.at(0.1, 0, 0)));
    }

    @Test
    void the_hand_may_be_anywhere() {
        assertTrue(accepts(Pose.at(0.5, 0.5, 0.5), 0.03, Pose.at(0.1, 0, 0)));
    }
}
