package dev.hone.transformer.decode;

import dev.hone.transformer.kernel.Kernels;
import dev.hone.transformer.kernel.ScalarKernels;
import dev.hone.transformer.vector.VectorKernels;
import java.util.Optional;
import java.util.function.Supplier;

/** Which kernels this JVM can run. */
public final class Engines {
    private static final String MODULE = "jdk.incubator.vector";

    private Engines() {}

    /** The vector kernels where their module is there, else the scalar ones, which give the same bits more slowly. */
    static Supplier<Kernels> best() {
        return vectors() ? VectorKernels::new : ScalarKernels::new;
    }

    /** New kernels of the best engine; for one thread. */
    public static Kernels kernels() {
        return best().get();
    }

    /** What the user could do to make decoding faster; empty if there is nothing. */
    public static Optional<String> advice() {
        return vectors()
                ? Optional.empty()
                : Optional.of("Decoding without vector instructions, several times slower. Maybe start Java with"
                        + " --add-modules " + MODULE + ".");
    }

    private static boolean vectors() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }
}
