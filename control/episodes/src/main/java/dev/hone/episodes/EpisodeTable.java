package dev.hone.episodes;

import dev.hone.core.HoneException;
import dev.hone.core.files.FileErrors;
import dev.hone.episodes.parquet.Column;
import dev.hone.episodes.parquet.Field;
import dev.hone.episodes.parquet.Kind;
import dev.hone.episodes.parquet.Rows;
import dev.hone.episodes.parquet.Table;
import dev.hone.episodes.parquet.TableReader;
import dev.hone.episodes.parquet.TableWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Reads and writes {@code meta/episodes}. Success and milestones are columns of our own there ({@code success}, {@code
 * milestone.NAME}), which other readers pass over.
 */
final class EpisodeTable {
    private static final String MILESTONE = "milestone.";
    private static final String SUCCESS = "success";

    private EpisodeTable() {}

    static void write(Path folder, List<EpisodeEntry> entries) {
        List<Column> columns = new ArrayList<>();
        columns.add(words("episode_index", entries, EpisodeEntry::index));
        columns.add(new Column.Texts(
                Field.list("tasks", Kind.STRING),
                entries.stream().flatMap(entry -> entry.tasks().stream()).toList(),
                Rows.of(entries.stream().mapToInt(entry -> entry.tasks().size()).toArray())));
        columns.add(words("length", entries, EpisodeEntry::length));
        columns.add(words("data/chunk_index", entries, EpisodeEntry::chunk));
        columns.add(words("data/file_index", entries, EpisodeEntry::file));
        columns.add(words("dataset_from_index", entries, EpisodeEntry::from));
        columns.add(words("dataset_to_index", entries, entry -> entry.from() + entry.length()));
        columns.add(words("meta/episodes/chunk_index", entries, _ -> 0));
        columns.add(words("meta/episodes/file_index", entries, _ -> 0));
        if (entries.stream().anyMatch(entry -> entry.success().isPresent())) {
            columns.add(maybe(
                    SUCCESS,
                    Kind.BOOL,
                    entries.stream()
                            .map(entry -> entry.success().map(yes -> yes ? 1L : 0L))
                            .toList()));
        }
        Set<String> milestones = new TreeSet<>();
        entries.forEach(entry -> milestones.addAll(entry.milestones().keySet()));
        for (String milestone : milestones) {
            columns.add(maybe(
                    MILESTONE + milestone,
                    Kind.INT64,
                    entries.stream()
                            .map(entry -> Optional.ofNullable(entry.milestones().get(milestone))
                                    .map(Integer::longValue))
                            .toList()));
        }
        Path file = Places.episodes(folder, 0, 0);
        TableWriter.write(file, Table.of(file.toString(), columns), Map.of());
    }

    private static Column words(String name, List<EpisodeEntry> entries, ToLongFunction<EpisodeEntry> value) {
        return Column.words(name, Kind.INT64, entries.stream().mapToLong(value).toArray());
    }

    private static Column maybe(String name, Kind kind, List<Optional<Long>> values) {
        return new Column.Words(
                Field.plain(name, kind),
                values.stream()
                        .flatMap(Optional::stream)
                        .mapToLong(Long::longValue)
                        .toArray(),
                Rows.of(values.stream()
                        .mapToInt(value -> value.isPresent() ? 1 : 0)
                        .toArray()));
    }

    static List<EpisodeEntry> read(Path folder) {
        List<EpisodeEntry> entries = new ArrayList<>();
        for (Path file : files(Places.episodes(folder))) {
            Set<String> names = new HashSet<>();
            TableReader.fields(file).stream()
                    .map(Field::name)
                    .filter(name -> !name.startsWith("stats/")) // hundreds of columns that nobody asks for
                    .forEach(names::add);
            read(TableReader.read(file, names), entries);
        }
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).index() != i) {
                throw new HoneException(
                        Places.episodes(folder) + ": episode " + entries.get(i).index() + " stands where " + i
                                + " should.",
                        "a file of that folder is missing; copy the dataset again");
            }
        }
        return List.copyOf(entries);
    }

    private static void read(Table table, Collection<EpisodeEntry> to) {
        long[] index = table.wordEach("episode_index");
        Column.Texts tasks = table.texts("tasks");
        long[] length = table.wordEach("length");
        long[] chunk = table.wordEach("data/chunk_index");
        long[] file = table.wordEach("data/file_index");
        long[] from = table.wordEach("dataset_from_index");
        for (int row = 0; row < table.rows(); row++) {
            int start = tasks.rows().start(row);
            to.add(new EpisodeEntry(
                    (int) index[row],
                    tasks.values().subList(start, start + tasks.rows().width(row)),
                    (int) length[row],
                    (int) chunk[row],
                    (int) file[row],
                    from[row],
                    maybe(table, SUCCESS, row).map(yes -> yes != 0),
                    milestones(table, row)));
        }
    }

    private static Map<String, Integer> milestones(Table table, int row) {
        Map<String, Integer> milestones = new HashMap<>();
        table.columns().keySet().stream()
                .filter(name -> name.startsWith(MILESTONE))
                .forEach(name -> maybe(table, name, row)
                        .ifPresent(step -> milestones.put(name.substring(MILESTONE.length()), step.intValue())));
        return milestones;
    }

    private static Optional<Long> maybe(Table table, String name, int row) {
        if (!table.has(name)) {
            return Optional.empty();
        }
        Column.Words column = table.words(name);
        return column.rows().width(row) == 0
                ? Optional.empty()
                : Optional.of(column.values()[column.rows().start(row)]);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new HoneException(folder + " does not exist.", "the dataset was copied in part; copy it again");
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw FileErrors.reading(folder, e);
        }
    }
}
