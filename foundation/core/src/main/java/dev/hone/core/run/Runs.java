package dev.hone.core.run;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import dev.hone.core.files.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The runs of one folder. */
public record Runs(Path folder) {
    /**
     * A folder that should be a run and can't be read.
     *
     * @param problem why, in one line
     */
    public record Damaged(Path folder, String problem) {
        public String id() {
            return folder.getFileName().toString();
        }
    }

    /** All of them, newest first; folders that are no run are passed over, {@link #damaged} ones too. */
    public List<RunInfo> list() {
        List<RunInfo> runs = new ArrayList<>();
        scan(runs, new ArrayList<>());
        runs.sort(Comparator.comparing(RunInfo::started)
                .thenComparing(RunInfo::id)
                .reversed());
        return List.copyOf(runs);
    }

    /** Those that can't be read, the newest id first. One damaged run must not hide the others, nor be hidden by them. */
    public List<Damaged> damaged() {
        List<Damaged> damaged = new ArrayList<>();
        scan(new ArrayList<>(), damaged);
        return List.copyOf(damaged);
    }

    private void scan(List<RunInfo> runs, List<Damaged> damaged) {
        for (Path candidate : folders()) {
            try {
                RunTable.read(candidate).ifPresent(runs::add);
            } catch (HoneException e) {
                damaged.add(new Damaged(candidate, e.problem()));
            } catch (IOException | RuntimeException e) { // what SQLite reads without complaint may still not be a run's
                damaged.add(new Damaged(candidate, candidate + " is damaged: " + firstLine(e)));
            }
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ".";
    }

    /**
     * The run that the user means.
     *
     * @param name an id, the start of just one id, or "last" for the newest
     * @throws HoneException if there is none or there are several; it names them
     */
    public RunInfo find(String name) {
        if (name.equals("last")) {
            return list().stream()
                    .findFirst()
                    .orElseThrow(
                            () -> new HoneException("No runs in " + folder + ".", "name their folder with --runs"));
        }
        List<String> ids = folders().stream()
                .map(path -> path.getFileName().toString())
                .filter(id -> id.startsWith(name))
                .toList();
        if (ids.contains(name) && !name.isEmpty()) {
            return info(name);
        }
        if (ids.size() > 1) {
            throw new HoneException(
                    "'" + name + "' is the start of " + ids.size() + " runs: " + some(ids) + ".",
                    "add letters until one is left");
        }
        return info(ids.stream().findFirst().orElseThrow(() -> none(name)));
    }

    /** Opens a run for reading, also while another process works on it. */
    public RunReader open(String name) {
        return RunReader.open(find(name).folder());
    }

    private RunInfo info(String id) {
        Path run = folder.resolve(id);
        try {
            return RunTable.read(run)
                    .orElseThrow(() -> new HoneException(
                            run + " holds no run.", "it was killed in its first instant; repeat the command"));
        } catch (IOException e) {
            throw FileErrors.reading(run, e);
        }
    }

    private HoneException none(String name) {
        List<String> ids =
                folders().stream().map(p -> p.getFileName().toString()).toList();
        String advice = Nearest.of(name, ids)
                .map(near -> "you meant " + near)
                .orElse(ids.isEmpty() ? "name their folder with --runs" : "one of these: " + some(ids));
        return new HoneException("No run '" + name + "' in " + folder + ".", advice);
    }

    private static String some(List<String> ids) {
        String few = ids.stream().limit(5).collect(Collectors.joining(", "));
        return ids.size() > 5 ? few + ", …" : few;
    }

    /** Folders that may be runs, the newest id first. */
    private List<Path> folders() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> Files.exists(path.resolve(RunTable.DATABASE)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw FileErrors.reading(folder, e);
        }
    }
}
