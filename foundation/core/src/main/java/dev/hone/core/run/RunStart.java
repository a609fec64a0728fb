package dev.hone.core.run;

import dev.hone.core.HoneException;
import dev.hone.core.config.ConfigFile;
import dev.hone.core.files.AtomicFile;
import dev.hone.core.files.AtomicFolder;
import dev.hone.core.files.FileErrors;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Decides between continuing a run and starting one. The decision is made under a lock on the folder of all runs, so that the
 * same command typed twice at once starts one run and is refused once.
 */
final class RunStart {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path runs;
    private final RunSpec spec;
    private final boolean fresh;

    RunStart(Path runs, RunSpec spec, boolean fresh) {
        this.runs = runs;
        this.spec = spec;
        this.fresh = fresh;
    }

    Run start() {
        try {
            Files.createDirectories(runs);
            try (RunLock _ = RunLock.await(runs)) {
                List<RunInfo> known = new Runs(runs).list();
                refuseSameOut(known);
                Optional<RunInfo> same = fresh ? Optional.empty() : toContinue(known);
                if (same.isPresent()) {
                    return resume(same.get().folder(), spec);
                }
                refuseExistingOut(spec);
                return create(newFolder(), spec);
            }
        } catch (IOException e) {
            throw FileErrors.writing(runs, e);
        }
    }

    Optional<RunInfo> unfinished() {
        return toContinue(new Runs(runs).list());
    }

    /** Takes over a run's folder. The given spec is today's: its command and permission to overwrite may be new. */
    static Run resume(Path folder, RunSpec spec) {
        return opened(folder, spec, true, run -> {
            if (!run.published()) {
                refuseExistingOut(spec);
            }
            run.reopen();
        });
    }

    private static Run create(Path folder, RunSpec spec) {
        Map<String, String> options = new TreeMap<>(spec.config());
        options.put("seed", Long.toString(spec.seed()));
        String comment = "hone " + spec.verb() + "; feed back with --config";
        ConfigFile.write(folder.resolve("config.yaml"), comment, options, true);
        return opened(folder, spec, false, Run::begin);
    }

    /** A run that this process holds; if anything goes wrong, the run is let go. */
    private static Run opened(Path folder, RunSpec spec, boolean resumed, Consumer<Run> first) {
        RunLock lock = take(folder);
        try {
            Run run = new Run(folder, spec, resumed, lock, Store.write(folder.resolve(RunTable.DATABASE)));
            try {
                first.accept(run);
                return run;
            } catch (RuntimeException e) {
                run.close();
                throw e;
            }
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static RunLock take(Path folder) {
        try {
            return RunLock.take(folder)
                    .orElseThrow(() -> inUse(folder.getFileName().toString()));
        } catch (IOException e) {
            throw FileErrors.writing(folder, e);
        }
    }

    /** What stands at OUT is refused before the work and not after it. */
    private static void refuseExistingOut(RunSpec spec) {
        spec.out().ifPresent(out -> {
            if (Files.isDirectory(out)) {
                AtomicFolder.refuseExisting(out, spec.overwrite());
            } else {
                AtomicFile.refuseExisting(out, spec.overwrite());
            }
        });
    }

    private void refuseSameOut(List<RunInfo> known) {
        known.stream()
                .filter(run -> run.state() == RunState.RUNNING
                        && spec.out().isPresent()
                        && run.spec().out().equals(spec.out()))
                .findFirst()
                .ifPresent(run -> {
                    throw inUse(run.id());
                });
    }

    private Optional<RunInfo> toContinue(List<RunInfo> known) {
        List<RunInfo> unfinished = known.stream().filter(RunInfo::unfinished).toList();
        Optional<RunInfo> same =
                unfinished.stream().filter(run -> run.spec().sameAs(spec)).findFirst();
        if (same.isEmpty() && spec.out().isPresent()) {
            unfinished.stream()
                    .filter(run -> run.spec().sameButInputs(spec))
                    .findFirst()
                    .ifPresent(run -> refuseChanged(run, spec));
        }
        return same;
    }

    /** Refuses a command that is not the run's own. */
    static void refuseOther(RunInfo run, RunSpec spec) {
        if (run.spec().sameAs(spec)) {
            return;
        }
        if (run.spec().sameButInputs(spec)) {
            refuseChanged(run, spec);
        }
        throw new HoneException(
                "This asks for something else than run " + run.id() + ".",
                "leave out options that change what comes out, or type the whole command to start another run");
    }

    private static void refuseChanged(RunInfo run, RunSpec spec) {
        Map.Entry<String, RunSpec.Input> changed =
                spec.changedInputs(run.spec()).getFirst();
        throw new HoneException(
                "The input " + changed.getKey() + " (" + changed.getValue().place() + ") changed since run " + run.id()
                        + ", which is " + run.state().text() + ".",
                "put the old file back to continue that run, or add --fresh to start anew with this one");
    }

    /** A folder named by the second and a few letters; making it is what claims the name. */
    private Path newFolder() throws IOException {
        long salt = System.nanoTime() ^ (ProcessHandle.current().pid() << 20);
        while (true) {
            String letters = Integer.toString(Math.floorMod(salt++ * 2_654_435_761L, 36 * 36 * 36 * 36), 36);
            String id = TIME.format(Instant.now()) + "-" + "0".repeat(4 - letters.length()) + letters;
            try {
                return Files.createDirectory(runs.resolve(id));
            } catch (FileAlreadyExistsException _) {
                // taken in the same second: try the next letters
            }
        }
    }

    private static HoneException inUse(String id) {
        return new HoneException(
                "Run " + id + " is being worked on by another process.", "wait for it to end, or stop it first");
    }
}
