package dev.hone.episodes;

import dev.hone.core.HoneException;
import dev.hone.core.files.AtomicFolder;
import dev.hone.episodes.Episode.Frame;
import dev.hone.episodes.FrameTable.Numbered;
import dev.hone.episodes.parquet.TableWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a dataset, episode by episode. Its folder appears whole at {@link #commit()} or not at all; at most one file of frames
 * is held in memory.
 *
 * <pre>{@code
 * try (var writer = DatasetWriter.create(folder, false, description)) {
 *     episodes.forEach(writer::add);
 *     writer.commit();
 * }
 * }</pre>
 */
public final class DatasetWriter implements AutoCloseable {
    private static final long FILE_BYTES = 32L << 20;

    private final AtomicFolder folder;
    private final Description description;
    private final long fileBytes;
    private final List<Numbered> waiting = new ArrayList<>();
    private final List<EpisodeEntry> entries = new ArrayList<>();
    private final Map<String, Integer> tasks = new LinkedHashMap<>();
    private final Moments states;
    private final Moments actions;
    private final List<PictureMoments> pictures;
    private final Moments times = new Moments(1);
    private final Moments rewards = new Moments(1);
    private Optional<Frame> like = Optional.empty();
    private long waitingBytes;
    private long frames;
    private int files;

    private DatasetWriter(AtomicFolder folder, Description description, long fileBytes) {
        this.folder = folder;
        this.description = description;
        this.fileBytes = fileBytes;
        states = new Moments(description.state().width());
        actions = new Moments(description.action().width());
        pictures = description.pictures().stream().map(PictureMoments::new).toList();
    }

    /**
     * Begins a dataset.
     *
     * @throws HoneException if the folder is there, holds something and may not be overwritten
     */
    public static DatasetWriter create(Path folder, boolean overwrite, Description description) {
        return create(folder, overwrite, description, FILE_BYTES);
    }

    /** Fills a folder already begun, for example by a run; {@link #commit()} makes it appear. */
    public static DatasetWriter fill(AtomicFolder folder, Description description) {
        return new DatasetWriter(folder, description, FILE_BYTES);
    }

    static DatasetWriter create(Path folder, boolean overwrite, Description description, long fileBytes) {
        return new DatasetWriter(AtomicFolder.create(folder, overwrite), description, fileBytes);
    }

    /**
     * Adds an episode.
     *
     * @throws HoneException if its frames have not the widths that were described, or not what the first episode's have
     */
    public void add(Episode episode) {
        Frame first = episode.frames().getFirst();
        require("state", description.state().width(), first.state().length);
        require("action", description.action().width(), first.action().length);
        Frame pattern = like.orElse(first);
        like = Optional.of(pattern);
        require("reward", pattern.reward().isPresent() ? 1 : 0, first.reward().isPresent() ? 1 : 0);
        require("simulator state", words(pattern), words(first));
        requirePictures(first);
        count(episode);
        int task = tasks.computeIfAbsent(episode.task(), _ -> tasks.size());
        int index = entries.size();
        waiting.add(new Numbered(episode, index, frames, task));
        entries.add(new EpisodeEntry(
                index,
                List.of(episode.task()),
                episode.length(),
                files / Places.FILES_PER_CHUNK,
                files % Places.FILES_PER_CHUNK,
                frames,
                episode.success(),
                episode.milestones()));
        frames += episode.length();
        waitingBytes += (long) episode.length()
                        * (4L * first.state().length + 4L * first.action().length + 8L * words(first) + 48)
                + pictureBytes(episode);
        if (waitingBytes >= fileBytes) {
            flush();
        }
    }

    private void require(String what, int expected, int found) {
        if (expected != found) {
            throw new HoneException(
                    "Episode " + entries.size() + ": " + what + " of " + found + " numbers where the dataset has "
                            + expected + ".",
                    "it is another robot's or another task's");
        }
    }

    private void requirePictures(Frame first) {
        Set<String> described =
                description.pictures().stream().map(Feature::name).collect(Collectors.toSet());
        if (!described.equals(first.pictures().keySet())) {
            throw new HoneException(
                    "Episode " + entries.size() + ": pictures of "
                            + first.pictures().keySet() + " where the dataset has " + described + ".",
                    "it is another robot's or another task's");
        }
    }

    private static long pictureBytes(Episode episode) {
        return episode.frames().stream()
                .flatMap(frame -> frame.pictures().values().stream())
                .mapToLong(picture -> picture.file().length)
                .sum();
    }

    private static int words(Frame frame) {
        return frame.simulator().map(state -> state.words().length).orElse(0);
    }

    private void count(Episode episode) {
        for (int i = 0; i < episode.length(); i++) {
            Frame frame = episode.frames().get(i);
            states.add(frame.state());
            actions.add(frame.action());
            times.add((float) (i / description.fps()));
            frame.reward().ifPresent(rewards::add);
            for (PictureMoments each : pictures) {
                each.add(Objects.requireNonNull(frame.pictures().get(each.name())), i, entries.size());
            }
        }
    }

    /** Episodes added so far. */
    public int episodes() {
        return entries.size();
    }

    private void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        Path file = Places.data(
                folder.folder(), Places.DATA, files / Places.FILES_PER_CHUNK, files % Places.FILES_PER_CHUNK);
        TableWriter.write(file, FrameTable.of(file.toString(), waiting, description.fps()), Map.of());
        waiting.clear();
        waitingBytes = 0;
        files++;
    }

    /**
     * Makes the dataset appear.
     *
     * @throws HoneException if it has no episode
     */
    public void commit() {
        Frame pattern = like.orElseThrow(
                () -> new HoneException(folder.target() + " would have no episode.", "there was nothing to convert"));
        flush();
        Path place = folder.folder();
        InfoFile.write(
                place,
                new DatasetInfo(
                        description.robot(),
                        description.fps(),
                        entries.size(),
                        frames,
                        FrameTable.features(description, pattern),
                        Places.DATA),
                tasks.size());
        Map<String, Statistics.Of> statistics = new LinkedHashMap<>();
        statistics.put(Names.STATE, states.done());
        statistics.put(Names.ACTION, actions.done());
        pictures.forEach(each -> statistics.put(each.name(), each.done()));
        statistics.put(Names.TIMESTAMP, times.done());
        pattern.reward().ifPresent(_ -> statistics.put(Names.REWARD, rewards.done()));
        new Statistics(place.toString(), statistics).write(place);
        TaskTable.write(place, List.copyOf(tasks.keySet()));
        EpisodeTable.write(place, entries);
        folder.commit();
    }

    /** Without a commit, nothing is left. */
    @Override
    public void close() {
        folder.close();
    }
}
