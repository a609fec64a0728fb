package dev.hone.transformer.decode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** Keys and values of consecutive positions, in pages that are taken from a pool as it grows and given back. */
final class Segment {
    /** Stands where there is none yet. */
    static final Segment EMPTY = new Segment(new Pool(() -> {
        throw new IllegalStateException("the empty segment does not grow");
    }));

    private final Pool pool;
    private final List<Page> pages = new ArrayList<>();
    private int length;

    Segment(Pool pool) {
        this.pool = pool;
    }

    /** Pages that are free; memory once used is used again. */
    static final class Pool {
        private final Deque<Page> free = new ArrayDeque<>();
        private final Supplier<Page> maker;

        Pool(Supplier<Page> maker) {
            this.maker = maker;
        }

        private Page take() {
            return free.isEmpty() ? maker.get() : free.pop();
        }
    }

    int length() {
        return length;
    }

    Page page(int i) {
        return pages.get(i);
    }

    /** Makes room for more positions at the end; their keys and values are then put layer by layer. */
    void extend(int positions) {
        length += positions;
        while (pages.size() < Page.count(length)) {
            pages.add(pool.take());
        }
    }

    void clear() {
        pages.forEach(pool.free::push);
        pages.clear();
        length = 0;
    }
}
