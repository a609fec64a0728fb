package dev.hone.mujoco;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** What a compiled scene has and where: counts, indices by name, addresses. Ends with its {@link Simulation}. */
public final class Layout {
    private static final int BODY = 1; // mjtObj of mjmodel.h
    private static final int JOINT = 3;
    private static final int GEOM = 5;

    private final Native functions;
    private final Offsets offsets;
    private final MemorySegment model;
    private final Arena life;

    Layout(Engine engine, MemorySegment model, Arena life) {
        this.functions = engine.functions();
        this.offsets = engine.offsets();
        this.model = model;
        this.life = life;
    }

    int count(String field) {
        requireOpen();
        return model.get(JAVA_INT, offsets.of(field));
    }

    public int positions() {
        return count("model.nq");
    }

    public int velocities() {
        return count("model.nv");
    }

    /** Bodies, the world (number 0) included. */
    public int bodies() {
        return count("model.nbody");
    }

    public int geoms() {
        return count("model.ngeom");
    }

    /** The index of a body by its name. */
    public int body(String name) {
        return id(BODY, "body", name);
    }

    /** The index of a joint by its name. */
    public int joint(String name) {
        return id(JOINT, "joint", name);
    }

    /** The index of a geometry by its name. */
    public int geom(String name) {
        return id(GEOM, "geometry", name);
    }

    private int id(int type, String kind, String name) {
        requireOpen();
        try (Arena arena = Arena.ofConfined()) {
            int id = (int) functions.nameToId.invokeExact(model, type, arena.allocateFrom(name));
            if (id < 0) {
                throw new IllegalArgumentException("no " + kind + " " + name + " in the scene");
            }
            return id;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    /** Where a joint's numbers begin in {@link Field#POSITION}. */
    public int positionAddress(int joint) {
        return entry("model.jnt_qposadr", joint, count("model.njnt"));
    }

    /** Where a joint's numbers begin in {@link Field#VELOCITY}. */
    public int velocityAddress(int joint) {
        return entry("model.jnt_dofadr", joint, count("model.njnt"));
    }

    /** The first joint of a body, which for a free body is its free joint. */
    public int jointOf(int body) {
        int joint = entry("model.body_jntadr", body, bodies());
        if (joint < 0) {
            throw new IllegalArgumentException("body " + body + " has no joint");
        }
        return joint;
    }

    private int entry(String field, int index, int count) {
        return model.get(ADDRESS, offsets.of(field))
                .reinterpret(count * JAVA_INT.byteSize())
                .getAtIndex(JAVA_INT, index);
    }

    private void requireOpen() {
        if (!life.scope().isAlive()) {
            throw new IllegalStateException("the simulation is closed");
        }
    }
}
