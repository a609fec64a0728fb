package dev.hone.mujoco;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the native files need of a machine.
 *
 * @param system the JVM's {@code os.name}
 * @param processor the JVM's {@code os.arch}
 * @param glibc version of the GNU C library, for example 2.36; empty under another C library
 */
record Platform(String system, String processor, Optional<String> glibc) {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");
    private static final int LEAST_MINOR = 34;

    static Platform current() {
        return new Platform(
                System.getProperty("os.name", "unknown"), System.getProperty("os.arch", "unknown"), glibcVersion());
    }

    private static Optional<String> glibcVersion() {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup().find("gnu_get_libc_version").map(function -> {
            try {
                MemorySegment text =
                        (MemorySegment) linker.downcallHandle(function, FunctionDescriptor.of(ValueLayout.ADDRESS))
                                .invokeExact();
                return text.reinterpret(64, Arena.global(), null).getString(0);
            } catch (Throwable t) {
                throw Native.unexpected(t);
            }
        });
    }

    /**
     * Refuses a machine that the native files can't be loaded on.
     *
     * @throws EngineUnavailableException on anything but Linux on x86-64 with glibc 2.34 or newer
     */
    void require() {
        boolean linux = system.equals("Linux") && (processor.equals("amd64") || processor.equals("x86_64"));
        if (!linux) {
            throw new EngineUnavailableException(
                    "The physics engine's native files are for Linux on x86-64, and this is " + system + " on "
                            + processor + ".",
                    "run this verb on such a machine or in a container of Debian 12");
        }
        String version = glibc.orElseThrow(() -> new EngineUnavailableException(
                "The physics engine needs the GNU C library 2.34, and this system has another C library.",
                "use a distribution with glibc, for example in a container of Debian 12"));
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches() || !isEnough(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)))) {
            throw new EngineUnavailableException(
                    "The physics engine needs the GNU C library 2.34 or newer, and this system has " + version + ".",
                    "use Debian 12, Ubuntu 22.04, Fedora 35 or newer, for example in a container");
        }
    }

    private static boolean isEnough(int major, int minor) {
        return major > 2 || (major == 2 && minor >= LEAST_MINOR);
    }
}
