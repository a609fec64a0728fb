package dev.hone.episodes;

import dev.hone.core.HoneException;
import dev.hone.episodes.picture.Picture;
import dev.hone.learn.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A demonstration: what was seen and done at each frame. The action of a frame is what followed its state; with simulator
 * states, restoring frame t's and acting its action gives frame t + 1's.
 */
public final class Episode {
    private final String task;
    private final List<Frame> frames;
    private final Optional<Boolean> success;
    private final Map<String, Integer> milestones;

    /**
     * One moment; arrays are not copied.
     *
     * @param state what was seen
     * @param action what was then done
     * @param reward what that gave, where rewards are kept
     * @param simulator the simulator's whole state before the action, where it is kept
     * @param pictures what cameras saw before the action, by the names of their columns
     */
    @SuppressWarnings("ArrayRecordComponent") // millions of them; never compared
    public record Frame(
            float[] state,
            float[] action,
            Optional<Float> reward,
            Optional<Snapshot> simulator,
            Map<String, Picture> pictures) {
        /** Without pictures. */
        public Frame(float[] state, float[] action, Optional<Float> reward, Optional<Snapshot> simulator) {
            this(state, action, reward, simulator, Map.of());
        }
    }

    private Episode(Recorder recorder, Optional<Boolean> success, Map<String, Integer> milestones) {
        task = recorder.task;
        frames = List.copyOf(recorder.frames);
        this.success = success;
        this.milestones = Map.copyOf(milestones);
    }

    /** What was to be done, in words. */
    public String task() {
        return task;
    }

    /** At least one. */
    public List<Frame> frames() {
        return frames;
    }

    public int length() {
        return frames.size();
    }

    /** Whether it solved its task, where that is known. */
    public Optional<Boolean> success() {
        return success;
    }

    /** Steps at which it reached what, by name. */
    public Map<String, Integer> milestones() {
        return milestones;
    }

    /** Records an episode frame by frame. */
    public static final class Recorder {
        private final String task;
        private final String place;
        private final List<Frame> frames = new ArrayList<>();

        public Recorder(String task) {
            this(task, "an episode");
        }

        /**
         * @param place where the frames come from, for errors
         */
        public Recorder(String task, String place) {
            this.task = task;
            this.place = place;
        }

        /**
         * Adds a frame; its arrays are kept.
         *
         * @throws HoneException if it has not what the first frame has, or a number is not finite
         */
        public void add(Frame frame) {
            requireFinite("state", frame.state());
            requireFinite("action", frame.action());
            if (!frames.isEmpty()) {
                Frame first = frames.getFirst();
                requireWidth("state", first.state().length, frame.state().length);
                requireWidth("action", first.action().length, frame.action().length);
                requireWidth("simulator state", words(first), words(frame));
                if (!first.pictures().keySet().equals(frame.pictures().keySet())) {
                    throw new HoneException(
                            place + ", frame " + frames.size() + ": pictures of "
                                    + frame.pictures().keySet() + " where the frames before have "
                                    + first.pictures().keySet() + ".",
                            "the episode mixes two robots");
                }
            }
            frames.add(frame);
        }

        private static int words(Frame frame) {
            return frame.simulator().map(state -> state.words().length).orElse(0);
        }

        private void requireWidth(String what, int expected, int found) {
            if (expected != found) {
                throw new HoneException(
                        place + ", frame " + frames.size() + ": " + what + " of " + found
                                + " numbers where the frames before have " + expected + ".",
                        "the episode mixes two robots");
            }
        }

        private void requireFinite(String what, float[] numbers) {
            for (int i = 0; i < numbers.length; i++) {
                if (!Float.isFinite(numbers[i])) {
                    throw new HoneException(
                            place + ", frame " + frames.size() + ": number " + i + " of the " + what + " is "
                                    + numbers[i] + ".",
                            "leave that episode out");
                }
            }
        }

        public int length() {
            return frames.size();
        }

        /**
         * The whole episode.
         *
         * @throws HoneException if it has no frame
         */
        public Episode done(Optional<Boolean> success, Map<String, Integer> milestones) {
            if (frames.isEmpty()) {
                throw new HoneException(place + " has no frames.", "leave it out");
            }
            return new Episode(this, success, milestones);
        }
    }
}
