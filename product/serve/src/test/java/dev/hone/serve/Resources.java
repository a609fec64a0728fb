package dev.hone.serve;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a process holds.
 *
 * @param files open descriptors, sockets among them; 0 where there is no /proc
 * @param platformThreads alive
 * @param virtualThreads alive
 * @param heap live bytes, after a collection
 * @param resident bytes of memory, the heap's among them; 0 where there is no /proc
 */
record Resources(long files, int platformThreads, long virtualThreads, long heap, long resident) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern VIRTUAL = Pattern.compile("\\bvirtual\\b");

    /** As it is now. */
    static Resources now(Path folder) {
        System.gc();
        return new Resources(
                descriptors(),
                platformOnes(),
                virtualOnes(folder),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                residentBytes());
    }

    private static long descriptors() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        String[] names = DESCRIPTORS.toFile().list();
        return names == null ? 0 : names.length;
    }

    /** Without those that carry virtual threads: the virtual machine starts and stops them as it sees fit. */
    private static int platformOnes() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("ForkJoinPool"))
                .count();
    }

    private static long residentBytes() {
        try {
            return Files.exists(STATUS)
                    ? Files.readAllLines(STATUS).stream()
                                    .filter(line -> line.startsWith("VmRSS:"))
                                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                    .sum()
                            * 1024
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only the virtual machine's own dump knows them all. */
    private static long virtualOnes(Path folder) {
        Path dump = folder.resolve("threads-" + System.nanoTime() + ".txt");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toAbsolutePath().toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            try (var lines = Files.lines(dump)) {
                return lines.filter(line ->
                                line.startsWith("#") && VIRTUAL.matcher(line).find())
                        .count();
            } finally {
                Files.delete(dump);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d descriptors, %d platform and %d virtual threads, %.1f MB live heap, %.1f MB resident",
                files,
                platformThreads,
                virtualThreads,
                heap / 1048576.0,
                resident / 1048576.0);
    }
}
