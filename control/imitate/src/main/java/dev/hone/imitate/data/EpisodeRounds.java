package dev.hone.imitate.data;

import dev.hone.core.Json;
import dev.hone.core.run.Items;
import dev.hone.episodes.Dataset;
import dev.hone.episodes.DatasetWriter;
import dev.hone.episodes.Description;
import dev.hone.episodes.Episode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Episodes that are made in rounds. A round's episodes are a small dataset in a folder; then the round is committed as an item of the run. So a kill
 * costs the round in flight.
 */
public final class EpisodeRounds {
    private final Items items;
    private final Path folder;
    private final Description description;
    private final List<Round> rounds = new ArrayList<>();

    /**
     * A committed round.
     *
     * @param tried attempts in it
     * @param steps environment steps that they took
     * @param nanos processor time that they took
     * @param marks for each episode that was kept, a number that its maker gave it
     */
    record Round(int tried, long steps, long nanos, List<Integer> marks) {
        Round {
            marks = List.copyOf(marks);
        }
    }

    /**
     * What the run holds.
     *
     * @param items of this kind of episode
     * @param folder where their datasets go
     */
    public EpisodeRounds(Items items, Path folder, Description description) {
        this.items = items;
        this.folder = folder;
        this.description = description;
        while (items.has(id(rounds.size()))) {
            rounds.add(Json.MAPPER.treeToValue(items.get(id(rounds.size())).orElseThrow(), Round.class));
        }
    }

    private static String id(int round) {
        return "%05d".formatted(round);
    }

    /**
     * Commits a round.
     *
     * @param tried attempts in it
     * @param steps environment steps that they took
     * @param nanos processor time that they took
     * @param episodes those that are kept
     * @param marks a number for each of them
     */
    public void add(int tried, long steps, long nanos, List<Episode> episodes, List<Integer> marks) {
        String id = id(rounds.size());
        if (!episodes.isEmpty()) {
            try (DatasetWriter writer = DatasetWriter.create(folder.resolve(id), true, description)) {
                episodes.forEach(writer::add);
                writer.commit();
            }
        }
        Round round = new Round(tried, steps, nanos, marks);
        items.put(id, round);
        rounds.add(round);
    }

    /** Attempts in all. */
    public int tried() {
        return rounds.stream().mapToInt(Round::tried).sum();
    }

    /** Episodes kept in all. */
    public int kept() {
        return rounds.stream().mapToInt(round -> round.marks().size()).sum();
    }

    /** Environment steps in all. */
    public long steps() {
        return rounds.stream().mapToLong(Round::steps).sum();
    }

    /** Processor time of all, in nanoseconds. */
    public long nanos() {
        return rounds.stream().mapToLong(Round::nanos).sum();
    }

    /** How many kept episodes have each mark from 0 to {@code count - 1}. */
    public int[] marks(int count) {
        int[] marks = new int[count];
        rounds.forEach(round -> round.marks().forEach(mark -> marks[mark]++));
        return marks;
    }

    /** The first {@code count} episodes, in order. */
    public List<Episode> episodes(int count) {
        List<Episode> episodes = new ArrayList<>();
        for (int i = 0; i < rounds.size() && episodes.size() < count; i++) {
            if (!rounds.get(i).marks().isEmpty()) {
                Dataset.open(folder.resolve(id(i))).read(episodes::add);
            }
        }
        return episodes.subList(0, Math.min(count, episodes.size()));
    }
}
