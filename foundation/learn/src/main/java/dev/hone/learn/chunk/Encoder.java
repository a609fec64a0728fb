package dev.hone.learn.chunk;

import java.util.List;

/**
 * Turns an observation into what a network sees of it. Numbers are normalised; a rotation that is observed as a quaternion is shown as the
 * first two columns of its matrix, because a quaternion's two signs mean the same rotation: near a half turn its sign jumps from one frame to
 * the next, and nothing learns from that (Zhou and others 2019, section 4).
 */
public final class Encoder {
    private static final int QUATERNION = 4;
    private static final int COLUMNS = 6;

    private final Normaliser scale;
    private final boolean[] begins;
    private final int width;

    /**
     * An encoder.
     *
     * @param scale of all numbers of an observation
     * @param quaternions where each quaternion x y z w begins in an observation; none overlap
     */
    Encoder(Normaliser scale, List<Integer> quaternions) {
        this.scale = scale;
        begins = new boolean[scale.size()];
        for (int at : quaternions) {
            begins[at] = true;
        }
        width = width(scale.size(), quaternions.size());
    }

    /** Numbers that a network sees of {@code size} observed ones with so many quaternions. */
    static int width(int size, int quaternions) {
        return size + quaternions * (COLUMNS - QUATERNION);
    }

    /** Numbers that a network sees. */
    public int width() {
        return width;
    }

    /** Where a number of an observation stands in what is seen; the first of six for one of a quaternion. */
    int place(int number) {
        int next = 0;
        for (int i = 0; i < number; ) {
            next += begins[i] ? COLUMNS : 1;
            i += begins[i] ? QUATERNION : 1;
        }
        return next;
    }

    /** Writes what is seen of an observation. */
    public void apply(float[] observation, float[] to, int at) {
        int next = at;
        for (int i = 0; i < begins.length; ) {
            if (begins[i]) {
                columns(observation, i, to, next);
                i += QUATERNION;
                next += COLUMNS;
            } else {
                to[next++] = scale.apply(observation[i], i);
                i++;
            }
        }
    }

    /** Four zeros, which are no rotation, become six. */
    private static void columns(float[] q, int from, float[] to, int at) {
        float x = q[from];
        float y = q[from + 1];
        float z = q[from + 2];
        float w = q[from + 3];
        float square = x * x + y * y + z * z + w * w;
        float two = square > 0 ? 2 / square : 0;
        float one = square > 0 ? 1 : 0;
        to[at] = one - two * (y * y + z * z);
        to[at + 1] = two * (x * y + z * w);
        to[at + 2] = two * (x * z - y * w);
        to[at + 3] = two * (x * y - z * w);
        to[at + 4] = one - two * (x * x + z * z);
        to[at + 5] = two * (y * z + x * w);
    }
}
