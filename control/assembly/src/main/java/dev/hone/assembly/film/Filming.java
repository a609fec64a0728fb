package dev.hone.assembly.film;

import dev.hone.assembly.camera.Look;
import dev.hone.assembly.camera.Size;
import dev.hone.assembly.task.AssemblyEnvironment;
import dev.hone.assembly.task.Camera;
import dev.hone.assembly.task.TaskCamera;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Films an episode: every so many steps, and at its end, a picture by each camera, side by side. To be shown the environment at the
 * episode's start and after every step.
 */
public final class Filming implements Consumer<AssemblyEnvironment> {
    private static final double STEP = 0.1; // seconds

    /**
     * How to film.
     *
     * @param cameras from left to right, at least one
     * @param size of each camera's picture
     * @param shadows whether shapes throw shadows
     * @param look light, colours and the cameras' places
     * @param every steps of 0.1 s from one picture to the next, at least 1
     */
    public record Plan(List<Camera> cameras, Size size, boolean shadows, Look look, int every) {
        public Plan {
            cameras = List.copyOf(cameras);
            if (cameras.isEmpty() || every < 1) {
                throw new IllegalArgumentException("a film by " + cameras + " every " + every + " steps");
            }
        }
    }

    private final Plan plan;
    private final Film film;
    private final int[] together;
    private Optional<TaskCamera> camera = Optional.empty();

    /**
     * A film that will be of the kind that the file's name ends with.
     *
     * @throws dev.hone.core.HoneException if that is none
     */
    public Filming(Plan plan, Path file, String title) {
        this.plan = plan;
        int width = plan.size().width() * plan.cameras().size();
        film = Film.of(file, title, width, plan.size().height(), STEP); // quicker than life where steps are left out
        together = new int[width * plan.size().height()];
    }

    @Override
    public void accept(AssemblyEnvironment environment) {
        boolean last = environment.isSolved()
                || environment.time() >= environment.options().timeLimit();
        if (environment.time() % plan.every() != 0 && !last) {
            return;
        }
        TaskCamera present = camera.orElseGet(() -> set(environment));
        int width = plan.size().width();
        int all = width * plan.cameras().size();
        for (int i = 0; i < plan.cameras().size(); i++) {
            int[] picture = present.take(plan.cameras().get(i));
            for (int y = 0; y < plan.size().height(); y++) {
                System.arraycopy(picture, y * width, together, y * all + i * width, width);
            }
        }
        film.add(together);
    }

    private TaskCamera set(AssemblyEnvironment environment) {
        TaskCamera made = new TaskCamera(environment, plan.size(), plan.shadows());
        made.wear(plan.look());
        camera = Optional.of(made);
        return made;
    }

    /** What has been filmed. */
    public Film film() {
        return film;
    }
}
