package dev.hone.transformer.generate;

import java.util.Arrays;

/**
 * Tokens in order of their logits, the largest first and ties by id. One number per token holds both: the logit's bits,
 * turned so that they sort like whole numbers and downwards, above the id. For one thread.
 */
public final class Ranking {
    private final long[] keys;
    private int size;

    /** @param vocabulary logits of a row */
    public Ranking(int vocabulary) {
        keys = new long[vocabulary];
    }

    /** Ranks the {@code k} most likely tokens, in one pass with a sorted list of the best so far. */
    public void best(float[] logits, int at, int vocabulary, int k) {
        size = 0;
        for (int id = 0; id < vocabulary; id++) {
            long key = key(logits[at + id], id);
            if (size == k && key > keys[k - 1]) {
                continue;
            }
            int place = -1 - Arrays.binarySearch(keys, 0, size, key);
            if (size < k) {
                size++;
            }
            System.arraycopy(keys, place, keys, place + 1, size - 1 - place);
            keys[place] = key;
        }
    }

    /** Ranks all tokens whose weight is at least {@code threshold}; blocks that weigh less together are passed over. */
    public void atLeast(float[] logits, int at, SoftMax softMax, double threshold) {
        size = 0;
        float[] weights = softMax.weights();
        for (int block = 0; block < softMax.blocks(); block++) {
            if (softMax.sum(block) >= threshold) {
                int end = softMax.end(block);
                for (int id = softMax.begin(block); id < end; id++) {
                    if (weights[id] >= threshold) {
                        keys[size++] = key(logits[at + id], id);
                    }
                }
            }
        }
        Arrays.sort(keys, 0, size);
    }

    /** How many tokens are ranked. */
    public int size() {
        return size;
    }

    /** The token at a place, 0 the likeliest. */
    public int id(int place) {
        return (int) keys[place];
    }

    private static long key(float logit, int id) {
        int bits = Float.floatToRawIntBits(logit + 0f); // one zero
        int rising = bits ^ (bits >> 31 & Integer.MAX_VALUE);
        return (long) ~rising << Integer.SIZE | id;
    }
}
