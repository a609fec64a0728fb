package dev.hone.transformer.generate;

import dev.hone.transformer.CausalModel;
import dev.hone.transformer.Decoder;
import dev.hone.transformer.MixedDecoder;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.Rows;
import java.util.BitSet;

/** A model that gives some tokens no chance. */
record MaskedModel(CausalModel model, BitSet masked) implements CausalModel {
    @Override
    public ModelConfig config() {
        return model.config();
    }

    @Override
    public String engine() {
        return model.engine();
    }

    @Override
    public void inputEmbedding(int token, float[] into, int at) {
        model.inputEmbedding(token, into, at);
    }

    @Override
    public void outputEmbedding(int token, float[] into, int at) {
        model.outputEmbedding(token, into, at);
    }

    @Override
    public Decoder decoder(int sequences) {
        return new MaskedDecoder(model.decoder(sequences), masked);
    }

    @Override
    public MixedDecoder mixedDecoder(int rows) {
        return new MaskedMixedDecoder(model.mixedDecoder(rows), masked);
    }

    private static void mask(Rows logits, int rows, BitSet masked) {
        for (int row = 0; row < rows; row++) {
            int at = logits.at(row);
            masked.stream().forEach(id -> logits.values()[at + id] = Float.NEGATIVE_INFINITY);
        }
    }

    private record MaskedDecoder(Decoder decoder, BitSet masked) implements Decoder {
        @Override
        public Rows logits() {
            Rows logits = decoder.logits();
            mask(logits, logits.stride() == 0 ? 1 : decoder.sequences(), masked);
            return logits;
        }

        @Override
        public void prompt(int... tokens) {
            decoder.prompt(tokens);
        }

        @Override
        public void states(int[] tokens, float[] into) {
            decoder.states(tokens, into);
        }

        @Override
        public void append(int... tokens) {
            decoder.append(tokens);
        }

        @Override
        public void fork(int n) {
            decoder.fork(n);
        }

        @Override
        public void step(int[] tokens) {
            decoder.step(tokens);
        }

        @Override
        public void keep(int... sequences) {
            decoder.keep(sequences);
        }

        @Override
        public int sequences() {
            return decoder.sequences();
        }

        @Override
        public int position() {
            return decoder.position();
        }

        @Override
        public Rows hidden() {
            return decoder.hidden();
        }

        @Override
        public float[] promptStates() {
            return decoder.promptStates();
        }
    }

    private record MaskedMixedDecoder(MixedDecoder decoder, BitSet masked) implements MixedDecoder {
        @Override
        public Rows logits(int parts) {
            Rows logits = decoder.logits(parts);
            mask(logits, parts, masked);
            return logits;
        }

        @Override
        public Rows hidden() {
            return decoder.hidden();
        }

        @Override
        public Strand open() {
            return decoder.open();
        }

        @Override
        public Strand fork(Strand prompt) {
            return decoder.fork(prompt);
        }

        @Override
        public void release(Strand strand) {
            decoder.release(strand);
        }

        @Override
        public void read(Strand prompt, int[] tokens, int from, int count) {
            decoder.read(prompt, tokens, from, count);
        }

        @Override
        public void step(Strand sequence, int token) {
            decoder.step(sequence, token);
        }

        @Override
        public void cancel() {
            decoder.cancel();
        }

        @Override
        public void run() {
            decoder.run();
        }
    }
}
