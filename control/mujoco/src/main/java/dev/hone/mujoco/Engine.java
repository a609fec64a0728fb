package dev.hone.mujoco;

import dev.hone.core.Home;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.List;

/**
 * The loaded engine, one per process. Its dependencies are loaded first and by full path, so that glibc finds them by
 * soname and neither root nor {@code LD_LIBRARY_PATH} is needed; the engine itself is looked up by full path as well, since
 * another MuJoCo of the machine would have other offsets.
 *
 * @param functions the engine's functions
 * @param offsets where its structs keep what
 */
record Engine(Native functions, Offsets offsets) {
    /** mj_version() of the one release that the offsets fit. */
    static final int VERSION = 222;

    private static final class Holder {
        private static final Engine ENGINE = start(
                Platform.current(),
                new NativeFiles(Engine.class::getResourceAsStream, Home.cache("mujoco-2.2.2")),
                VERSION);
    }

    /**
     * The engine, started by the first call.
     *
     * @throws EngineUnavailableException if it can't run here
     */
    static Engine get() {
        try {
            return Holder.ENGINE;
        } catch (ExceptionInInitializerError e) {
            if (e.getCause() instanceof EngineUnavailableException cause) {
                throw cause;
            }
            throw e;
        } catch (NoClassDefFoundError e) { // the second call after a failed first one
            throw new EngineUnavailableException(
                    "The physics engine could not be started earlier in this process.", "see the first error", e);
        }
    }

    /** Loads and checks; {@code version} is a parameter so that a test can ask for one that isn't there. */
    static Engine start(Platform platform, NativeFiles files, int version) {
        platform.require();
        List<Path> paths = files.unpacked();
        for (Path dependency : paths.subList(0, paths.size() - 1)) {
            System.load(dependency.toString());
        }
        Native functions = new Native(SymbolLookup.libraryLookup(paths.getLast(), Arena.global()));
        requireVersion(functions, version);
        Callbacks.install(paths.getLast());
        Engine engine = new Engine(functions, Offsets.load());
        KnownScene.check(engine);
        return engine;
    }

    private static void requireVersion(Native functions, int version) {
        int found;
        try {
            found = (int) functions.version.invokeExact();
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
        if (found != version) {
            throw new EngineUnavailableException(
                    "The physics engine's native file is version " + found + ", and this build knows version " + version
                            + ".",
                    "build again from a fresh checkout");
        }
    }
}
