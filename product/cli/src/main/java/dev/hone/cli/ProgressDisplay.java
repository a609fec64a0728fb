package dev.hone.cli;

import dev.hone.core.Listener;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows long work on standard error: a bar with rate and time left on a terminal, else a line every ten seconds. */
final class ProgressDisplay implements Listener, AutoCloseable {
    private static final long LINE_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final PrintStream err;
    private final boolean terminal;
    private final long lineEveryNanos;

    private @Nullable ProgressBar bar;
    private String stage = "";
    private long total;
    private long first;
    private long started;
    private long lastLine;
    private long latest;

    ProgressDisplay() {
        this(
                System.err,
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent(),
                LINE_EVERY_NANOS);
    }

    ProgressDisplay(PrintStream err, boolean terminal, long lineEveryNanos) {
        this.err = err;
        this.terminal = terminal;
        this.lineEveryNanos = lineEveryNanos;
    }

    @Override
    public synchronized void begin(String newStage, long done, long newTotal) {
        close();
        stage = newStage;
        total = newTotal;
        first = done;
        latest = done;
        started = System.nanoTime();
        lastLine = started;
        if (terminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName(stage)
                    .setInitialMax(total)
                    .startsFrom(done, Duration.ZERO)
                    .setStyle(ProgressBarStyle.ASCII)
                    .showSpeed()
                    .setUpdateIntervalMillis(200)
                    .build();
        }
    }

    @Override
    public synchronized void advance(long done) {
        latest = Math.max(latest, done);
        if (bar != null) {
            bar.stepTo(latest);
        } else if (System.nanoTime() - lastLine > lineEveryNanos) {
            lastLine = System.nanoTime();
            err.println(line());
        }
    }

    private String line() {
        double seconds = (System.nanoTime() - started) * 1e-9;
        double rate = (latest - first) / seconds;
        return String.format(
                Locale.ROOT,
                "%s: %d of %d, %.1f a second, %s left",
                stage,
                latest,
                total,
                rate,
                rate > 0 ? duration((total - latest) / rate) : "unknown time");
    }

    private static String duration(double seconds) {
        return seconds < 90
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }

    @Override
    public synchronized void end() {
        close();
    }

    @Override
    public synchronized void note(String line) {
        err.println(line);
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
