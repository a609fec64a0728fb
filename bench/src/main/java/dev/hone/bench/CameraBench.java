package dev.hone.bench;

import dev.hone.assembly.camera.Size;
import dev.hone.assembly.task.AssemblyEnvironment;
import dev.hone.assembly.task.Camera;
import dev.hone.assembly.task.Options;
import dev.hone.assembly.task.Task;
import dev.hone.assembly.task.TaskCamera;
import dev.hone.learn.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Pictures per second of processor time: the three tasks by both cameras in three sizes, with shadows and without, by turns. A picture
 * takes in all bodies' poses anew, as one that follows a step does.
 */
@Command(name = "camera", description = "Times the cameras of the assembly tasks.", mixinStandardHelpOptions = true)
public final class CameraBench implements Callable<Integer> {
    private static final List<Size> SIZES = List.of(new Size(64, 64), new Size(128, 128), new Size(320, 240));

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds after three of warm-up (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--pictures",
            defaultValue = "3000",
            description = "Pictures of 64x64 in a round; of larger ones as many fewer (${DEFAULT-VALUE}).")
    private int pictures;

    /** Runs the bench. */
    public static void main(String[] words) {
        System.exit(new CommandLine(new CameraBench()).execute(words));
    }

    @Override
    public Integer call() {
        System.out.printf("%-9s  %-5s  %-7s  %14s  %14s%n", "task", "by", "size", "no shadows", "with shadows");
        for (Task task : Task.all()) {
            try (AssemblyEnvironment environment = new AssemblyEnvironment(Options.of(task))) {
                environment.reset(1, new Step(environment.observations()).observation());
                time(environment);
            }
        }
        return 0;
    }

    private void time(AssemblyEnvironment environment) {
        List<Rounds.Contestant> contestants = new ArrayList<>();
        for (Camera camera : Camera.values()) {
            for (Size size : SIZES) {
                for (boolean shadows : new boolean[] {false, true}) {
                    TaskCamera taken = new TaskCamera(environment, size, shadows);
                    int count = Math.max(1, pictures * SIZES.getFirst().area() / size.area());
                    contestants.add(new Rounds.Contestant(camera.word(), _ -> {
                        for (int i = 0; i < count; i++) {
                            taken.take(camera);
                        }
                        return count;
                    }));
                }
            }
        }
        List<Rounds.Row> rows = new Rounds().time(contestants, rounds);
        for (int i = 0; i < rows.size(); i += 2) {
            Size size = SIZES.get(i / 2 % SIZES.size());
            System.out.printf(
                    Locale.ROOT,
                    "%-9s  %-5s  %-7s  %,14.0f  %,14.0f%n",
                    environment.name(),
                    rows.get(i).run(),
                    size.width() + "x" + size.height(),
                    1000 / rows.get(i).median(),
                    1000 / rows.get(i + 1).median());
        }
    }
}
