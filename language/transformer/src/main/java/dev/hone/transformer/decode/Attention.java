package dev.hone.transformer.decode;

import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.kernel.Kernels;
import dev.hone.transformer.kernel.Panels;
import java.util.Arrays;

/**
 * Soft-max attention of a span of rows to what came before them: first a segment that all of them share, then one that
 * each has for itself.
 *
 * <p>Reading a prompt, the span is consecutive positions of the shared segment, each of which sees one more of it than the
 * last. Decoding, it is one position of every sequence that continues a prompt; all see the whole shared segment. The shared part is
 * then one product of matrices for all sequences, where a cache per sequence would be read once for each.
 *
 * <p>Every sum runs over positions in their order, or in 16 partial sums by {@code position % 16}; where the shared segment
 * ends or a page begins makes no difference to it. Queries are grouped (Ainslie et al. 2023): several query heads read one
 * key-value head, and are rows of the same product.
 */
final class Attention {
    private final ModelConfig config;
    private final Kernels kernels;
    private final int queriesPerHead;
    private final int valuePanels;
    private final float scale;
    private float[] queries = new float[0]; // [group][number][4]
    private float[] scores = new float[0]; // [row][position]
    private float[] shares = new float[0]; // [group][position][4]
    private float[] means; // [row][number]
    private float[] sums;

    Attention(ModelConfig config, Kernels kernels, int batch) {
        this.config = config;
        this.kernels = kernels;
        queriesPerHead = config.heads() / config.keyValueHeads();
        valuePanels = Panels.count(config.headDimension());
        scale = (float) (1 / Math.sqrt(config.headDimension()));
        int rows = Groups.padded(batch * queriesPerHead);
        queries = new float[rows * config.headDimension()];
        means = new float[rows * valuePanels * Kernels.ROWS];
        sums = new float[rows];
    }

    /**
     * One layer's attention for a span of a batch.
     *
     * @param qkv queries, keys and values, rotated; keys and values are in their segments already. [row][queries, keys, values]
     * @param out weighted means of values, all heads. [row][heads * numbers]
     */
    void apply(int layer, Batch batch, Span span, float[] qkv, int qkvStride, float[] out, int outStride) {
        int rows = span.rows * queriesPerHead;
        int sharedLength = span.seen + span.more * (span.rows - 1);
        int ownLength = span.ownLength;
        int stride = Panels.pad(sharedLength + ownLength) + 2 * Kernels.ROWS;
        scores = room(scores, Groups.padded(rows) * stride);
        shares = room(shares, Groups.padded(rows) * sharedLength);
        int qkvAt = span.first * qkvStride;
        for (int h = 0; h < config.keyValueHeads(); h++) {
            int head = layer * config.keyValueHeads() + h;
            int firstQuery = qkvAt + h * queriesPerHead * config.headDimension();
            scoreShared(head, rows, span, qkv, firstQuery, qkvStride, sharedLength, stride);
            scoreOwn(head, batch, span, qkv, firstQuery, qkvStride, sharedLength, stride);
            softmax(rows, span, sharedLength, stride);
            meanShared(head, rows, span.shared, sharedLength, stride);
            meanOwn(head, batch, span, sharedLength, stride);
            write(h, span, out, outStride);
        }
    }

    private void scoreShared(
            int head, int rows, Span span, float[] qkv, int firstQuery, int qkvStride, int sharedLength, int stride) {
        int n = config.headDimension();
        float[] x = queries;
        int at = 0;
        if (rows == 1) {
            x = qkv;
            at = firstQuery;
        } else {
            packQueries(span.rows, rows, qkv, qkvStride, firstQuery);
        }
        for (int from = 0; from < sharedLength; from += Page.POSITIONS) {
            int panels = Panels.count(Math.min(Page.POSITIONS, sharedLength - from));
            Panels keys = span.shared.page(from / Page.POSITIONS).keys(head);
            kernels.multiply(keys, panels, n, x, at, Kernels.GROUP * n, rows, scores, from, stride, false);
        }
    }

    private void packQueries(int batch, int rows, float[] qkv, int qkvStride, int firstQuery) {
        int n = config.headDimension();
        Arrays.fill(queries, 0, Groups.padded(rows) * n, 0f);
        for (int b = 0; b < batch; b++) {
            for (int i = 0; i < queriesPerHead; i++) {
                int row = b * queriesPerHead + i;
                int from = b * qkvStride + firstQuery + i * n;
                int to = row / Kernels.GROUP * Kernels.GROUP * n + row % Kernels.GROUP;
                for (int j = 0; j < n; j++) {
                    queries[to + Kernels.GROUP * j] = qkv[from + j];
                }
            }
        }
    }

    private void scoreOwn(
            int head,
            Batch batch,
            Span span,
            float[] qkv,
            int firstQuery,
            int qkvStride,
            int sharedLength,
            int stride) {
        int n = config.headDimension();
        for (int from = 0; from < span.ownLength; from += Page.POSITIONS) {
            int panels = Panels.count(Math.min(Page.POSITIONS, span.ownLength - from));
            for (int b = 0; b < span.rows; b++) {
                Panels keys = batch.segment(span.first + b)
                        .page(from / Page.POSITIONS)
                        .keys(head);
                for (int i = 0; i < queriesPerHead; i++) {
                    int query = firstQuery + b * qkvStride + i * n;
                    int to = (b * queriesPerHead + i) * stride + sharedLength + from;
                    kernels.multiply(keys, panels, n, qkv, query, 0, 1, scores, to, 0, false);
                }
            }
        }
    }

    /** Exponentials in place of scores, 0 where a position does not see; their sums are divided by at the end. */
    private void softmax(int rows, Span span, int sharedLength, int stride) {
        for (int row = 0; row < rows; row++) {
            int at = row * stride;
            int length = span.seen + row / queriesPerHead * span.more + span.ownLength;
            int padded = Panels.pad(length);
            Arrays.fill(scores, at + length, at + padded, Float.NEGATIVE_INFINITY);
            float max = kernels.maximum(scores, at, padded);
            sums[row] = kernels.exponentials(scores, at, padded, max, scale, scores, at);
            if (padded < sharedLength) {
                Arrays.fill(scores, at + padded, at + sharedLength, 0f);
            }
        }
    }

    private void meanShared(int head, int rows, Segment shared, int sharedLength, int stride) {
        float[] x = scores;
        if (rows > 1) {
            x = shares;
            for (int row = 0; row < rows; row += Kernels.GROUP) {
                int present = Math.min(Kernels.GROUP, rows - row);
                Groups.interleave(scores, row * stride, stride, present, sharedLength, shares, row * sharedLength);
            }
        }
        for (int from = 0; from < sharedLength; from += Page.POSITIONS) {
            int positions = Math.min(Page.POSITIONS, sharedLength - from);
            Panels values = shared.page(from / Page.POSITIONS).values(head);
            kernels.multiply(
                    values,
                    valuePanels,
                    positions,
                    x,
                    rows == 1 ? from : Kernels.GROUP * from,
                    Kernels.GROUP * sharedLength,
                    rows,
                    means,
                    0,
                    valuePanels * Kernels.ROWS,
                    from > 0);
        }
    }

    private void meanOwn(int head, Batch batch, Span span, int sharedLength, int stride) {
        for (int from = 0; from < span.ownLength; from += Page.POSITIONS) {
            int positions = Math.min(Page.POSITIONS, span.ownLength - from);
            for (int b = 0; b < span.rows; b++) {
                Panels values = batch.segment(span.first + b)
                        .page(from / Page.POSITIONS)
                        .values(head);
                for (int i = 0; i < queriesPerHead; i++) {
                    int row = b * queriesPerHead + i;
                    int at = row * stride + sharedLength + from;
                    int to = row * valuePanels * Kernels.ROWS;
                    kernels.multiply(values, valuePanels, positions, scores, at, 0, 1, means, to, 0, true);
                }
            }
        }
    }

    private void write(int h, Span span, float[] out, int outStride) {
        int n = config.headDimension();
        for (int b = 0; b < span.rows; b++) {
            for (int i = 0; i < queriesPerHead; i++) {
                int row = b * queriesPerHead + i;
                int from = row * valuePanels * Kernels.ROWS;
                int to = (span.first + b) * outStride + (h * queriesPerHead + i) * n;
                float share = 1 / sums[row];
                for (int j = 0; j < n; j++) {
                    out[to + j] = means[from + j] * share;
                }
            }
        }
    }

    private static float[] room(float[] array, int needed) {
        return array.length >= needed ? array : new float[needed + needed / 2];
    }
}
