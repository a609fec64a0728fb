package dev.hone.mujoco;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.MemorySegment;

/**
 * An array of the engine, read and written in place. It ends with its {@link Simulation}: later use, and every index out of
 * range, is an exception and never a stray access.
 */
public final class Doubles {
    private final MemorySegment memory;
    private final int length;

    Doubles(MemorySegment memory) {
        this.memory = memory;
        this.length = (int) (memory.byteSize() / JAVA_DOUBLE.byteSize());
    }

    public int length() {
        return length;
    }

    public double get(int index) {
        return memory.getAtIndex(JAVA_DOUBLE, index);
    }

    public void set(int index, double value) {
        memory.setAtIndex(JAVA_DOUBLE, index, value);
    }

    /** Copies {@code count} numbers from {@code from} on into {@code target} at {@code at}. */
    public void read(int from, double[] target, int at, int count) {
        MemorySegment.copy(memory, JAVA_DOUBLE, from * JAVA_DOUBLE.byteSize(), target, at, count);
    }

    /** Copies {@code count} numbers of {@code source} from {@code at} on to the places from {@code to} on. */
    public void write(int to, double[] source, int at, int count) {
        MemorySegment.copy(source, at, memory, JAVA_DOUBLE, to * JAVA_DOUBLE.byteSize(), count);
    }

    public void fill(double value) {
        for (int i = 0; i < length; i++) {
            set(i, value);
        }
    }
}
