package dev.hone.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.hone.assembly.cell.Tape;
import dev.hone.assembly.demonstrate.Demonstrator;
import dev.hone.assembly.task.Action;
import dev.hone.assembly.task.AssemblyEnvironment;
import dev.hone.assembly.task.Options;
import dev.hone.assembly.task.Task;
import dev.hone.core.Seeds;
import dev.hone.learn.Snapshot;
import dev.hone.learn.Step;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * An assembly environment beside a bare loop in C over the same library: one scripted episode's actions are played again by the
 * environment, and what drove its physics (forces, controls, plates) is written into the engine by the loop. Both go through
 * the same states, which is checked to the bit; they take turns, and each counts its processor time.
 */
@Command(name = "loop", description = "Times the assembly tasks beside a loop in C.", mixinStandardHelpOptions = true)
public final class LoopBench implements Callable<Integer> {
    private static final Path SOURCE = Path.of("bench/assembly/loop.c");

    @Option(
            names = "--task",
            split = ",",
            defaultValue = "peg,grasp-peg,one-leg",
            description = "Which (${DEFAULT-VALUE}).")
    private List<String> tasks = List.of();

    @Option(names = "--rounds", defaultValue = "7", description = "Rounds after two of warm-up (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "1.5",
            description = "Processor time of a round, about (${DEFAULT-VALUE}).")
    private double seconds;

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Runs the bench. */
    public static void main(String[] words) {
        System.exit(new CommandLine(new LoopBench()).execute(words));
    }

    /** An episode that both can repeat. */
    private record Take(Snapshot begin, List<float[]> actions, double[] tape) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("hone-loop");
        Path loop = folder.resolve("loop");
        run(List.of("cc", "-O2", "-o", loop.toString(), SOURCE.toString(), "-ldl"));
        System.out.printf("control steps a processor second, median of %d rounds that take turns%n", rounds);
        System.out.printf("%-12s %9s %9s %7s%n", "", "Hone", "C loop", "ratio");
        for (String name : tasks) {
            time(Task.of(name), loop, folder);
        }
        return 0;
    }

    private void time(Task task, Path loop, Path folder) throws IOException, InterruptedException {
        Path scene = folder.resolve(task.name() + ".xml");
        Path tape = folder.resolve(task.name() + ".tape");
        try (AssemblyEnvironment environment = new AssemblyEnvironment(Options.of(task))) {
            Take take = play(environment);
            Files.writeString(scene, task.scene(environment.options().timeStep()));
            Files.write(tape, bytes(take.tape()));
            int times = timesIn(environment, take);
            int steps = times * take.actions().size();
            double[] ours = new double[rounds];
            double[] theirs = new double[rounds];
            for (int round = -2; round < rounds; round++) {
                long begin = process.getProcessCpuTime();
                for (int i = 0; i < times; i++) {
                    again(environment, take);
                }
                double spent = (process.getProcessCpuTime() - begin) / 1e9;
                String[] said = run(List.of(
                                loop.toString(),
                                libraries().toString(),
                                scene.toString(),
                                tape.toString(),
                                Integer.toString(times)))
                        .split(" ");
                if (round >= 0) {
                    ours[round] = steps / spent;
                    theirs[round] = steps / Double.parseDouble(said[0]);
                }
            }
            Arrays.sort(ours);
            Arrays.sort(theirs);
            double mine = ours[rounds / 2];
            double bare = theirs[rounds / 2];
            System.out.printf("%-12s %9.0f %9.0f %7.2f%n", task.name(), mine, bare, mine / bare);
        }
    }

    /** How often the episode can be played in a round; finding out warms the code up. */
    private int timesIn(AssemblyEnvironment environment, Take take) {
        int times = 0;
        for (int attempt = 0; attempt < 2; attempt++) {
            long end = process.getProcessCpuTime() + (long) (1e9 * seconds);
            for (times = 0; process.getProcessCpuTime() < end; times++) {
                again(environment, take);
            }
        }
        return times;
    }

    private static Take play(AssemblyEnvironment environment) {
        Step step = new Step(environment.observations());
        RandomGenerator random = Seeds.of(1).child("manner").generator();
        Demonstrator demonstrator = new Demonstrator(environment, false);
        environment.reset(1, step.observation());
        demonstrator.begin();
        Snapshot begin = environment.snapshot();
        Tape tape = environment.cell().record();
        List<float[]> actions = new ArrayList<>();
        while (!step.ended()) {
            float[] action = new float[Action.WIDTH];
            demonstrator.act(step.observation(), random, action);
            environment.step(action, step);
            actions.add(action);
        }
        double[] numbers = tape.numbers();
        environment.cell().stopRecording();
        return new Take(begin, actions, numbers);
    }

    private static void again(AssemblyEnvironment environment, Take take) {
        Step step = new Step(environment.observations());
        environment.restore(take.begin());
        for (float[] action : take.actions()) {
            environment.step(action, step);
        }
        if (!environment.isSolved()) {
            throw new IllegalStateException("the episode went another way");
        }
    }

    private static byte[] bytes(double[] numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.nativeOrder());
        buffer.asDoubleBuffer().put(numbers);
        return buffer.array();
    }

    /** The folder that this process has the engine from. */
    private static Path libraries() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(line -> line.endsWith("libmujoco.so.2.2.2"))
                .map(line -> Path.of(line.substring(line.indexOf('/'))))
                .findFirst()
                .orElseThrow()
                .getParent();
    }

    private static String run(List<String> words) throws IOException, InterruptedException {
        Process started = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(started.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (started.waitFor() != 0) {
            throw new IllegalStateException(words.getFirst() + " ended with " + started.exitValue() + ": " + said);
        }
        return said.strip();
    }
}
