package dev.hone.assembly.demonstrate;

import dev.hone.assembly.camera.Look;
import dev.hone.assembly.task.AssemblyEnvironment;
import dev.hone.assembly.task.Camera;
import dev.hone.assembly.task.GraspPegTask;
import dev.hone.assembly.task.Labels;
import dev.hone.assembly.task.OneLegTask;
import dev.hone.assembly.task.PegTask;
import dev.hone.assembly.task.Task;
import dev.hone.assembly.task.TaskCamera;
import dev.hone.core.Seeds;
import dev.hone.episodes.Description;
import dev.hone.episodes.Episode;
import dev.hone.episodes.Episode.Frame;
import dev.hone.episodes.Feature;
import dev.hone.episodes.picture.Picture;
import dev.hone.episodes.picture.Pixels;
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
    private final Optional<Shots> shots;
    private final Optional<TaskCamera> camera;
    private final Episode.Recorder recorder;

    /**
     * Of the environment's episode that has just begun.
     *
     * @param seeds of the look, where looks vary
     */
    Recording(AssemblyEnvironment environment, Optional<Shots> shots, Seeds seeds) {
        this.environment = environment;
        this.shots = shots;
        camera = shots.map(kept -> new TaskCamera(environment, kept.size(), kept.shadows()));
        if (shots.isPresent() && shots.get().varied()) {
            camera.orElseThrow().wear(Look.drawn(seeds));
        }
        recorder = new Episode.Recorder(words(environment.options().task()));
    }

    /** What a dataset of a task's episodes says of itself. */
    public static Description description(Task task) {
        return description(task, Optional.empty());
    }

    /** The same of episodes with pictures. */
    public static Description description(Task task, Optional<Shots> shots) {
        return new Description(
                ROBOT,
                FPS,
                feature("state", Labels.observation(task)),
                feature("action", Labels.action()),
                shots.map(Shots::features).orElse(List.of()));
    }

    /** The task that {@link #words} says so. */
    public static Optional<Task> task(String words) {
        return Task.all().stream().filter(task -> words(task).equals(words)).findFirst();
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

    /**
     * What there is to keep before an action.
     *
     * @param observation what the policy sees
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Before(float[] observation, Snapshot state, Map<String, Picture> pictures) {}

    /** The present moment; the action must not have been done yet. */
    Before before(float[] observation) {
        Map<String, Picture> pictures = new TreeMap<>();
        if (shots.isPresent()) {
            TaskCamera present = camera.orElseThrow();
            for (Camera each : shots.get().cameras()) {
                Pixels pixels =
                        new Pixels(present.size().width(), present.size().height(), present.take(each));
                pictures.put(Shots.column(each), Picture.png(pixels));
            }
        }
        return new Before(observation.clone(), environment.snapshot(), pictures);
    }

    /** Adds what was before, what was done and what that gave. */
    void add(Before before, float[] action, double reward) {
        recorder.add(new Frame(
                before.observation(),
                action.clone(),
                Optional.of((float) reward),
                Optional.of(before.state()),
                before.pictures()));
    }

    Episode done(boolean solved, Map<Milestone, Integer> milestones) {
        Map<String, Integer> named = new TreeMap<>();
        milestones.forEach((milestone, step) -> named.put(milestone.name().toLowerCase(Locale.ROOT), step));
        return recorder.done(Optional.of(solved), named);
    }
}
