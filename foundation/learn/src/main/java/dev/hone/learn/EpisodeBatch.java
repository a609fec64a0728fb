package dev.hone.learn;

import java.util.List;

/**
 * Episodes side by side, time first, filled up with zeros to the longest: what a recurrent network goes through at once.
 *
 * @param count of episodes
 * @param time steps of the longest
 * @param features [time + 1, count, width]: before each step, and after the last
 * @param actions raw, [time, count, size]
 * @param rewards [time, count]
 * @param terminated 1 where nothing can follow, [time, count]
 * @param lived 1 where the episode had a step, 0 after its end, [time, count]
 */
@SuppressWarnings("ArrayRecordComponent") // numbers on their way to tensors; never compared
public record EpisodeBatch(
        int count, int time, float[] features, float[] actions, float[] rewards, float[] terminated, float[] lived) {
    /** Copies episodes of one replay. */
    static EpisodeBatch of(List<EpisodeReplay.Episode> episodes) {
        int n = episodes.size();
        int time =
                episodes.stream().mapToInt(EpisodeReplay.Episode::length).max().orElseThrow();
        EpisodeReplay.Episode any = episodes.getFirst();
        EpisodeBatch batch = new EpisodeBatch(
                n,
                time,
                new float[(time + 1) * n * any.width()],
                new float[time * n * any.actionSize()],
                new float[time * n],
                new float[time * n],
                new float[time * n]);
        for (int e = 0; e < n; e++) {
            episodes.get(e).copyAll(batch, e);
        }
        return batch;
    }
}
