package dev.hone.assembly.cell;

import dev.hone.learn.geometry.Pose;
import java.util.List;

/**
 * The floating hand. Its frame is the end effector's: origin between the pads, z out of the palm, fingers closing along y,
 * so that a hand pointing straight down is turned by pi about x. The inertia is a hand's, also where it only holds a peg:
 * with a bare peg's the control law chatters.
 */
public final class HandModel {
    public static final String NAME = "hand";
    /** The finger toward the hand's +y. */
    public static final String LEFT = "left";

    public static final String RIGHT = "right";
    static final double MASS = 0.8;
    static final double FINGER_MASS = 0.08;
    /** Opening of one finger at which the jaws stop, in metres. */
    static final double FINGER_RANGE = 0.04;
    /** How strongly a finger closes, in newtons. */
    static final double GRIP = 25;

    private static final double[] CENTRE = {0, 0, -0.06};
    private static final double[] INERTIA = {0.004, 0.003, 0.003};

    private HandModel() {}

    /** The palm in the hand's frame. */
    public static Shape palm() {
        return Shape.box(Pose.at(0, 0, -0.066), 0.02, 0.05, 0.016);
    }

    /**
     * A finger's pad and the link above it, in the finger's frame; {@code side} is 1 or -1 along y. The link stands back 2 mm:
     * where it touches a part beside the pad, half of the contacts are its own, and the solver takes twice as long.
     */
    public static List<Shape> finger(int side) {
        return List.of(
                Shape.box(Pose.at(0, side * 0.004, 0), 0.010, 0.004, 0.009),
                Shape.box(Pose.at(0, side * 0.005, -0.029), 0.008, 0.003, 0.02));
    }

    /** A hand that holds something rigidly: no fingers that move, {@code held} as one of its own geometries. */
    static void addHolding(SceneText scene, Shape held, Contact contact) {
        scene.openFree(NAME, MASS, CENTRE, INERTIA)
                .geom(held, contact, "name=\"held\"")
                .close();
    }

    /** A hand with two coupled fingers. */
    static void addGripper(SceneText scene) {
        scene.openFree(NAME, MASS, CENTRE, INERTIA).geom(palm(), Contact.FINGER);
        addFinger(scene, LEFT, 1);
        addFinger(scene, RIGHT, -1);
        scene.close();
        scene.addTail("""
                <equality><joint joint1="left" joint2="right" solref="0.004 1"/></equality>
                <actuator>
                <position joint="left" kp="2000" forcelimited="true" forcerange="-%1$s %1$s"/>
                <position joint="right" kp="2000" forcelimited="true" forcerange="-%1$s %1$s"/>
                </actuator>
                """.formatted(GRIP));
    }

    private static void addFinger(SceneText scene, String name, int side) {
        scene.open(name)
                .inertial(FINGER_MASS, new double[] {0, 0, -0.03}, new double[] {3e-5, 3e-5, 1e-5})
                .add("""
                        <joint name="%s" type="slide" axis="0 %s 0" range="0 %s" limited="true" damping="5" armature="0.05"/>
                        """.formatted(name, side, FINGER_RANGE))
                .geom(finger(side).getFirst(), Contact.FINGER, "class=\"pad\"")
                .geom(finger(side).getLast(), Contact.FINGER)
                .close();
    }
}
