package dev.hone.reward;

import dev.hone.core.HoneException;
import dev.hone.core.files.LineReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A program that answers lines with lines. Three threads keep its pipes from filling up while nobody reads: one writes what is
 * asked, one collects answers, one keeps the end of its standard error for messages. Used by one thread at a time.
 */
final class ScorerProcess implements AutoCloseable {
    /** Advice where standard output holds something else than answers. */
    static final String OTHER_OUTPUT =
            "it prints more than answers; only one line an answer may go to standard output, all else to standard error";

    /** Longest line that is read, in bytes. */
    private static final int LONGEST_ANSWER = 1 << 20;

    private static final int TAIL = 1_000;
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** What the reading thread found: a line, or the end with what went wrong if anything did. */
    private sealed interface Read {
        record Answer(String line) implements Read {}

        record End(Optional<String> problem) implements Read {}
    }

    private final List<String> command;
    private final Process process;
    private final BufferedWriter in;
    private final BlockingQueue<Read> answers = new LinkedBlockingQueue<>();
    private final StringBuilder errors = new StringBuilder(); // guarded by itself
    private final Thread errorReader;

    private ScorerProcess(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        this.in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        start(this::readAnswers);
        this.errorReader = start(this::readErrors);
    }

    static ScorerProcess start(List<String> command) {
        try {
            return new ScorerProcess(command, new ProcessBuilder(command).start());
        } catch (IOException e) {
            throw new ScorerFailed(
                    "The scorer '" + command.getFirst() + "' can't be started: " + e.getMessage() + ".",
                    "it is not on the PATH, or not executable; try it by hand",
                    e);
        }
    }

    /** A thread of its own: reading a pipe holds the carrier of a virtual thread, and on two cores two readers would hold them all. */
    private static Thread start(Runnable work) {
        return Thread.ofPlatform().daemon().name("hone-scorer").start(work);
    }

    /**
     * Writes lines and gives the answer to each, in order.
     *
     * @param patience longest wait for one answer
     * @throws ScorerFailed if it ends, is too slow, or has written a line nobody asked for; it must then be closed
     */
    List<String> ask(List<String> lines, Duration patience) {
        if (answers.peek() instanceof Read.Answer(String line)) {
            throw failed("wrote a line that nobody asked for: " + Protocol.excerpt(line), OTHER_OUTPUT);
        }
        Thread writer = start(() -> write(lines));
        try {
            List<String> all = new ArrayList<>();
            while (all.size() < lines.size()) {
                all.add(next(patience));
            }
            if (!writer.join(patience)) {
                throw failed(
                        "answered without reading what it was asked", "it must read a line for each line it writes");
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScorerFailed(
                    "The scorer '" + command.getFirst() + "' was not waited for: interrupted.",
                    "repeat the command",
                    e);
        }
    }

    /** An error about this scorer, with the end of what it wrote to standard error. */
    ScorerFailed failed(String problem, String advice) {
        String tail;
        synchronized (errors) {
            tail = errors.toString().strip();
        }
        String shown = tail.isEmpty() ? "" : " Its standard error ends: " + Protocol.excerpt(tail);
        return new ScorerFailed("The scorer '" + command.getFirst() + "' " + problem + "." + shown, advice);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException _) {
            // it ended before; there is nothing left to tell it
        }
        try {
            if (!process.waitFor(GRACE)) {
                kill();
            }
        } catch (InterruptedException _) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it and whatever it started, without asking. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private String next(Duration patience) throws InterruptedException {
        Read read = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        return switch (read) {
            case null ->
                throw failed(
                        "did not answer within " + patience.toMillis() / 1000.0 + " s",
                        "it waits for more input, or keeps its answers in a buffer; it must flush after each line");
            case Read.Answer(String line) -> line;
            case Read.End(Optional<String> problem) -> {
                errorReader.join(GRACE);
                throw problem.isPresent()
                        ? failed("answered what is no line of text: " + problem.get(), OTHER_OUTPUT)
                        : failed("ended" + exit() + " before it had answered", "try it by hand with one line of input");
            }
        };
    }

    private String exit() throws InterruptedException {
        return process.waitFor(GRACE) ? " with exit code " + process.exitValue() : "";
    }

    private void write(List<String> lines) {
        try {
            for (String line : lines) {
                in.write(line);
                in.write('\n');
            }
            in.flush();
        } catch (IOException _) {
            // it ended; the reader of its answers finds out and says so
        }
    }

    private void readAnswers() {
        Optional<String> problem = Optional.empty();
        try (LineReader lines = LineReader.of("its output", process.getInputStream(), LONGEST_ANSWER)) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                answers.add(new Read.Answer(line.get()));
            }
        } catch (HoneException e) {
            problem = Optional.of(e.problem());
        }
        answers.add(new Read.End(problem));
    }

    private void readErrors() {
        try (Reader reader = new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
            char[] piece = new char[1_024];
            for (int n = reader.read(piece); n >= 0; n = reader.read(piece)) {
                synchronized (errors) {
                    errors.append(piece, 0, n);
                    errors.delete(0, Math.max(0, errors.length() - TAIL));
                }
            }
        } catch (IOException _) {
            // closed with the process
        }
    }
}
