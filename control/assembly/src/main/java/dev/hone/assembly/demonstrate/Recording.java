package dev.hone.assembly.demonstrate;

import dev.hone.assembly.task.AssemblyEnvironment;
import dev.hone.assembly.task.GraspPegTask;
import dev.hone.assembly.task.Labels;
import dev.hone.assembly.task.OneLegTask;
import dev.hone.assembly.task.PegTask;
import dev.hone.assembly.task.Task;
import dev.hone.episodes.Description;
import dev.hone.episodes.Episode;
import dev.hone.episodes.Episode.Frame;
import dev.hone.episodes.Feature;
import dev.hone.learn.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps a played episode frame by frame, with the simulator's whole state before each action. */
public final class Recording {
    private static final double FPS = 10;
    private static final String ROBOT = "floating hand";

    private final AssemblyEnvironment environment;
    private final Episode.Recorder recorder;

    /** Of the environment's episode that has just begun. */
    Recording(AssemblyEnvironment environment) {
        this.environment = environment;
        recorder = new Episode.Recorder(words(environment.options().task()));
    }

    /** What a dataset of a task's episodes says of itself. */
    public static Description description(Task task) {
        return new Description(
                ROBOT, FPS, feature("state", Labels.observation(task)), feature("action", Labels.action()));
    }

    private static Feature feature(String name, Labels labels) {
        return new Feature(name, "float32", List.of(labels.names().size()), labels.names(), labels.units());
    }

    /** What a task asks for, as one would tell a person. */
    public static String words(Task task) {
        return switch (task) {
            case PegTask _ -> "insert the peg into the hole";
            case GraspPegTask _ -> "take the peg and insert it into the hole";
            case OneLegTask _ -> "push the table top into the corner and screw a leg into it";
        };
    }

    /** The state before an action; the environment must still be in it. */
    Snapshot before() {
        return environment.snapshot();
    }

    /** Adds what was seen, what was done and what that gave. */
    void add(float[] observation, float[] action, double reward, Snapshot before) {
        recorder.add(new Frame(observation.clone(), action.clone(), Optional.of((float) reward), Optional.of(before)));
    }

    Episode done(boolean solved, Map<Milestone, Integer> milestones) {
        Map<String, Integer> named = new TreeMap<>();
        milestones.forEach((milestone, step) -> named.put(milestone.name().toLowerCase(Locale.ROOT), step));
        return recorder.done(Optional.of(solved), named);
    }
}
