package dev.hone.transformer.generate;

import dev.hone.transformer.CausalModel;
import dev.hone.transformer.Decoder;
import dev.hone.transformer.MixedDecoder;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** A model whose batch passes are counted, held up and made to fail. */
final class WatchedModel implements CausalModel {
    private final CausalModel model;
    private final List<Pass> passes = new ArrayList<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Semaphore allowed = new Semaphore(Integer.MAX_VALUE / 2);
    private int decoders;
    private int failing = -1;
    private Error failure = new Error();

    WatchedModel(CausalModel model) {
        this.model = model;
    }

    /** What went through the layers together: sequences that grew, prompt tokens read. */
    record Pass(int steps, int read) {}

    /** From now on a pass is made only when {@link #pass()} or {@link #release()} allows it. */
    void hold() {
        allowed.drainPermits();
    }

    /** Allows one pass and waits until it has begun. */
    void pass() throws InterruptedException {
        int before = passes().size();
        allowed.release();
        while (passes().size() == before) {
            Thread.sleep(1);
        }
    }

    void release() {
        allowed.release(Integer.MAX_VALUE / 2);
    }

    void failAtPass(int number, Error error) {
        failing = number;
        failure = error;
    }

    synchronized List<Pass> passes() {
        return List.copyOf(passes);
    }

    int mostSteps() {
        return passes().stream().mapToInt(Pass::steps).max().orElse(0);
    }

    synchronized int decoders() {
        return decoders;
    }

    boolean knows(Thread thread) {
        return threads.contains(thread);
    }

    private void began(Pass pass) {
        try {
            allowed.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.add(Thread.currentThread());
        synchronized (this) {
            passes.add(pass);
            if (passes.size() == failing) {
                throw failure;
            }
        }
    }

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
        return model.decoder(sequences);
    }

    @Override
    public MixedDecoder mixedDecoder(int rows) {
        synchronized (this) {
            decoders++;
        }
        return new Watched(model.mixedDecoder(rows));
    }

    private final class Watched implements MixedDecoder {
        private final MixedDecoder decoder;
        private int steps;
        private int read;

        private Watched(MixedDecoder decoder) {
            this.decoder = decoder;
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
            read += count;
            decoder.read(prompt, tokens, from, count);
        }

        @Override
        public void step(Strand sequence, int token) {
            steps++;
            decoder.step(sequence, token);
        }

        @Override
        public void cancel() {
            steps = 0;
            read = 0;
            decoder.cancel();
        }

        @Override
        public void run() {
            Pass pass = new Pass(steps, read);
            steps = 0;
            read = 0;
            began(pass);
            decoder.run();
        }

        @Override
        public Rows logits(int parts) {
            return decoder.logits(parts);
        }

        @Override
        public Rows hidden() {
            return decoder.hidden();
        }
    }
}
