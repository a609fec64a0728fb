package dev.hone.assembly.camera;

import dev.hone.learn.geometry.Pose;

/**
 * Something to be seen on a body.
 *
 * @param mesh its surface, in the body's frame
 * @param colour red, green and blue as 0xRRGGBB
 * @param casting whether it throws a shadow; what is flat or lies on another surface should not
 */
public record Visual(Mesh mesh, int colour, boolean casting) {
    public Visual {
        if (colour < 0 || colour > 0xFFFFFF) {
            throw new IllegalArgumentException("a colour of " + Integer.toHexString(colour));
        }
    }

    /** A solid somewhere in its body's frame. */
    public static Visual solid(Mesh mesh, Pose pose, int colour) {
        return new Visual(mesh.at(pose), colour, true);
    }

    /** Paint or a table: lies flat, throws no shadow. */
    public static Visual flat(Mesh mesh, Pose pose, int colour) {
        return new Visual(mesh.at(pose), colour, false);
    }
}
