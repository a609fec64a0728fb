package dev.hone.episodes;

import java.nio.file.Path;
import java.util.function.IntConsumer;

/** Writes what another source has as a dataset with the format's own names, and with fresh statistics. */
public final class Conversion {
    private Conversion() {}

    /**
     * Converts all episodes.
     *
     * @param each told after every episode how many are done
     * @return episodes written
     */
    public static int convert(EpisodeSource source, Path out, boolean overwrite, IntConsumer each) {
        int[] done = {0};
        try (DatasetWriter writer = DatasetWriter.create(out, overwrite, source.description())) {
            source.read(episode -> {
                writer.add(episode);
                each.accept(++done[0]);
            });
            writer.commit();
        }
        return done[0];
    }
}
