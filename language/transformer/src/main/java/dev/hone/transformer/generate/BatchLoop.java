package dev.hone.transformer.generate;

import dev.hone.transformer.CausalModel;
import dev.hone.transformer.MixedDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Requests that are decoded as one batch, pass after pass. Every sample is a row of its own; between two passes finished
 * and cancelled ones leave and waiting ones join, in the order in which their requests came. Prompts are read beside the
 * rows that grow, a piece a pass, so that a long one slows the others down but does not stop them. For one thread.
 *
 * <p>A prompt is read only when a row is free for its first sample, and then all samples of earlier requests have rows; so
 * prompts in memory are about as many as rows.
 */
final class BatchLoop {
    /** Prompt tokens read in a pass while nothing grows. */
    static final int READ = 64;

    /** Prompt tokens read in a pass beside sequences that grow; each costs as much as one more row. */
    static final int CHUNK = 16;

    private final int width;
    private final IntConsumer left;
    private final List<Entry> entries = new ArrayList<>(); // in order of arrival
    private final List<Row> rows = new ArrayList<>();
    private final List<Entry> readings = new ArrayList<>();
    private final MixedDecoder decoder;

    /**
     * @param width most rows side by side
     * @param left told how many samples left, complete or not
     */
    BatchLoop(CausalModel model, int width, IntConsumer left) {
        this.width = width;
        this.left = left;
        decoder = model.mixedDecoder(width + READ);
    }

    /** A request that is here. */
    private static final class Entry {
        private final Ticket ticket;
        private final TokenChoice choice;
        private final MixedDecoder.Strand prompt;
        private Optional<Outputs> outputs =
                Optional.empty(); // the prompt's, kept while samples are still to be started
        private int read;
        private int started;
        private int open;

        private Entry(Ticket ticket, MixedDecoder.Strand prompt) {
            this.ticket = ticket;
            this.choice = ticket.choice();
            this.prompt = prompt;
            open = choice.samples();
        }

        private int unread() {
            return choice.prompt().length - read;
        }

        private boolean waits() {
            return unread() == 0 && open > 0 && started < choice.samples();
        }
    }

    /** A sample that grows. */
    private static final class Row {
        private final Entry entry;
        private final int sample;
        private final Sequence sequence;
        private final MixedDecoder.Strand strand;
        private int token;

        private Row(Entry entry, int sample, Sequence sequence, MixedDecoder.Strand strand, int token) {
            this.entry = entry;
            this.sample = sample;
            this.sequence = sequence;
            this.strand = strand;
            this.token = token;
        }
    }

    /** Lets a request in, behind those that are here. */
    void join(Ticket ticket) {
        entries.add(new Entry(ticket, decoder.open()));
    }

    boolean idle() {
        return entries.isEmpty();
    }

    /** One pass for all. What fails in a request's own part fails that request; what fails in the common part, all. */
    void pass() {
        try {
            for (Entry entry : entries) {
                if (entry.ticket.cancelled()) {
                    close(entry);
                }
            }
            clear();
            startWaiting();
            decode();
            clear();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Ends all requests that are here. */
    void fail(Throwable reason) {
        for (Entry entry : entries) {
            entry.ticket.fail(reason);
            close(entry);
        }
        decoder.cancel();
        clear();
    }

    private void startWaiting() {
        for (Entry entry : entries) {
            if (entry.waits()) {
                start(entry, entry.outputs.orElseThrow(), 0);
            }
        }
    }

    private void decode() {
        chooseReadings();
        if (rows.isEmpty() && readings.isEmpty()) {
            return;
        }
        for (Row row : rows) {
            decoder.step(row.strand, row.token);
        }
        int complete = read(rows.isEmpty() ? READ : CHUNK);
        decoder.run();
        int stepped = rows.size();
        if (stepped + complete == 0) {
            return;
        }
        Outputs outputs = new Outputs(decoder.logits(stepped + complete), decoder.hidden());
        for (int i = 0; i < stepped; i++) {
            extend(rows.get(i), outputs, i);
        }
        for (int i = 0; i < complete; i++) {
            start(readings.get(i), outputs, stepped + i);
        }
    }

    /** Prompts that may be read: as many as there are rows free. */
    private void chooseReadings() {
        readings.clear();
        for (int i = 0; i < entries.size() && rows.size() + readings.size() < width; i++) {
            if (entries.get(i).unread() > 0) {
                readings.add(entries.get(i));
            }
        }
    }

    /** Adds prompts to the pass, up to {@code budget} tokens; returns how many are read to their end, which are the first. */
    private int read(int budget) {
        int rest = budget;
        int complete = 0;
        for (int i = 0; i < readings.size() && rest > 0; i++) {
            Entry entry = readings.get(i);
            int count = Math.min(rest, entry.unread());
            decoder.read(entry.prompt, entry.choice.prompt(), entry.read, count);
            entry.read += count;
            rest -= count;
            complete += entry.unread() == 0 ? 1 : 0;
        }
        return complete;
    }

    private void extend(Row row, Outputs outputs, int at) {
        Entry entry = row.entry;
        if (entry.open == 0) {
            return; // failed at a row before
        }
        try {
            row.token = entry.choice.extend(row.sequence, outputs, at, row.strand.length(), row.sample, entry.ticket);
            if (row.sequence.finished()) {
                finish(entry, row.sample, row.sequence);
            }
        } catch (RuntimeException | Error e) {
            fail(entry, e);
        }
    }

    /** Starts as many samples of a request as there are rows. */
    private void start(Entry entry, Outputs outputs, int at) {
        try {
            while (entry.started < entry.choice.samples() && rows.size() < width) {
                int sample = entry.started++;
                Sequence sequence = entry.choice.sequence(sample);
                int token = entry.choice.extend(sequence, outputs, at, 0, sample, entry.ticket);
                if (sequence.finished()) {
                    finish(entry, sample, sequence);
                } else {
                    rows.add(new Row(entry, sample, sequence, decoder.fork(entry.prompt), token));
                }
            }
            if (entry.waits() && entry.outputs.isEmpty()) {
                entry.outputs = Optional.of(outputs.keep(at));
            }
        } catch (RuntimeException | Error e) {
            fail(entry, e);
        }
    }

    private void finish(Entry entry, int sample, Sequence sequence) {
        entry.ticket.finish(sample, sequence);
        entry.open--;
        left.accept(1);
    }

    private void fail(Entry entry, Throwable reason) {
        entry.ticket.fail(reason);
        close(entry);
    }

    private void close(Entry entry) {
        left.accept(entry.open);
        entry.open = 0;
    }

    /** Takes out what is over. */
    private void clear() {
        rows.removeIf(row -> {
            boolean over = row.entry.open == 0 || row.sequence.finished();
            if (over) {
                decoder.release(row.strand);
            }
            return over;
        });
        entries.removeIf(entry -> {
            boolean over = entry.open == 0;
            if (over) {
                decoder.release(entry.prompt);
            }
            return over;
        });
    }
}
