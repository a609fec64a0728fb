package dev.hone.transformer.decode;

import dev.hone.transformer.Decoder;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.Rows;
import dev.hone.transformer.kernel.Kernels;
import java.util.Arrays;

/**
 * The decoder of all families: one prompt, and sequences of equal length that continue it.
 *
 * <p>Reading a prompt and decoding are the same pass over the layers with another batch: consecutive positions of one
 * sequence, or one position of every sequence. All buffers are made beforehand or grow to the longest sequence seen, so a
 * step allocates nothing.
 */
final class TransformerDecoder implements Decoder {
    /** Positions of a prompt that are read at once. */
    static final int READ = 64;

    private static final Segment[] NONE = new Segment[0];

    private final ModelConfig config;
    private final Layers layers;
    private final Batch batch;
    private final int capacity;
    private final int read;
    private final int width; // of a row, padded

    private final Segment prompt;
    private final Segment[] free;
    private Segment[] own = NONE;
    private final int half; // layers below the half-way state
    private final PromptState halfway;
    private final PromptState top;
    private final float[] promptLogits;
    private final float[] hidden; // [sequence][width]
    private float[] logits = new float[0]; // [sequence][padded vocabulary]
    private boolean hasPromptLogits;
    private boolean hasLogits;
    private boolean stepped;

    TransformerDecoder(ModelConfig config, Weights weights, Kernels kernels, int sequences, int read) {
        this.config = config;
        this.capacity = sequences;
        this.read = read;
        batch = new Batch(Math.max(sequences, read));
        layers = new Layers(config, weights, kernels, Math.max(sequences, read));
        width = layers.width();
        Segment.Pool pool = new Segment.Pool(() -> new Page(config));
        prompt = new Segment(pool);
        free = new Segment[sequences];
        Arrays.setAll(free, i -> new Segment(pool));
        half = (config.layers() + 1) / 2;
        halfway = new PromptState(weights.finalNorm(), kernels, width);
        top = new PromptState(weights.finalNorm(), kernels, width);
        promptLogits = new float[weights.head().paddedRows()];
        hidden = new float[Groups.padded(sequences) * width];
    }

    @Override
    public void prompt(int... tokens) {
        begin();
        append(tokens);
    }

    @Override
    public void states(int[] tokens, float[] into) {
        begin();
        float[] state = new float[width];
        read(tokens, (position, row) -> {
            layers.finish(row, state, 0);
            System.arraycopy(state, 0, into, position * config.hidden(), config.hidden());
        });
    }

    private void begin() {
        release();
        prompt.clear();
        halfway.clear();
        top.clear();
    }

    @Override
    public void append(int... tokens) {
        read(tokens, (_, _) -> {});
    }

    /** Told of every token read: its place among them, and its row of the residual stream. */
    private interface Reader {
        void read(int position, int row);
    }

    private void read(int[] tokens, Reader reader) {
        if (own.length > 0) {
            throw new IllegalStateException("the prompt has been forked");
        }
        if (tokens.length == 0 || tokens.length > config.context() - prompt.length()) {
            throw new IllegalArgumentException(
                    tokens.length + " tokens after " + prompt.length() + " of " + config.context());
        }
        for (int from = 0; from < tokens.length; from += read) {
            int count = Math.min(read, tokens.length - from);
            batch.clear();
            batch.read(prompt, tokens, from, count);
            layers.embed(batch);
            layers.pass(batch, 0, half);
            halfway.add(layers.residual(), count);
            layers.pass(batch, half, config.layers());
            top.add(layers.residual(), count);
            for (int row = 0; row < count; row++) {
                reader.read(from + row, row);
            }
        }
        hasPromptLogits = false;
    }

    @Override
    public void fork(int n) {
        if (n < 1 || n > capacity) {
            throw new IllegalArgumentException(n + " sequences in a decoder made for " + capacity);
        }
        if (prompt.length() == 0) {
            throw new IllegalStateException("there is no prompt");
        }
        release();
        own = Arrays.copyOf(free, n);
        stepped = false;
    }

    @Override
    public void step(int[] tokens) {
        if (own.length == 0) {
            throw new IllegalStateException("the prompt has not been forked");
        }
        if (position() >= config.context()) {
            throw new IllegalStateException("the context of " + config.context() + " tokens is full");
        }
        batch.clear();
        for (int b = 0; b < own.length; b++) {
            batch.step(prompt, own[b], tokens[b]);
        }
        layers.embed(batch);
        layers.pass(batch, 0, config.layers());
        for (int b = 0; b < own.length; b++) {
            layers.finish(b, hidden, b * width);
        }
        stepped = true;
        hasLogits = false;
    }

    @Override
    public void keep(int... sequences) {
        Segment[] kept = new Segment[sequences.length];
        for (int i = 0; i < sequences.length; i++) {
            if (sequences[i] >= own.length || (i > 0 && sequences[i] <= sequences[i - 1])) {
                throw new IllegalArgumentException("keep " + Arrays.toString(sequences) + " of " + own.length);
            }
            kept[i] = own[sequences[i]];
            System.arraycopy(hidden, sequences[i] * width, hidden, i * width, width);
        }
        for (Segment segment : own) {
            if (Arrays.stream(kept).noneMatch(k -> k == segment)) {
                segment.clear();
            }
        }
        own = kept;
        hasLogits = false;
    }

    @Override
    public int sequences() {
        return own.length;
    }

    @Override
    public int position() {
        return prompt.length() + (own.length == 0 ? 0 : own[0].length());
    }

    @Override
    public Rows hidden() {
        return stepped && own.length > 0
                ? new Rows(hidden, width, config.hidden())
                : new Rows(top.last(), 0, config.hidden());
    }

    @Override
    public float[] promptStates() {
        float[] states = new float[4 * config.hidden()];
        halfway.write(states, 0);
        top.write(states, 2 * config.hidden());
        return states;
    }

    @Override
    public Rows logits() {
        int stride = promptLogits.length;
        if (!stepped || own.length == 0) {
            if (!hasPromptLogits) {
                layers.logits(top.last(), 1, promptLogits);
                hasPromptLogits = true;
            }
            return new Rows(promptLogits, 0, config.vocabulary());
        }
        if (!hasLogits) {
            int needed = Groups.padded(own.length) * stride;
            if (logits.length < needed) {
                logits = new float[needed];
            }
            layers.logits(hidden, own.length, logits);
            hasLogits = true;
        }
        return new Rows(logits, stride, config.vocabulary());
    }

    private void release() {
        for (Segment segment : own) {
            segment.clear();
        }
        own = NONE;
        stepped = false;
    }
}
