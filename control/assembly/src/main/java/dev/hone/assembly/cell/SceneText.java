package dev.hone.assembly.cell;

import dev.hone.learn.geometry.Pose;

/**
 * A scene in the engine's XML format, written piece by piece. Numbers are written in full, so that nothing is rounded on the
 * way, and never by the locale's rules.
 */
final class SceneText {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder tail = new StringBuilder();

    /**
     * Opens a scene with a table at height 0.
     *
     * @param timeStep seconds; contacts answer within two steps, the stiffest that stays stable
     */
    SceneText(double timeStep) {
        text.append("""
                <mujoco model="hone">
                <compiler angle="radian" autolimits="false"/>
                <option timestep="%s" cone="elliptic" impratio="10" iterations="20" solver="Newton" tolerance="1e-8"
                 gravity="0 0 -9.81"/>
                <size njmax="600" nconmax="120"/>
                <default>
                <geom condim="3" friction="0.15 0.002 0.0001" solref="%s 1" solimp="0.99 0.999 0.0002"/>
                <default class="pad"><geom condim="4" friction="1 0.01 0.0001" priority="1"/></default>
                <default class="stud"><geom friction="0.1 0.002 0.0001"/></default>
                </default>
                <worldbody>
                <geom name="table" type="plane" size="2 2 0.1" friction="0.1 0.002 0.0001" %s/>
                """.formatted(timeStep, 2 * timeStep, Contact.WORLD.attributes()));
    }

    SceneText add(String piece) {
        text.append(piece);
        return this;
    }

    /** What belongs after the bodies: equalities, actuators. */
    SceneText addTail(String piece) {
        tail.append(piece);
        return this;
    }

    /** A body that moves freely. */
    SceneText openFree(String name, double mass, double[] centre, double[] inertia) {
        text.append("<body name=\"%s\"><freejoint/>".formatted(name));
        return inertial(mass, centre, inertia);
    }

    /** A body without a joint of its own, which stands where it is put. */
    SceneText open(String name) {
        text.append("<body name=\"%s\">".formatted(name));
        return this;
    }

    SceneText inertial(double mass, double[] centre, double[] inertia) {
        text.append("<inertial pos=\"%s %s %s\" mass=\"%s\" diaginertia=\"%s %s %s\"/>"
                .formatted(centre[0], centre[1], centre[2], mass, inertia[0], inertia[1], inertia[2]));
        return this;
    }

    SceneText close() {
        text.append("</body>\n");
        return this;
    }

    SceneText geom(Shape shape, Contact contact, String attributes) {
        Pose p = shape.pose();
        text.append("<geom %s pos=\"%s %s %s\" quat=\"%s %s %s %s\" %s %s/>\n"
                .formatted(
                        solid(shape.solid()),
                        p.x(),
                        p.y(),
                        p.z(),
                        p.qw(),
                        p.qx(),
                        p.qy(),
                        p.qz(),
                        contact.attributes(),
                        attributes));
        return this;
    }

    SceneText geom(Shape shape, Contact contact) {
        return geom(shape, contact, "");
    }

    private static String solid(Shape.Solid solid) {
        return switch (solid) {
            case Shape.Box(double hx, double hy, double hz) -> "type=\"box\" size=\"%s %s %s\"".formatted(hx, hy, hz);
            case Shape.Cylinder(double radius, double half) ->
                "type=\"cylinder\" size=\"%s %s\"".formatted(radius, half);
            case Shape.Sphere(double radius) -> "type=\"sphere\" size=\"%s\"".formatted(radius);
        };
    }

    /** The whole scene. */
    String done() {
        return text + "</worldbody>\n" + tail + "</mujoco>\n";
    }
}
