package dev.hone.mujoco;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;

/**
 * What the engine does when something is wrong. Left alone it prints warnings and appends them to a file MUJOCO_LOG.TXT in the
 * working directory, and at an error it waits for a key and ends the process. Here a warning only counts (its counters
 * are read by {@link Simulation#requireStable}), and an error, which must not return into the engine, is logged and ends the
 * JVM. Nothing that this room passes to the engine is known to cause one.
 */
final class Callbacks {
    /** Exit code after an error inside the engine: EX_SOFTWARE of sysexits.h. */
    static final int EXIT_CODE = 70;

    private static final System.Logger LOG = System.getLogger(Callbacks.class.getName());
    private static final int LONGEST = 1000; // both buffers of engine_util_errmem.c hold 1,000 characters

    private Callbacks() {}

    static void install(Path library) {
        SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
        set(symbols, "mju_user_warning", "ignore");
        set(symbols, "mju_user_error", "end");
    }

    private static void set(SymbolLookup symbols, String variable, String method) {
        MemorySegment pointer = symbols.find(variable)
                .orElseThrow(() -> new EngineUnavailableException(
                        "The physics engine's native file has no variable " + variable + ".",
                        "build again from a fresh checkout"));
        try {
            MethodHandle target = MethodHandles.lookup()
                    .findStatic(Callbacks.class, method, MethodType.methodType(void.class, MemorySegment.class));
            MemorySegment stub =
                    Linker.nativeLinker().upcallStub(target, FunctionDescriptor.ofVoid(ADDRESS), Arena.global());
            pointer.reinterpret(ADDRESS.byteSize()).set(ADDRESS, 0, stub);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unused") // called by the engine
    private static void ignore(MemorySegment message) {}

    @SuppressWarnings("unused") // called by the engine
    private static void end(MemorySegment message) {
        try {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "The physics engine met an error that it can't go on from: "
                            + message.reinterpret(LONGEST).getString(0)
                            + "\nMaybe the scene is too large for its buffers.");
        } finally {
            Runtime.getRuntime().halt(EXIT_CODE); // not exit: a shutdown hook may wait for this very thread
        }
    }
}
