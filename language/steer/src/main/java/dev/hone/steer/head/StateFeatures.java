package dev.hone.steer.head;

import dev.hone.transformer.CausalModel;
import dev.hone.transformer.Rows;
import java.util.Arrays;

/**
 * What is known of a text as it grows, from the frozen model's own pass: its last hidden state, the mean of its states since the
 * prompt's end, the mean of its tokens' input embeddings, and how many tokens it has. The last state is about the next token; that
 * the text was cheerful so far, which the reward counts and the state forgets, is in the means. For one thread.
 */
public final class StateFeatures {
    private static final int LENGTHS = 2;

    private final CausalModel model;
    private final int hidden;
    private final int limit;
    private final double[] states; // sum. [hidden]
    private final double[] embeddings; // sum. [hidden]
    private final float[] embedding;
    private int tokens;
    private int seen;

    /** @param limit most tokens of a text when the value was learnt: the length is told as a share of it */
    public StateFeatures(CausalModel model, int limit) {
        this.model = model;
        this.hidden = model.config().hidden();
        this.limit = limit;
        states = new double[hidden];
        embeddings = new double[hidden];
        embedding = new float[hidden];
    }

    /** How many numbers describe a text of a model with states of this width. */
    public static int dimension(int hidden) {
        return 3 * hidden + LENGTHS;
    }

    /** Forgets the text. */
    public void clear() {
        Arrays.fill(states, 0);
        Arrays.fill(embeddings, 0);
        tokens = 0;
        seen = 0;
    }

    /**
     * Takes in the state after the last token, or the prompt's, and describes the text; once for every state.
     *
     * @param into [dimension]
     */
    public void write(Rows state, int row, float[] into, int at) {
        seen++;
        int from = state.at(row);
        for (int i = 0; i < hidden; i++) {
            float value = state.values()[from + i];
            states[i] += value;
            into[at + i] = value;
            into[at + hidden + i] = (float) (states[i] / seen);
            into[at + 2 * hidden + i] = (float) (embeddings[i] / Math.max(1, tokens));
        }
        into[at + 3 * hidden] =
                (float) Math.min(tokens, limit) / limit; // longer texts than were learnt from are like the longest
        into[at + 3 * hidden + 1] = 1f / (1 + tokens);
    }

    /** The token that the text goes on with. */
    public void add(int token) {
        model.inputEmbedding(token, embedding, 0);
        for (int i = 0; i < hidden; i++) {
            embeddings[i] += embedding[i];
        }
        tokens++;
    }
}
