package dev.hone.lm.sampling;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Sets of sample indices as ranges, in order: eight bytes a range, for there is one a call and there can be a million. Immutable.
 */
final class IndexRanges {
    static final IndexRanges NONE = new IndexRanges(new int[0]);

    /** First and last of each range, both included. */
    private final int[] bounds;

    private IndexRanges(int[] bounds) {
        this.bounds = bounds;
    }

    /** These and one more; throws {@code IllegalArgumentException} if it overlaps one of them. */
    IndexRanges with(int first, int last) {
        int place = 0;
        while (place < bounds.length && bounds[place] < first) {
            place += 2;
        }
        boolean overlaps =
                (place > 0 && bounds[place - 1] >= first) || (place < bounds.length && bounds[place] <= last);
        if (first < 0 || last < first || overlaps) {
            throw new IllegalArgumentException("range " + first + " to " + last + " beside " + this);
        }
        int[] more = Arrays.copyOf(bounds, bounds.length + 2);
        System.arraycopy(bounds, place, more, place + 2, bounds.length - place);
        more[place] = first;
        more[place + 1] = last;
        return new IndexRanges(more);
    }

    /** Hands first and last of every range to {@code use}, in order. */
    void forEach(BiConsumer<Integer, Integer> use) {
        for (int i = 0; i < bounds.length; i += 2) {
            use.accept(bounds[i], bounds[i + 1]);
        }
    }

    /** All indices. */
    SortedSet<Integer> indices() {
        SortedSet<Integer> indices = new TreeSet<>();
        forEach((first, last) -> {
            for (int i = first; i <= last; i++) {
                indices.add(i);
            }
        });
        return indices;
    }

    @Override
    public String toString() {
        return Arrays.toString(bounds);
    }
}
