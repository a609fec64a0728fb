package dev.hone.mujoco;

/**
 * The engine's arrays of doubles that Hone reads or writes: where each lies and how many numbers it has per body, geometry,
 * velocity, position or control. Lengths in metres, angles in radians, quaternions w x y z, SI throughout.
 */
public enum Field {
    /** Joint positions; a free joint has seven: position and quaternion in the world. */
    POSITION("data.qpos", Per.POSITION, 1),
    /** Joint velocities; a free joint has six: linear in world axes, angular in the body's axes. */
    VELOCITY("data.qvel", Per.VELOCITY, 1),
    /** The solver's first guess, part of the state. */
    WARM_START("data.qacc_warmstart", Per.VELOCITY, 1),
    CONTROL("data.ctrl", Per.CONTROL, 1),
    /** Force and torque put on each body at its centre of mass, world axes, N and N m. */
    APPLIED_FORCE("data.xfrc_applied", Per.BODY, 6),
    BODY_POSITION("data.xpos", Per.BODY, 3),
    BODY_QUATERNION("data.xquat", Per.BODY, 4),
    /** Where a body sits in its parent, of the model; writable for bodies without joints. */
    BODY_PLACE("model.body_pos", Per.BODY, 3),
    BODY_TURN("model.body_quat", Per.BODY, 4),
    BODY_MASS("model.body_mass", Per.BODY, 1),
    /** A body's centre of mass in its own frame. */
    BODY_CENTRE("model.body_ipos", Per.BODY, 3),
    GEOM_PLACE("model.geom_pos", Per.GEOM, 3),
    GEOM_TURN("model.geom_quat", Per.GEOM, 4),
    /** Half extents; what they mean depends on the shape. */
    GEOM_SIZE("model.geom_size", Per.GEOM, 3),
    /** Dry friction of a degree of freedom, N or N m. */
    DRY_FRICTION("model.dof_frictionloss", Per.VELOCITY, 1),
    /** Damping of a degree of freedom, N s/m or N m s. */
    DAMPING("model.dof_damping", Per.VELOCITY, 1);

    enum Per {
        POSITION("model.nq"),
        VELOCITY("model.nv"),
        CONTROL("model.nu"),
        BODY("model.nbody"),
        GEOM("model.ngeom");

        private final String count;

        Per(String count) {
            this.count = count;
        }

        String count() {
            return count;
        }
    }

    private final String name;
    private final Per per;
    private final int width;

    Field(String name, Per per, int width) {
        this.name = name;
        this.per = per;
        this.width = width;
    }

    String offset() {
        return name;
    }

    Per per() {
        return per;
    }

    /** Numbers per body, geometry, degree of freedom or control. */
    public int width() {
        return width;
    }

    boolean isOfModel() {
        return name.startsWith("model.");
    }
}
