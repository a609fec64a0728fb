package dev.hone.transformer.decode;

import java.util.Arrays;

/**
 * What goes through the layers together: rows, each a token at a position of the segment that will hold its keys and
 * values. Adding a row makes room for it in its segment.
 */
final class Batch {
    private final int capacity;
    private final int[] tokens; // [row]
    private final int[] positions; // [row] in the whole sequence
    private final Segment[] segments; // [row]
    private final int[] places; // [row] in the segment
    private final Span[] spans;
    private int rows;
    private int spanCount;

    Batch(int capacity) {
        this.capacity = capacity;
        tokens = new int[capacity];
        positions = new int[capacity];
        places = new int[capacity];
        segments = new Segment[capacity];
        Arrays.fill(segments, Segment.EMPTY);
        spans = new Span[capacity];
        Arrays.setAll(spans, i -> new Span());
    }

    void clear() {
        rows = 0;
        spanCount = 0;
    }

    /** The next {@code count} positions of a prompt. */
    void read(Segment prompt, int[] ids, int from, int count) {
        if (count > capacity - rows) {
            throw new IllegalArgumentException(rows + " + " + count + " rows in a batch of " + capacity);
        }
        int first = prompt.length();
        prompt.extend(count);
        span(prompt, first + 1, 1, 0);
        for (int i = 0; i < count; i++) {
            row(ids[from + i], first + i, prompt, first + i);
        }
    }

    /** The next position of a sequence that continues a prompt; beside the one before it if both are equally long. */
    void step(Segment prompt, Segment own, int id) {
        int place = own.length();
        own.extend(1);
        Span last = spanCount == 0 ? null : spans[spanCount - 1];
        if (last == null || last.more == 1 || last.shared != prompt || last.ownLength != own.length()) {
            span(prompt, prompt.length(), 0, own.length());
        }
        row(id, prompt.length() + place, own, place);
    }

    private void span(Segment shared, int seen, int more, int ownLength) {
        Span span = spans[spanCount++];
        span.shared = shared;
        span.seen = seen;
        span.more = more;
        span.ownLength = ownLength;
        span.first = rows;
        span.rows = 0;
    }

    private void row(int id, int position, Segment segment, int place) {
        tokens[rows] = id;
        positions[rows] = position;
        segments[rows] = segment;
        places[rows] = place;
        spans[spanCount - 1].rows++;
        rows++;
    }

    int rows() {
        return rows;
    }

    int token(int row) {
        return tokens[row];
    }

    int position(int row) {
        return positions[row];
    }

    Segment segment(int row) {
        return segments[row];
    }

    int place(int row) {
        return places[row];
    }

    int spans() {
        return spanCount;
    }

    Span span(int i) {
        return spans[i];
    }
}
