package dev.hone.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.hone.assembly.demonstrate.Demonstrations;
import dev.hone.assembly.demonstrate.Demonstrations.Played;
import dev.hone.assembly.task.Options;
import dev.hone.assembly.task.Task;
import dev.hone.core.Json;
import dev.hone.core.Seeds;
import dev.hone.core.files.AtomicFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How many control steps of 0.1 s the assembly tasks make: by processor time on one thread, and by the wall's clock on two threads over
 * one, each with an environment of its own. Whole episodes of the exact scripts, resets included. Tasks and threads take turns.
 */
@Command(name = "assembly", description = "Times the assembly tasks.", mixinStandardHelpOptions = true)
public final class AssemblyBench implements Callable<Integer> {
    private static final List<String> TASKS = List.of("peg", "grasp-peg", "one-leg");
    private static final int WARM_UP = 1;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds after one of warm-up (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--episodes", defaultValue = "6", description = "Episodes a round and thread (${DEFAULT-VALUE}).")
    private int episodes;

    @Option(names = "--json", description = "Also writes the table there.")
    private Optional<Path> json = Optional.empty();

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Runs the bench. */
    public static void main(String[] words) {
        System.exit(new CommandLine(new AssemblyBench()).execute(words));
    }

    /**
     * One line of the table.
     *
     * @param perProcessorSecond control steps on one thread, median over all rounds; {@code low} and {@code high} are the slowest and
     *     the quickest round's
     * @param twoThreads control steps a second of two threads over those of one, median of rounds
     * @param twoByProcessor the same by processor time, as if each thread had a core to itself: twice what a processor second gives two
     *     threads over what it gives one; says on a busy machine whether they stand in each other's way
     */
    private record Row(
            String task,
            double perProcessorSecond,
            double low,
            double high,
            double twoThreads,
            double twoByProcessor) {}

    private record Measurement(double perSecond, double perProcessorSecond) {}

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        double[][] speeds = new double[TASKS.size()][rounds];
        double[][] ratios = new double[TASKS.size()][rounds];
        double[][] shares = new double[TASKS.size()][rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            for (int i = 0; i < TASKS.size(); i++) {
                Measurement one = measure(TASKS.get(i), 1, round);
                Measurement two = measure(TASKS.get(i), 2, round);
                if (round >= 0) {
                    speeds[i][round] = one.perProcessorSecond();
                    ratios[i][round] = two.perSecond() / one.perSecond();
                    shares[i][round] = 2 * two.perProcessorSecond() / one.perProcessorSecond();
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < TASKS.size(); i++) {
            Arrays.sort(speeds[i]);
            Arrays.sort(ratios[i]);
            Arrays.sort(shares[i]);
            rows.add(new Row(
                    TASKS.get(i),
                    speeds[i][rounds / 2],
                    speeds[i][0],
                    speeds[i][rounds - 1],
                    ratios[i][rounds / 2],
                    shares[i][rounds / 2]));
        }
        report(rows);
        return 0;
    }

    private Measurement measure(String task, int threads, int round) throws InterruptedException, ExecutionException {
        long steps = 0;
        long begin = System.nanoTime();
        long processorBegin = process.getProcessCpuTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Callable<Integer>> works = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                Seeds seeds = Seeds.of(round).child(t);
                works.add(() -> steps(task, seeds));
            }
            for (Future<Integer> done : pool.invokeAll(works)) {
                steps += done.get();
            }
        }
        double processor = (process.getProcessCpuTime() - processorBegin) / 1e9;
        return new Measurement(steps / ((System.nanoTime() - begin) / 1e9), steps / processor);
    }

    private int steps(String task, Seeds seeds) {
        return Demonstrations.play(Options.of(Task.of(task)), episodes, false, seeds, _ -> {}).stream()
                .mapToInt(Played::steps)
                .sum();
    }

    private void report(List<Row> rows) {
        System.out.printf(
                "control steps a processor second, %d episodes a round, median of %d alternating rounds%n",
                episodes, rounds);
        System.out.printf(
                "%-12s %9s %17s %12s %17s%n", "", "steps/s", "slowest, quickest", "two threads", "by processor time");
        for (Row row : rows) {
            System.out.printf(
                    "%-12s %9.0f %8.0f %8.0f %12.2f %17.2f%n",
                    row.task(),
                    row.perProcessorSecond(),
                    row.low(),
                    row.high(),
                    row.twoThreads(),
                    row.twoByProcessor());
        }
        json.ifPresent(file -> AtomicFile.write(
                file, true, Json.write(Map.of("rows", rows)).concat("\n").getBytes(StandardCharsets.UTF_8)));
    }
}
