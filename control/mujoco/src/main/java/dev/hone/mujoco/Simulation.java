package dev.hone.mujoco;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * One scene in motion: a model and its state, both native and owned here until {@link #close}. Every simulation has a model
 * of its own, since callers write into it. Not safe for use by two threads at once; any number of simulations may run on
 * any number of threads, and one may move from thread to thread.
 *
 * <p>A physics step is {@link #beginStep} (positions, contacts, velocities of the present state), then whatever forces the
 * caller puts on, then {@link #endStep} (dynamics, constraints, integration). Body poses are those of the state before the
 * last integration until {@link #updatePoses} is called.
 */
public final class Simulation implements AutoCloseable {
    private static final Warning[] WARNINGS = Warning.values();

    private final Native functions;
    private final Offsets offsets;
    private final MemorySegment model; // global scope: calls cost less, and only this class holds them
    private final MemorySegment data;
    private final Layout layout;
    private final Arena views = Arena.ofShared();
    private final Map<Field, Doubles> arrays = new EnumMap<>(Field.class);
    private final long warningAt;
    private final long warningSize;
    private boolean closed;

    private Simulation(Engine engine, MemorySegment model, MemorySegment data) {
        this.functions = engine.functions();
        this.offsets = engine.offsets();
        this.model = model.reinterpret(offsets.of("size.model"));
        this.data = data.reinterpret(offsets.of("size.data"));
        this.layout = new Layout(engine, this.model, views);
        this.warningAt = offsets.of("data.warning") + offsets.of("warning.number");
        this.warningSize = offsets.of("size.warning");
        for (Field field : Field.values()) {
            arrays.put(field, view(field));
        }
    }

    /**
     * Compiles a scene in its initial pose.
     *
     * @param mjcf the scene in MuJoCo's XML format
     * @throws EngineUnavailableException if the engine can't run on this machine
     * @throws IllegalArgumentException if the engine refuses the scene, with what it says
     */
    public static Simulation of(String mjcf) {
        return of(Engine.get(), mjcf);
    }

    static Simulation of(Engine engine, String mjcf) {
        MemorySegment model = SceneFile.compile(engine, mjcf);
        try {
            MemorySegment data = (MemorySegment) engine.functions().makeData.invokeExact(model);
            return new Simulation(engine, model, data);
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    private Doubles view(Field field) {
        MemorySegment struct = field.isOfModel() ? model : data;
        long count = (long) layout.count(field.per().count()) * field.width();
        return new Doubles(struct.get(ADDRESS, offsets.of(field.offset()))
                .reinterpret(count * JAVA_DOUBLE.byteSize(), views, null));
    }

    /** The engine's own array; valid until {@link #close}. */
    public Doubles array(Field field) {
        return Objects.requireNonNull(arrays.get(field), "every field has its array");
    }

    /** The scene's names, counts and addresses. */
    public Layout layout() {
        return layout;
    }

    /** Seconds of simulated time since the last {@link #reset}. */
    public double time() {
        requireOpen();
        return data.get(JAVA_DOUBLE, offsets.of("data.time"));
    }

    public void setTime(double seconds) {
        requireOpen();
        data.set(JAVA_DOUBLE, offsets.of("data.time"), seconds);
    }

    /** Back to the scene's initial pose, at rest, with all warnings forgotten; what was written into the model stays. */
    public void reset() {
        call(functions.resetData);
    }

    /** First half of a physics step: everything that follows from positions and velocities. */
    public void beginStep() {
        call(functions.step1);
    }

    /** Second half: accelerations from the forces put on since {@link #beginStep}, then one time step. */
    public void endStep() {
        call(functions.step2);
    }

    /** Computes the bodies' poses from the joint positions, and nothing else. */
    public void updatePoses() {
        call(functions.kinematics);
    }

    /** Computes poses, contacts and accelerations of the present state, without a step in time. */
    public void updateAll() {
        call(functions.forward);
    }

    /** Contacts found by the last step. */
    public int contacts() {
        requireOpen();
        return data.get(JAVA_INT, offsets.of("data.ncon"));
    }

    /** Rows of the constraint problem solved by the last step. */
    public int constraintRows() {
        requireOpen();
        return data.get(JAVA_INT, offsets.of("data.nefc"));
    }

    /**
     * The deepest overlap among the contacts of the last step, in metres, at least 0. Between boxes whose faces are parallel
     * to the axes this release reports half the depth.
     */
    public double deepestPenetration() {
        int count = contacts();
        long size = offsets.of("size.contact");
        MemorySegment contacts = data.get(ADDRESS, offsets.of("data.contact")).reinterpret(count * size);
        double deepest = 0;
        for (int i = 0; i < count; i++) {
            deepest = Math.max(deepest, -contacts.get(JAVA_DOUBLE, i * size + offsets.of("contact.dist")));
        }
        return deepest;
    }

    /** How often a warning came since the last {@link #reset}. */
    public int warnings(Warning warning) {
        requireOpen();
        return data.get(JAVA_INT, warningAt + warning.number() * warningSize);
    }

    /** Sets all warning counters to 0, as after putting back a state from before the warning. */
    public void forgetWarnings() {
        requireOpen();
        for (Warning warning : WARNINGS) {
            data.set(JAVA_INT, warningAt + warning.number() * warningSize, 0);
        }
    }

    /**
     * Refuses to go on after a warning.
     *
     * @throws UnstableSimulationException if any came since the last {@link #reset} or {@link #forgetWarnings}
     */
    public void requireStable() {
        for (Warning warning : WARNINGS) {
            if (warnings(warning) > 0) {
                throw new UnstableSimulationException(counters());
            }
        }
    }

    private Map<Warning, Integer> counters() {
        Map<Warning, Integer> found = new EnumMap<>(Warning.class);
        for (Warning warning : WARNINGS) {
            if (warnings(warning) > 0) {
                found.put(warning, warnings(warning));
            }
        }
        return found;
    }

    private void call(MethodHandle function) {
        requireOpen();
        try {
            function.invokeExact(model, data);
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the simulation is closed");
        }
    }

    /** Frees model and state; the second call does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        views.close();
        try {
            functions.deleteData.invokeExact(data);
            functions.deleteModel.invokeExact(model);
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }
}
