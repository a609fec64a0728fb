package dev.hone.episodes;

import dev.hone.core.statistics.Rate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A dataset in figures. All its frames are read for it, so that what is wrong with them is found.
 *
 * @param frames frames in all
 * @param seconds what they last in all
 * @param lengths frames of each episode, ascending
 * @param tasks episodes per task, in the order of the first
 * @param success how many episodes solved their task, of those that say so
 * @param milestones how many episodes reached each
 * @param simulator words of a simulator state, 0 if none are kept
 */
public record DatasetSummary(
        long frames,
        double seconds,
        List<Integer> lengths,
        Map<String, Integer> tasks,
        Optional<Rate> success,
        Map<String, Integer> milestones,
        int simulator) {
    public DatasetSummary {
        lengths = List.copyOf(lengths);
        tasks = new LinkedHashMap<>(tasks);
        milestones = new TreeMap<>(milestones);
    }

    /**
     * Reads a whole dataset.
     *
     * @throws dev.hone.core.HoneException if any of its frames is damaged, missing or out of time
     */
    public static DatasetSummary of(Dataset dataset) {
        long[] frames = {0};
        Map<String, Integer> tasks = new LinkedHashMap<>();
        Map<String, Integer> milestones = new TreeMap<>();
        dataset.read(episode -> {
            frames[0] += episode.length();
            tasks.merge(episode.task(), 1, Integer::sum);
            episode.milestones().keySet().forEach(name -> milestones.merge(name, 1, Integer::sum));
        });
        List<Boolean> said = dataset.entries().stream()
                .flatMap(entry -> entry.success().stream())
                .toList();
        return new DatasetSummary(
                frames[0],
                frames[0] / dataset.info().fps(),
                dataset.entries().stream().map(EpisodeEntry::length).sorted().toList(),
                tasks,
                said.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Rate.of(said.stream().filter(yes -> yes).count(), said.size())),
                milestones,
                dataset.info().feature(Names.SIMULATOR).map(Feature::width).orElse(0));
    }
}
