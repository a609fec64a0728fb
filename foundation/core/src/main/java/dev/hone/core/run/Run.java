package dev.hone.core.run;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.files.AtomicFile;
import dev.hone.core.files.AtomicFolder;
import dev.hone.core.files.Hash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One execution of one verb, which any crash may interrupt and the same command continues. Its folder holds
 * {@code config.yaml}, to be fed back with {@code --config}; {@code run.db}, the store; and whatever files the verb adds.
 *
 * <p>Work is cut into items with stable ids. A verb asks which items are committed, does the others, commits each with its
 * result, and at the end writes OUT from the committed items alone, in an order that does not depend on when they were
 * committed; so an interrupted and continued run ends with the bytes of an unbroken one.
 *
 * <pre>{@code
 * try (Run run = Run.start(runs, spec, fresh)) {
 *     Items answers = run.items("answer");
 *     for (Query query : queries) {
 *         if (!answers.has(query.id())) {
 *             answers.put(query.id(), answer(query));
 *         }
 *     }
 *     try (LineWriter out = LineWriter.to(run.output())) {
 *         queries.forEach(query -> out.writeJson(answers.get(query.id()).orElseThrow()));
 *         out.commit();
 *     }
 *     run.done();
 * }
 * }</pre>
 *
 * <p>Closing a run that is neither done nor failed leaves it interrupted. Safe for use by several threads.
 */
public final class Run implements AutoCloseable {
    private static final String PUBLISHED = "published";

    private final Path folder;
    private final RunSpec spec;
    private final boolean resumed;
    private final RunLock lock;
    private final Store store;
    private final RunTable table;
    private volatile boolean done;

    Run(Path folder, RunSpec spec, boolean resumed, RunLock lock, Store store) {
        this.folder = folder;
        this.spec = spec;
        this.resumed = resumed;
        this.lock = lock;
        this.store = store;
        this.table = new RunTable(store);
    }

    /**
     * Continues the newest unfinished run that asks for the same, or starts a new one.
     *
     * @param runs the folder of all runs; made if it is missing
     * @param fresh start a new one in any case
     * @throws HoneException if another process is at work on that run or on the same OUT; if only an input's content differs from an
     *     unfinished run's with the same OUT; if OUT exists and may not be overwritten
     */
    public static Run start(Path runs, RunSpec spec, boolean fresh) {
        return new RunStart(runs, spec, fresh).start();
    }

    /** The run that {@link #start} would continue. */
    public static Optional<RunInfo> unfinished(Path runs, RunSpec spec) {
        return new RunStart(runs, spec, false).unfinished();
    }

    /**
     * Continues this very run for its command typed again.
     *
     * @param spec today's; options that don't shape the result may differ from those of the run
     * @throws HoneException if the run is done, or {@code spec} asks for something else or reads something else
     */
    public static Run resume(RunInfo run, RunSpec spec) {
        refuseDone(run);
        RunStart.refuseOther(run, spec);
        return RunStart.resume(run.folder(), spec);
    }

    /** Continues this very run, whatever its state but done. */
    public static Run resume(RunInfo run) {
        refuseDone(run);
        return RunStart.resume(run.folder(), run.spec());
    }

    private static void refuseDone(RunInfo run) {
        if (run.state() == RunState.DONE) {
            throw new HoneException("Run " + run.id() + " is done.", "repeat its command with --fresh");
        }
    }

    /** The first commit of a new run. */
    void begin() {
        table.create(spec);
    }

    /** The first commit of a run taken up again. */
    void reopen() {
        table.open();
        event("resumed");
    }

    /** The folder's name: sorts by time of start. */
    public String id() {
        return folder.getFileName().toString();
    }

    public Path folder() {
        return folder;
    }

    public RunSpec spec() {
        return spec;
    }

    /** The root of all random numbers of this run. */
    public Seeds seeds() {
        return Seeds.of(spec.seed());
    }

    /** Whether an earlier process began it. */
    public boolean resumed() {
        return resumed;
    }

    /** The items of one kind. */
    public Items items(String kind) {
        return new Items(store, kind);
    }

    /** An item with its kind, for {@link #putTogether}. */
    public record Put(String kind, String id, Object value) {}

    /** Commits items of several kinds, all or none. */
    public void putTogether(List<Put> puts) {
        store.updateAll(
                Items.PUT,
                puts.stream()
                        .map(put -> List.<Object>of(put.kind(), Items.checked(put.id()), Json.write(put.value())))
                        .toList());
    }

    /** Notes a number; {@code value} may be NaN. */
    public void metric(String name, long step, double value) {
        store.update(
                "INSERT INTO metrics(name, step, value, time) VALUES(?, ?, ?, ?)",
                name,
                step,
                value,
                Instant.now().toString());
    }

    /** Notes a line. */
    public void event(String text) {
        store.update(
                "INSERT INTO events(time, text) VALUES(?, ?)", Instant.now().toString(), text);
    }

    /** Passes progress on to {@code downstream} and keeps it in the store, for who looks from outside. */
    public Listener listener(Listener downstream) {
        return new StoringListener(this, downstream);
    }

    void progress(RunInfo.Progress progress) {
        table.put("progress", Json.write(progress));
    }

    /** When this returns, everything committed so far survives a power cut, not just a kill. */
    public void checkpoint() {
        table.putDurably("checkpoint", Instant.now().toString());
    }

    /** Begins the run's OUT, a file. Commit it, then call {@link #done()}. */
    public AtomicFile output() {
        return AtomicFile.create(out(), spec.overwrite() || published(), id(), this::publishing);
    }

    /** Begins the run's OUT, a folder. Commit it, then call {@link #done()}. */
    public AtomicFolder outputFolder() {
        return AtomicFolder.create(out(), spec.overwrite() || published(), id(), this::publishing);
    }

    /** Whether what stands at OUT was put there by this run, which was killed before it could say so. */
    boolean published() {
        return spec.out()
                .filter(Files::exists)
                .flatMap(out -> table.get(PUBLISHED).filter(hash -> hash.equals(Hash.of(out))))
                .isPresent();
    }

    /** The run is finished; its OUT stands. */
    public void done() {
        table.end(RunState.DONE, "");
        done = true;
    }

    /** The run ends with an error; the same command can continue it. */
    public void failed(Throwable error) {
        String message = error.getMessage();
        table.end(RunState.FAILED, message == null ? error.getClass().getName() : message);
    }

    @Override
    public void close() {
        try (RunLock _ = lock;
                store) {
            if (done) {
                store.seal();
            }
        }
    }

    private Path out() {
        return spec.out().orElseThrow(() -> new IllegalStateException(spec.verb() + " has no OUT"));
    }

    private void publishing(Path content) {
        table.putDurably(PUBLISHED, Hash.of(content));
    }
}
