package dev.hone.imitate.data;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Processor time, which says what work costs however busy the machine is. */
public final class ProcessorTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ProcessorTime() {}

    /** Nanoseconds that the present thread has spent; differences mean something, the value itself doesn't. */
    public static long nanos() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
