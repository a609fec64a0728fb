package dev.hone.imitate.train;

import dev.hone.episodes.Episode;
import dev.hone.learn.Space;
import dev.hone.learn.chunk.ChunkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small episodes whose actions follow from the state. */
final class Made {
    static final Space.Box SEEN = Space.Box.of(2, -1, 1);
    static final Space.Box DONE = Space.Box.of(1, -1, 1);

    private Made() {}

    static ChunkSpec spec(PolicyShape shape) {
        return shape.spec(
                SEEN,
                DONE,
                SEEN,
                DONE,
                Optional.empty(),
                shape == PolicyShape.UNET ? List.of(16, 32) : List.of(32, 32));
    }

    /** Numbered frames: state (i, number)/100 and action i/100, so that a window shows where it begins. */
    static Episode counted(int number, int length) {
        Episode.Recorder recorder = new Episode.Recorder("count");
        for (int i = 0; i < length; i++) {
            recorder.add(frame(new float[] {i / 100f, number / 100f}, new float[] {i / 100f}));
        }
        return recorder.done(Optional.of(true), Map.of());
    }

    /** Swings: seen are sine and cosine of a phase, done is 0.8 of the sine. */
    static List<Episode> swings(int count) {
        List<Episode> episodes = new ArrayList<>();
        for (int e = 0; e < count; e++) {
            double phase = 2 * Math.PI * e / count;
            Episode.Recorder recorder = new Episode.Recorder("swing");
            for (int i = 0; i < 40; i++) {
                float sine = (float) Math.sin(phase + 0.1 * i);
                float cosine = (float) Math.cos(phase + 0.1 * i);
                recorder.add(frame(new float[] {sine, cosine}, new float[] {0.8f * sine}));
            }
            episodes.add(recorder.done(Optional.of(true), Map.of()));
        }
        return episodes;
    }

    private static Episode.Frame frame(float[] state, float[] action) {
        return new Episode.Frame(state, action, Optional.empty(), Optional.empty());
    }
}
