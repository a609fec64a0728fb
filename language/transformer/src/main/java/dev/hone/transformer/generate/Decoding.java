package dev.hone.transformer.generate;

import dev.hone.transformer.CausalModel;
import dev.hone.transformer.Decoder;
import dev.hone.transformer.decode.Footprint;
import java.util.BitSet;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** What the views of a {@link LocalModel} decode with: the model, and decoders that are not in use. */
final class Decoding {
    /** Most samples that are decoded side by side: beyond it the cost per sample hardly falls. */
    private static final int WIDEST = 32;

    private final CausalModel model;
    private final int width;
    private final Deque<Decoder> idle = new ConcurrentLinkedDeque<>();

    Decoding(CausalModel model) {
        this(model, width(model));
    }

    private Decoding(CausalModel model, int width) {
        this.model = model;
        this.width = width;
    }

    /** As many as an eighth of Java's memory holds, with full contexts. */
    private static int width(CausalModel model) {
        long sequence =
                Footprint.of(model.config()).perPosition() * model.config().context();
        long fitting = Runtime.getRuntime().maxMemory() / 8 / sequence;
        return Math.clamp(fitting, 1, WIDEST);
    }

    /** The same that gives some tokens no chance. */
    Decoding without(BitSet tokens) {
        return new Decoding(new MaskedModel(model, tokens), width);
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
}
