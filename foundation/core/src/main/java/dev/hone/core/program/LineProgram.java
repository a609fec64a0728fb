package dev.hone.core.program;

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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Somebody's program that answers lines with lines. Three threads keep its pipes from filling up while nobody reads: one writes
 * what is asked, one collects answers, one keeps the end of its standard error for messages. Started without a shell, with this
 * process's environment and folder. Used by one thread at a time.
 */
public final class LineProgram implements AutoCloseable {
    /** Advice where standard output holds something else than answers. */
    public static final String OTHER_OUTPUT =
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

    private final String title;
    private final Process process;
    private final BufferedWriter in;
    private final BlockingQueue<Read> answers = new LinkedBlockingQueue<>();
    private final StringBuilder errors = new StringBuilder(); // guarded by itself
    private final Thread errorReader;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(LineProgram::thread);

    private LineProgram(String title, Process process) {
        this.title = title;
        this.process = process;
        this.in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        thread(this::readAnswers).start();
        this.errorReader = thread(this::readErrors);
        errorReader.start();
    }

    /**
     * Starts one.
     *
     * @param kind what it is to the user, for messages: "scorer"
     * @param command its words, the program first
     */
    public static LineProgram start(String kind, List<String> command) {
        String title = "The " + kind + " '" + command.getFirst() + "'";
        try {
            return new LineProgram(title, new ProcessBuilder(command).start());
        } catch (IOException e) {
            throw new ProgramFailed(
                    title + " can't be started: " + e.getMessage() + ".",
                    "it is not on the PATH, or not executable; try it by hand",
                    e);
        }
    }

    /** A thread of its own: reading a pipe holds the carrier of a virtual thread, and on two cores two readers would hold them all. */
    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().name("hone-program").unstarted(work);
    }

    /**
     * Writes lines and gives the answer to each, in order.
     *
     * @param patience longest wait for one answer
     * @throws ProgramFailed if it ends, is too slow, or has written a line nobody asked for; it must then be closed
     */
    public List<String> ask(List<String> lines, Duration patience) {
        if (answers.peek() instanceof Read.Answer(String line)) {
            throw failed("wrote a line that nobody asked for: " + Excerpt.start(line), OTHER_OUTPUT);
        }
        Future<?> written = writer.submit(() -> write(lines));
        try {
            List<String> all = new ArrayList<>();
            while (all.size() < lines.size()) {
                all.add(next(patience));
            }
            written.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return all;
        } catch (TimeoutException _) {
            throw failed("answered without reading what it was asked", "it must read a line for each line it writes");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause()); // writing throws nothing of its own
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProgramFailed(title + " was not waited for: interrupted.", "repeat the command", e);
        }
    }

    /** An error about this program, with the end of what it wrote to standard error. */
    public ProgramFailed failed(String problem, String advice) {
        String tail;
        synchronized (errors) {
            tail = errors.toString().strip();
        }
        String shown = tail.isEmpty() ? "" : " Its standard error ends: " + Excerpt.end(tail);
        return new ProgramFailed(title + " " + problem + "." + shown, advice);
    }

    /** Says that nothing more will be asked, and ends it if it doesn't by itself. */
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
        } finally {
            writer.shutdown();
        }
    }

    /** Ends it and whatever it started, without asking. */
    public void kill() {
        writer.shutdown();
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
