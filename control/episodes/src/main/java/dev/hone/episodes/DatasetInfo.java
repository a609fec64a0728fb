package dev.hone.episodes;

import java.util.List;
import java.util.Optional;

/**
 * What {@code meta/info.json} says of a dataset.
 *
 * @param robot name of the robot; empty if it isn't said
 * @param fps frames a second
 * @param episodes number of episodes
 * @param frames number of frames in all
 * @param features columns of the frames, in order
 * @param dataPath where the frames lie, with {@code {chunk_index}} and {@code {file_index}} to be filled in
 */
public record DatasetInfo(
        String robot, double fps, int episodes, long frames, List<Feature> features, String dataPath) {
    public DatasetInfo {
        features = List.copyOf(features);
    }

    public Optional<Feature> feature(String name) {
        return features.stream().filter(feature -> feature.name().equals(name)).findFirst();
    }
}
