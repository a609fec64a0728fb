package dev.hone.transformer.decode;

import dev.hone.transformer.Decoder;
import dev.hone.transformer.Family;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.Rows;
import dev.hone.transformer.kernel.Kernels;
import dev.hone.transformer.kernel.Panels;
import java.util.Arrays;

/**
 * The decoder of all families: reads the weights, keeps keys and values.
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
    private final Weights weights;
    private final Kernels kernels;
    private final Rotary rotary;
    private final Attention attention;
    private final int capacity;
    private final int read;

    private final int width; // of a row of the residual stream, padded
    private final int qkvWidth;
    private final int mixedWidth;
    private final int upWidth;
    private final float[] residual; // [position][width]
    private final float[] normed; // [position][width]
    private final float[] qkv; // [position][qkvWidth]
    private final float[] mixed; // [position][mixedWidth]
    private final float[] raised; // [position][upWidth]
    private final float[] update; // [position][width]
    private final float[] packed; // [group][input][4]
    private final float[] head; // one head, padded, for its norm

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
        this.weights = weights;
        this.kernels = kernels;
        this.capacity = sequences;
        this.read = read;
        int batch = Groups.padded(Math.max(sequences, read));
        rotary = new Rotary(config);
        attention = new Attention(config, kernels, batch);
        width = Panels.pad(config.hidden());
        qkvWidth = WeightsReader.valuesAt(config) + Panels.pad(config.keyValueWidth());
        mixedWidth = Panels.pad(config.queryWidth());
        upWidth = weights.layers().getFirst().up().paddedRows();
        residual = new float[batch * width];
        normed = new float[batch * width];
        qkv = new float[batch * qkvWidth];
        mixed = new float[batch * mixedWidth];
        raised = new float[batch * upWidth];
        update = new float[batch * width];
        packed = new float[batch * Math.max(width, Math.max(mixedWidth, Panels.pad(config.intermediate())))];
        head = new float[Panels.pad(config.headDimension())];
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
        release();
        prompt.clear();
        halfway.clear();
        top.clear();
        append(tokens);
    }

    @Override
    public void append(int... tokens) {
        if (own.length > 0) {
            throw new IllegalStateException("the prompt has been forked");
        }
        if (tokens.length == 0 || tokens.length > config.context() - prompt.length()) {
            throw new IllegalArgumentException(
                    tokens.length + " tokens after " + prompt.length() + " of " + config.context());
        }
        for (int from = 0; from < tokens.length; from += read) {
            int batch = Math.min(read, tokens.length - from);
            int first = prompt.length();
            prompt.extend(batch);
            pass(tokens, from, batch, first, 1);
            top.add(residual, batch);
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
        int position = position();
        if (position >= config.context()) {
            throw new IllegalStateException("the context of " + config.context() + " tokens is full");
        }
        for (Segment segment : own) {
            segment.extend(1);
        }
        pass(tokens, 0, own.length, position, 0);
        for (int b = 0; b < own.length; b++) {
            weights.finalNorm().apply(kernels, residual, b * width, hidden, b * width);
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
        int stride = weights.head().paddedRows();
        if (!stepped || own.length == 0) {
            if (!hasPromptLogits) {
                project(weights.head(), top.last(), width, 1, promptLogits);
                hasPromptLogits = true;
            }
            return new Rows(promptLogits, 0, config.vocabulary());
        }
        if (!hasLogits) {
            int needed = Groups.padded(own.length) * stride;
            if (logits.length < needed) {
                logits = new float[needed];
            }
            project(weights.head(), hidden, width, own.length, logits);
            hasLogits = true;
        }
        return new Rows(logits, stride, config.vocabulary());
    }

    /**
     * Through all layers; leaves the residual stream before the final norm.
     *
     * @param position of the first of the batch
     * @param more 1 if the batch is consecutive positions of the prompt, 0 if it is one position of every sequence
     */
    private void pass(int[] tokens, int from, int batch, int position, int more) {
        embed(tokens, from, batch, position, more);
        if (config.family().rotary()) {
            rotary.prepare(position, 1 + more * (batch - 1));
        }
        for (int l = 0; l < config.layers(); l++) {
            Weights.Layer layer = weights.layers().get(l);

            norm(layer.attentionNorm(), batch);
            project(layer.queryKeyValue(), normed, width, batch, qkv);
            turn(layer, batch, more);
            store(l, batch, more);
            int seen = more == 1 ? position + 1 : prompt.length();
            attention.apply(l, batch, qkv, qkvWidth, prompt, seen, more, more == 1 ? NONE : own, mixed, mixedWidth);
            project(layer.attentionOutput(), mixed, mixedWidth, batch, update);
            addUpdate(batch);

            norm(layer.feedForwardNorm(), batch);
            project(layer.up(), normed, width, batch, raised);
            activate(batch);
            project(layer.down(), raised, upWidth, batch, update);
            addUpdate(batch);

            if (more == 1 && l + 1 == half) {
                halfway.add(residual, batch);
            }
        }
    }

    private void embed(int[] tokens, int from, int batch, int position, int more) {
        for (int b = 0; b < batch; b++) {
            weights.embedding().row(tokens[from + b], residual, b * width);
            if (weights.positions().isPresent()) {
                float[] positions = weights.positions().get();
                int at = (position + more * b) * config.hidden();
                for (int i = 0; i < config.hidden(); i++) {
                    residual[b * width + i] += positions[at + i];
                }
            }
        }
    }

    private void norm(Norm norm, int batch) {
        for (int b = 0; b < batch; b++) {
            norm.apply(kernels, residual, b * width, normed, b * width);
        }
    }

    private void project(Matrix matrix, float[] in, int inWidth, int batch, float[] out) {
        int inputs = matrix.inputs();
        int stride = Kernels.GROUP * inputs;
        float[] x = in;
        if (batch > 1) {
            x = packed;
            for (int b = 0; b < batch; b += Kernels.GROUP) {
                int present = Math.min(Kernels.GROUP, batch - b);
                Groups.interleave(in, b * inWidth, inWidth, present, inputs, packed, b * inputs);
            }
        }
        int outWidth = matrix.paddedRows();
        kernels.multiply(matrix.weights(), matrix.panels(), inputs, x, 0, stride, batch, out, 0, outWidth, false);
        if (matrix.bias().isPresent()) {
            float[] bias = matrix.bias().get();
            for (int b = 0; b < batch; b++) {
                for (int i = 0; i < bias.length; i++) {
                    out[b * outWidth + i] += bias[i];
                }
            }
        }
    }

    /** Norms of the heads, where the family has them, and rotary positions. */
    private void turn(Weights.Layer layer, int batch, int more) {
        int n = config.headDimension();
        int keysAt = WeightsReader.keysAt(config);
        for (int b = 0; b < batch; b++) {
            for (int h = 0; h < config.heads() + config.keyValueHeads(); h++) {
                boolean query = h < config.heads();
                int at = b * qkvWidth + (query ? h * n : keysAt + (h - config.heads()) * n);
                var norm = query ? layer.queryNorm() : layer.keyNorm();
                if (norm.isPresent()) {
                    System.arraycopy(qkv, at, head, 0, n);
                    norm.get().apply(kernels, head, 0, qkv, at);
                }
                if (config.family().rotary()) {
                    rotary.rotate(qkv, at, more * b);
                }
            }
        }
    }

    private void store(int layer, int batch, int more) {
        int n = config.headDimension();
        for (int b = 0; b < batch; b++) {
            Segment segment = more == 1 ? prompt : own[b];
            int position = more == 1 ? segment.length() - batch + b : segment.length() - 1;
            Page page = segment.page(position / Page.POSITIONS);
            for (int h = 0; h < config.keyValueHeads(); h++) {
                int key = b * qkvWidth + WeightsReader.keysAt(config) + h * n;
                int value = b * qkvWidth + WeightsReader.valuesAt(config) + h * n;
                page.put(layer * config.keyValueHeads() + h, position % Page.POSITIONS, qkv, key, value);
            }
        }
    }

    private void activate(int batch) {
        for (int b = 0; b < batch; b++) {
            int at = b * upWidth;
            if (config.family() == Family.GPT2) {
                kernels.gelu(raised, at, upWidth);
            } else {
                kernels.gate(raised, at, raised, at + upWidth / 2, upWidth / 2);
            }
        }
    }

    private void addUpdate(int batch) {
        for (int i = 0; i < batch * width; i++) {
            residual[i] += update[i];
        }
    }

    private void release() {
        for (Segment segment : own) {
            segment.clear();
        }
        own = NONE;
        stepped = false;
    }
}
