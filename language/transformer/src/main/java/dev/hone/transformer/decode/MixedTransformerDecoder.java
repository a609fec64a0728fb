package dev.hone.transformer.decode;

import dev.hone.transformer.MixedDecoder;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.Rows;
import dev.hone.transformer.kernel.Kernels;

/** {@link MixedDecoder} of all families, over the same layers as {@link TransformerDecoder}. */
final class MixedTransformerDecoder implements MixedDecoder {
    private final ModelConfig config;
    private final Layers layers;
    private final Batch batch;
    private final Segment.Pool pool;
    private final int[] ends; // [part] its last row
    private final int stride; // of logits
    private float[] hidden = new float[0]; // [part][width]
    private float[] logits = new float[0]; // [part][padded vocabulary]
    private int parts;
    private boolean ran;

    /** @param rows most rows of a pass: tokens to read and sequences to step */
    MixedTransformerDecoder(ModelConfig config, Weights weights, Kernels kernels, int rows) {
        this.config = config;
        batch = new Batch(rows);
        layers = new Layers(config, weights, kernels, rows);
        pool = new Segment.Pool(() -> new Page(config));
        ends = new int[rows];
        stride = weights.head().paddedRows();
    }

    /** @param prompt the segment before, or {@link Segment#EMPTY} of a prompt itself */
    private record Fork(Segment prompt, Segment own) implements Strand {
        @Override
        public int length() {
            return own.length();
        }

        int position() {
            return prompt.length() + own.length();
        }
    }

    @Override
    public Strand open() {
        return new Fork(Segment.EMPTY, new Segment(pool));
    }

    @Override
    public Strand fork(Strand prompt) {
        Segment segment = prompt(prompt).own();
        if (segment.length() == 0) {
            throw new IllegalStateException("the prompt has not been read");
        }
        return new Fork(segment, new Segment(pool));
    }

    @Override
    public void release(Strand strand) {
        ((Fork) strand).own().clear();
    }

    @Override
    public void read(Strand prompt, int[] tokens, int from, int count) {
        Fork fork = prompt(prompt);
        requireRoom(fork, count);
        begin();
        batch.read(fork.own(), tokens, from, count);
        ends[parts++] = batch.rows() - 1;
    }

    @Override
    public void step(Strand sequence, int token) {
        Fork fork = (Fork) sequence;
        if (fork.prompt() == Segment.EMPTY) {
            throw new IllegalStateException("a prompt is read, not stepped");
        }
        requireRoom(fork, 1);
        begin();
        batch.step(fork.prompt(), fork.own(), token);
        ends[parts++] = batch.rows() - 1;
    }

    @Override
    public void cancel() {
        ran = true; // over, as far as the next is concerned
        begin();
    }

    @Override
    public void run() {
        begin();
        if (parts == 0) {
            throw new IllegalStateException("the pass is empty");
        }
        layers.embed(batch);
        layers.pass(batch, 0, config.layers());
        ran = true;
    }

    @Override
    public Rows logits(int wanted) {
        if (!ran || wanted < 1 || wanted > parts) {
            throw new IllegalStateException("logits of " + wanted + " parts of " + (ran ? parts : 0));
        }
        int rows = Groups.padded(wanted);
        if (logits.length < rows * stride) {
            logits = new float[rows * stride];
            hidden = new float[rows * layers.width()];
        }
        for (int part = 0; part < wanted; part++) {
            layers.finish(ends[part], hidden, part * layers.width());
        }
        layers.logits(hidden, wanted, logits);
        return new Rows(logits, stride, config.vocabulary());
    }

    @Override
    public Rows hidden() {
        return new Rows(hidden, layers.width(), config.hidden());
    }

    /** The first part after a pass begins the next. */
    private void begin() {
        if (ran) {
            ran = false;
            parts = 0;
            batch.clear();
        }
    }

    private void requireRoom(Fork fork, int tokens) {
        if (tokens < 1 || tokens > config.context() - fork.position()) {
            throw new IllegalArgumentException(tokens + " tokens after " + fork.position() + " of " + config.context());
        }
    }

    private static Fork prompt(Strand strand) {
        Fork fork = (Fork) strand;
        if (fork.prompt() != Segment.EMPTY) {
            throw new IllegalStateException("a sequence is no prompt");
        }
        return fork;
    }
}
