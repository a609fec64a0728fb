package dev.hone.transformer.generate;

import dev.hone.transformer.CausalModel;
import dev.hone.transformer.Decoder;
import dev.hone.transformer.decode.Footprint;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the views of a {@link LocalModel} decode with: the model, decoders that are not in use, and schedulers. */
final class Decoding implements AutoCloseable {
    /** Most samples that are decoded side by side: beyond it the cost per sample hardly falls. */
    private static final int WIDEST = 32;

    private final CausalModel model;
    private final int width;
    private final Deque<Decoder> idle = new ConcurrentLinkedDeque<>();
    private final List<Scheduler> schedulers;

    Decoding(CausalModel model) {
        this(model, width(model), new CopyOnWriteArrayList<>());
    }

    private Decoding(CausalModel model, int width, List<Scheduler> schedulers) {
        this.model = model;
        this.width = width;
        this.schedulers = schedulers;
    }

    /** As many as an eighth of Java's memory holds, with full contexts. */
    private static int width(CausalModel model) {
        long sequence =
                Footprint.of(model.config()).perPosition() * model.config().context();
        long fitting = Runtime.getRuntime().maxMemory() / 8 / sequence;
        return Math.clamp(fitting, 1, WIDEST);
    }

    /** The same that gives some tokens no chance; closed with this one. */
    Decoding without(BitSet tokens) {
        return new Decoding(new MaskedModel(model, tokens), width, schedulers);
    }

    CausalModel model() {
        return model;
    }

    /** Most samples side by side. */
    int width() {
        return width;
    }

    Decoder borrow() {
        Decoder decoder = idle.poll();
        return decoder == null ? model.decoder(width) : decoder;
    }

    void giveBack(Decoder decoder) {
        idle.push(decoder);
    }

    /** A scheduler that is closed with this. */
    Scheduler scheduler(int threads) {
        Scheduler scheduler = new Scheduler(model, width, threads);
        schedulers.add(scheduler);
        return scheduler;
    }

    @Override
    public void close() {
        schedulers.forEach(Scheduler::close);
        idle.clear();
    }
}
