package dev.hone.imitate.train;

import dev.hone.core.HoneException;
import dev.hone.episodes.Episode;
import dev.hone.imitate.Segment;
import dev.hone.learn.chunk.ChunkSpec;
import dev.hone.learn.chunk.Normaliser;
import java.util.List;

/** Episodes as windows: an observation and the chunk of actions that followed it. Held in memory, each frame once. */
public final class Windows {
    private final int observationWidth;
    private final int actionWidth;
    private final int chunkWidth;
    private final float[] observations; // as recorded [frames * observation]
    private final float[] actions; // normalised, padded [frames * action]
    private final int[] starts; // frame of each window

    private Windows(ChunkSpec spec, float[] observations, float[] actions, int[] starts) {
        observationWidth = spec.observationWidth();
        actionWidth = spec.actionWidth();
        chunkWidth = spec.chunkWidth();
        this.observations = observations;
        this.actions = actions;
        this.starts = starts;
    }

    /**
     * The windows of episodes.
     *
     * @throws HoneException if an episode has other widths than the policy
     */
    public static Windows of(List<Episode> episodes, ChunkSpec spec) {
        WindowRule rule = new WindowRule(spec.horizon());
        int frames = 0;
        int windows = 0;
        for (Episode episode : episodes) {
            require(episode, spec);
            boolean segment = Segment.is(episode);
            frames += episode.length() + rule.padding(segment);
            windows += rule.windows(episode.length(), segment);
        }
        float[] observations = new float[frames * spec.observationWidth()];
        float[] actions = new float[frames * spec.actionWidth()];
        int[] starts = new int[windows];
        Normaliser scale = spec.actionScale();
        int frame = 0;
        int window = 0;
        for (Episode episode : episodes) {
            boolean segment = Segment.is(episode);
            for (int i = 0; i < rule.windows(episode.length(), segment); i++) {
                starts[window++] = frame + i;
            }
            for (int i = 0; i < episode.length() + rule.padding(segment); i++) {
                Episode.Frame one = episode.frames().get(Math.min(i, episode.length() - 1));
                System.arraycopy(
                        one.state(), 0, observations, frame * spec.observationWidth(), spec.observationWidth());
                scale.apply(one.action(), 0, actions, frame * spec.actionWidth());
                frame++;
            }
        }
        return new Windows(spec, observations, actions, starts);
    }

    private static void require(Episode episode, ChunkSpec spec) {
        Episode.Frame first = episode.frames().getFirst();
        if (first.state().length != spec.observationWidth() || first.action().length != spec.actionWidth()) {
            throw new HoneException(
                    "An episode has " + first.state().length + " numbers of state and " + first.action().length
                            + " of action where the policy has " + spec.observationWidth() + " and "
                            + spec.actionWidth() + ".",
                    "it is another robot's or another task's; see 'hone dataset show'");
        }
    }

    /** How many windows there are. */
    public int count() {
        return starts.length;
    }

    /** Writes a window's observation, as it was recorded. */
    void observation(int window, float[] to, int at) {
        System.arraycopy(observations, starts[window] * observationWidth, to, at, observationWidth);
    }

    /** Writes a window's normalised chunk. */
    void chunk(int window, float[] to, int at) {
        System.arraycopy(actions, starts[window] * actionWidth, to, at, chunkWidth);
    }
}
