package dev.hone.episodes;

import dev.hone.core.HoneException;
import dev.hone.episodes.parquet.Table;
import dev.hone.episodes.parquet.TableReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A LeRobotDataset v3 on the disk: what it says of itself at once, its frames when they are asked for. */
public final class Dataset implements EpisodeSource {
    private static final Set<String> NO_NUMBERS = Set.of(Feature.IMAGE, "video", "string");

    private final Path folder;
    private final DatasetInfo info;
    private final List<EpisodeEntry> entries;
    private final Selection selection;

    private Dataset(Path folder, DatasetInfo info, List<EpisodeEntry> entries, Selection selection) {
        this.folder = folder;
        this.info = info;
        this.entries = entries;
        this.selection = selection;
    }

    /** Opens a dataset whose columns have the format's own names. */
    public static Dataset open(Path folder) {
        return open(folder, Selection.DEFAULT);
    }

    /**
     * Opens a dataset.
     *
     * @throws HoneException if the folder holds none, it is of another version, or it has no column of a name that was
     *     selected, naming the nearest
     */
    public static Dataset open(Path folder, Selection selection) {
        DatasetInfo info = InfoFile.read(folder);
        Dataset dataset = new Dataset(folder, info, EpisodeTable.read(folder), selection);
        dataset.description(); // refuses columns that aren't there
        return dataset;
    }

    public Path folder() {
        return folder;
    }

    public DatasetInfo info() {
        return info;
    }

    /** What is said of each episode, in order. */
    public List<EpisodeEntry> entries() {
        return entries;
    }

    /**
     * The statistics that were kept.
     *
     * @throws HoneException if there are none
     */
    public Statistics statistics() {
        return Statistics.read(folder);
    }

    @Override
    public Description description() {
        return new Description(
                info.robot(),
                info.fps(),
                joined(selection.state()),
                joined(selection.action()),
                selection.pictures().stream().map(this::image).toList());
    }

    /** Columns of pictures that there are. */
    public List<String> pictures() {
        return info.features().stream()
                .filter(Feature::isImage)
                .map(Feature::name)
                .toList();
    }

    /** The same dataset, whose frames come with all its pictures. */
    public Dataset withPictures() {
        return new Dataset(folder, info, entries, new Selection(selection.state(), selection.action(), pictures()));
    }

    private Feature image(String column) {
        return info.feature(column)
                .filter(Feature::isImage)
                .orElseThrow(() -> Table.noColumn(folder + " (pictures)", column, pictures()));
    }

    private Feature joined(List<String> columns) {
        List<Feature> features = columns.stream().map(this::numeric).toList();
        if (features.size() == 1) {
            return features.getFirst();
        }
        int width = features.stream().mapToInt(Feature::width).sum();
        List<String> names =
                features.stream().flatMap(feature -> feature.names().stream()).toList();
        List<String> units =
                features.stream().flatMap(feature -> feature.units().stream()).toList();
        return new Feature(
                Names.STATE,
                features.getFirst().dtype(),
                List.of(width),
                names.size() == width ? names : List.of(),
                units.size() == width ? units : List.of());
    }

    private Feature numeric(String column) {
        Feature feature =
                info.feature(column).orElseThrow(() -> Table.noColumn(folder.toString(), column, numericNames()));
        if (NO_NUMBERS.contains(feature.dtype())) {
            throw new HoneException(
                    folder + ": column '" + column + "' holds " + feature.dtype() + ", not numbers.",
                    "use one of " + String.join(", ", numericNames()));
        }
        return feature;
    }

    private List<String> numericNames() {
        return info.features().stream()
                .filter(feature -> !NO_NUMBERS.contains(feature.dtype()))
                .map(Feature::name)
                .toList();
    }

    @Override
    public int episodes() {
        return entries.size();
    }

    /** All episodes at once. */
    public List<Episode> all() {
        List<Episode> all = new ArrayList<>();
        read(all::add);
        return all;
    }

    /**
     * Hands every episode to {@code use}, in order; one file of frames is in memory at a time.
     *
     * @throws HoneException if a file is missing or cut short, a frame's width is not what {@code meta/info.json} says, an
     *     episode is not as long as {@code meta/episodes} says, or has a gap in time
     */
    @Override
    public void read(Consumer<Episode> use) {
        read(entries, use);
    }

    /** The first episodes, at most so many. */
    public List<Episode> first(int count) {
        List<Episode> first = new ArrayList<>();
        read(entries.subList(0, Math.min(count, entries.size())), first::add);
        return first;
    }

    private void read(List<EpisodeEntry> those, Consumer<Episode> use) {
        Set<String> wanted =
                new TreeSet<>(Set.of(Names.TIMESTAMP, Names.EPISODE, Names.FRAME, Names.REWARD, Names.SIMULATOR));
        Stream.of(selection.state(), selection.action(), selection.pictures())
                .flatMap(List::stream)
                .forEach(wanted::add);
        Optional<FrameReader> open = Optional.empty();
        for (EpisodeEntry entry : those) {
            Path file = Places.data(folder, info.dataPath(), entry.chunk(), entry.file());
            FrameReader reader = open.filter(present -> present.isOf(file))
                    .orElseGet(() -> new FrameReader(folder, file, TableReader.read(file, wanted), info, selection));
            open = Optional.of(reader);
            use.accept(reader.episode(entry));
        }
    }
}
