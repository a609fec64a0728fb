package dev.hone.assembly.task;

import dev.hone.assembly.cell.Workcell;
import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import dev.hone.learn.RandomStream;
import dev.hone.learn.geometry.Pose;
import java.util.List;

/** What makes one task differ from another. Tasks hold no state; one object serves any number of environments. */
public sealed interface Task permits PegTask, GraspPegTask, OneLegTask {
    /** The name on the command line. */
    String name();

    /** Seconds of a physics step; the coarsest at which the task's contacts hold. */
    double timeStep();

    /** Control steps after which an episode is cut off. */
    int timeLimit();

    /** Opening of the jaws in metres when they are open. */
    double jaw();

    /** Levels of randomness that are defined, the easiest first. */
    List<Level> levels();

    /** The scene in the engine's format, for a physics step of so many seconds. */
    String scene(double timeStep);

    /** Bodies of the parts in the order of the observation; what is held rigidly has the hand's body. */
    List<String> parts();

    /** A part's pose in the frame of its body; the identity but for what is held rigidly. */
    default Pose inBody(Workcell cell, int part) {
        return Pose.IDENTITY;
    }

    /** Whether the rails are there and observed. */
    boolean hasRails();

    /** Pairs of parts that the task wants assembled, each worth a reward of 1. */
    List<Fit> fits();

    /** Bodies that random pushes act on. */
    List<Push> pushes();

    /** Places everything at the start of an episode; the workcell was reset. */
    void reset(Workcell cell, Level level, RandomStream random);

    /** Control steps that the parts are given to come to rest in after {@link #reset}. */
    int settling();

    /** All tasks with their default parameters. */
    static List<Task> all() {
        return List.of(new PegTask(), new GraspPegTask(), new OneLegTask());
    }

    /**
     * The task of a name.
     *
     * @throws HoneException if there is none, naming the nearest
     */
    static Task of(String name) {
        List<String> names = all().stream().map(Task::name).toList();
        String wanted = name.replace('_', '-');
        return all().stream()
                .filter(task -> task.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new HoneException(
                        "There is no task '" + name + "'.",
                        Nearest.of(name, names)
                                .map(near -> "you mean '" + near + "'")
                                .orElse("use one of " + String.join(", ", names))));
    }
}
