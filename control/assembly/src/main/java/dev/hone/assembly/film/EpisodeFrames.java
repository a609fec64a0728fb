package dev.hone.assembly.film;

import dev.hone.assembly.camera.Size;
import dev.hone.assembly.demonstrate.Recording;
import dev.hone.assembly.task.AssemblyEnvironment;
import dev.hone.assembly.task.Camera;
import dev.hone.assembly.task.Options;
import dev.hone.assembly.task.Task;
import dev.hone.assembly.task.TaskCamera;
import dev.hone.core.HoneException;
import dev.hone.episodes.Episode;
import dev.hone.episodes.Episode.Frame;
import dev.hone.episodes.picture.Pixels;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Pictures of stored episodes: those that were kept with the frames, or else new ones by both cameras from the simulator's states.
 */
public final class EpisodeFrames {
    private EpisodeFrames() {}

    /**
     * So many moments of an episode, evenly from its first to its last, a list for each camera.
     *
     * @param count at least 2
     * @param most pixels of a picture's longer side
     * @param place where the episode comes from, for errors
     * @throws HoneException if it holds neither pictures nor states of one of the assembly tasks
     */
    public static List<List<Pixels>> of(Episode episode, int count, int most, String place) {
        List<Frame> moments = moments(episode.frames(), count);
        Frame first = moments.getFirst();
        if (!first.pictures().isEmpty()) {
            return kept(moments, most);
        }
        if (first.simulator().isEmpty()) {
            throw new HoneException(
                    place + " has neither pictures nor simulator states.",
                    "leave out --strip: there is nothing to see");
        }
        Task task = Recording.task(episode.task())
                .orElseThrow(() -> new HoneException(
                        place + " has states of another simulator: its task is '" + episode.task() + "'.",
                        "leave out --strip"));
        return rendered(moments, task, most, place);
    }

    private static List<Frame> moments(List<Frame> frames, int count) {
        if (count < 2) {
            throw new HoneException("A strip of " + count + " pictures.", "ask for at least 2");
        }
        int shown = Math.min(count, frames.size());
        List<Frame> moments = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            moments.add(frames.get(shown == 1 ? 0 : i * (frames.size() - 1) / (shown - 1)));
        }
        return moments;
    }

    private static List<List<Pixels>> kept(List<Frame> moments, int most) {
        List<List<Pixels>> cameras = new ArrayList<>();
        for (String name : new TreeSet<>(moments.getFirst().pictures().keySet())) {
            cameras.add(moments.stream()
                    .map(frame -> Objects.requireNonNull(frame.pictures().get(name))
                            .pixels()
                            .within(most))
                    .toList());
        }
        return cameras;
    }

    private static List<List<Pixels>> rendered(List<Frame> moments, Task task, int most, String place) {
        int width = Math.clamp(most, 64, 320);
        Size size = new Size(width, Math.max(64, width * 3 / 4));
        List<List<Pixels>> cameras = new ArrayList<>();
        try (AssemblyEnvironment environment = new AssemblyEnvironment(Options.of(task))) {
            TaskCamera camera = new TaskCamera(environment, size, true);
            for (Camera each : Camera.values()) {
                List<Pixels> row = new ArrayList<>();
                for (Frame frame : moments) {
                    environment.restore(frame.simulator().orElseThrow());
                    row.add(new Pixels(
                            size.width(), size.height(), camera.take(each).clone()));
                }
                cameras.add(row);
            }
        } catch (IllegalArgumentException e) {
            throw new HoneException(
                    place + ": a simulator state doesn't fit task " + task.name() + ": " + e.getMessage() + ".",
                    "another Hone made them; record the episodes again",
                    e);
        }
        return cameras;
    }
}
