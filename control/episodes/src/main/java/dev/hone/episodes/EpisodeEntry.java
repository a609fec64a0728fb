package dev.hone.episodes;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code meta/episodes} says of one episode.
 *
 * @param index its number, from 0
 * @param tasks what was to be done, in words
 * @param length frames
 * @param chunk which folder of data files its frames lie in
 * @param file which file there
 * @param from index of its first frame among all frames of the dataset
 * @param success whether it solved its task, where that was kept
 * @param milestones steps at which it reached what, by name, where that was kept
 */
public record EpisodeEntry(
        int index,
        List<String> tasks,
        int length,
        int chunk,
        int file,
        long from,
        Optional<Boolean> success,
        Map<String, Integer> milestones) {
    public EpisodeEntry {
        tasks = List.copyOf(tasks);
        milestones = Map.copyOf(milestones);
    }
}
