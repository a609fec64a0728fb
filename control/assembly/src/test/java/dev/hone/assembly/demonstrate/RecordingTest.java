package dev.hone.assembly.demonstrate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.assembly.camera.Look;
import dev.hone.assembly.camera.Size;
import dev.hone.assembly.demonstrate.Demonstrations.Played;
import dev.hone.assembly.task.AssemblyEnvironment;
import dev.hone.assembly.task.Camera;
import dev.hone.assembly.task.Options;
import dev.hone.assembly.task.Task;
import dev.hone.assembly.task.TaskCamera;
import dev.hone.core.Seeds;
import dev.hone.episodes.Dataset;
import dev.hone.episodes.DatasetWriter;
import dev.hone.episodes.Episode;
import dev.hone.episodes.Episode.Frame;
import dev.hone.episodes.picture.Picture;
import dev.hone.learn.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    @TempDir
    Path temporary;

    /** Two episodes of grasp-peg, written and read back. */
    private List<Episode> stored(List<Played> played) {
        Task task = Task.of("grasp-peg");
        Path folder = temporary.resolve("set");
        try (DatasetWriter writer = DatasetWriter.create(folder, false, Recording.description(task))) {
            played.addAll(Demonstrations.record(Options.of(task), 2, true, Seeds.of(5), _ -> {}, writer::add));
            writer.commit();
        }
        return Dataset.open(folder).all();
    }

    @Test
    void any_stored_frame_restored_and_acted_gives_the_next_to_the_bit() {
        List<Episode> episodes = stored(new ArrayList<>());
        try (AssemblyEnvironment environment = new AssemblyEnvironment(Options.of(Task.of("grasp-peg")))) {
            Step step = new Step(environment.observations());
            for (Episode episode : episodes) {
                for (int t = 0; t + 1 < episode.length(); t += 17) {
                    Frame frame = episode.frames().get(t);
                    Frame next = episode.frames().get(t + 1);
                    environment.restore(frame.simulator().orElseThrow());
                    environment.step(frame.action(), step);
                    assertEquals(next.simulator(), Optional.of(environment.snapshot()), "frame " + t);
                    assertArrayEquals(next.state(), step.observation());
                }
            }
        }
    }

    @Test
    void what_is_kept_is_what_was_played() {
        List<Played> played = new ArrayList<>();
        List<Episode> episodes = stored(played);
        assertEquals(Demonstrations.play(Options.of(Task.of("grasp-peg")), 2, true, Seeds.of(5), _ -> {}), played);
        for (int i = 0; i < 2; i++) {
            Episode episode = episodes.get(i);
            assertEquals(played.get(i).steps(), episode.length());
            assertEquals(Optional.of(played.get(i).solved()), episode.success());
            assertEquals(
                    played.get(i).milestones().get(Milestone.SEATED),
                    episode.milestones().get("seated"));
            double reward = episode.frames().stream()
                    .mapToDouble(frame -> frame.reward().orElseThrow())
                    .sum();
            assertEquals(played.get(i).solved() ? 1 : 0, reward);
        }
    }

    @Test
    void pictures_are_those_that_the_cameras_take_of_the_stored_states() {
        Options options = Options.of(Task.of("peg"));
        Shots shots = new Shots(List.of(Camera.WRIST, Camera.FRONT), new Size(72, 64), true, true);
        List<Episode> episodes = new ArrayList<>();
        Demonstrations.record(options, 2, false, Seeds.of(5), _ -> {}, Optional.of(shots), episodes::add);
        try (AssemblyEnvironment environment = new AssemblyEnvironment(options)) {
            for (int i = 0; i < 2; i++) {
                TaskCamera camera = new TaskCamera(environment, shots.size(), shots.shadows());
                camera.wear(Look.drawn(Seeds.of(5).child("episode").child(i).child("look")));
                for (int t = 0; t < episodes.get(i).length(); t += 9) {
                    Frame frame = episodes.get(i).frames().get(t);
                    environment.restore(frame.simulator().orElseThrow());
                    for (Camera each : shots.cameras()) {
                        Picture kept = frame.pictures().get("observation.images." + each.word());
                        assertArrayEquals(
                                camera.take(each),
                                Objects.requireNonNull(kept).pixels().colours());
                    }
                }
            }
        }
        assertEquals(
                List.of(64, 72, 3),
                Recording.description(options.task(), Optional.of(shots))
                        .pictures()
                        .getFirst()
                        .shape());
        assertThrows(IllegalArgumentException.class, () -> new Shots(List.of(), shots.size(), true, false));
    }

    @Test
    void the_words_of_a_task_lead_back_to_it() {
        for (Task task : Task.all()) {
            assertEquals(
                    Optional.of(task.name()),
                    Recording.task(Recording.words(task)).map(Task::name));
        }
        assertEquals(Optional.empty(), Recording.task("open the door"));
    }

    @Test
    void every_task_names_each_of_its_numbers_and_units() {
        for (Task task : Task.all()) {
            try (AssemblyEnvironment environment = new AssemblyEnvironment(Options.of(task))) {
                var description = Recording.description(task);
                assertEquals(
                        environment.observations().size(), description.state().width(), task.name());
                assertEquals(environment.actions().size(), description.action().width());
                assertEquals(
                        description.state().width(),
                        description.state().names().stream().distinct().count());
                assertTrue(description.state().units().contains("rad/s"));
            }
        }
    }
}
