package dev.hone.cli;

import dev.hone.core.Home;
import dev.hone.core.Listener;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunInfo;
import dev.hone.core.run.RunReader;
import dev.hone.core.run.RunSpec;
import dev.hone.core.run.Runs;
import dev.hone.lm.LimitReached;
import dev.hone.lm.sampling.SampleStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Runs a verb's work inside a {@link Run}: opens or continues it, shows its progress, and leaves it done, failed or resumable. */
final class Session {
    /** Options that change how work is done or shown, but not what comes out; they may differ when a run is continued. */
    private static final Set<String> OPERATIONAL = Set.of(
            "seed",
            "config",
            "set",
            "runs",
            "json",
            "fresh",
            "overwrite",
            "out",
            "key-env",
            "concurrency",
            "timeout",
            "prices",
            "max-calls",
            "max-tokens-total",
            "dry-run",
            "open",
            "port",
            "bind",
            "key-file",
            "upstream-key-env",
            "help",
            "version");

    /** System property: the id of the run that a command typed again by {@code runs resume} must continue. */
    static final String RESUMED = "hone.resume";

    /** What a verb does with its run. */
    interface Work {
        void with(Run run, Listener listener);
    }

    private Session() {}

    /** The run that a command line asks for, without inputs and output, which the verb adds. */
    static RunSpec spec(CommandSpec verb, CommonOptions common) {
        Map<String, String> config = new TreeMap<>();
        for (OptionSpec option : verb.options()) {
            String key = ConfigArguments.key(option);
            if (!OPERATIONAL.contains(key)) {
                value(option).ifPresent(value -> config.put(key, value));
            }
        }
        String name = verb.qualifiedName().replaceFirst("^hone ", "");
        return RunSpec.of(name, common.seed).withConfig(config).withCommand(typed(verb));
    }

    private static Optional<String> value(OptionSpec option) {
        Object value = option.getValue();
        return switch (value) {
            case null -> Optional.empty();
            case Optional<?> optional -> optional.map(String::valueOf);
            case List<?> list when list.isEmpty() -> Optional.empty();
            case List<?> list ->
                Optional.of(joined(option, list.stream().map(String::valueOf).toList()));
            default -> Optional.of(value.toString());
        };
    }

    /** A list that is typed with commas is kept with them. */
    private static String joined(OptionSpec option, List<String> values) {
        return option.splitRegex().isEmpty() ? ListWords.write(values) : String.join(",", values);
    }

    private static List<String> typed(CommandSpec verb) {
        CommandLine root = verb.root().commandLine();
        return root == null || root.getParseResult() == null
                ? List.of()
                : root.getParseResult().originalArgs();
    }

    static Path runsFolder(CommonOptions common) {
        return common.runs.orElseGet(Home::runs);
    }

    /** The run that {@code runs resume} asks for, if this is its doing. */
    static Optional<String> resumed() {
        return Optional.ofNullable(System.getProperty(RESUMED));
    }

    /** What the unfinished run that the command would continue has drawn; nothing where it would begin one. */
    static SampleStore drawn(RunSpec asked, CommonOptions common, boolean fresh, Listener listener) {
        Path runs = runsFolder(common);
        Optional<RunInfo> unfinished =
                fresh || !Files.isDirectory(runs) ? Optional.empty() : Run.unfinished(runs, InputFile.named(asked));
        if (unfinished.isEmpty()) {
            return SampleStore.inMemory();
        }
        listener.note("Run " + unfinished.get().id() + " would be continued.");
        try (RunReader reader = RunReader.open(unfinished.get().folder())) {
            return SampleStore.kept(reader);
        }
    }

    private static Run open(RunSpec asked, CommonOptions common, boolean fresh) {
        RunSpec spec = InputFile.named(asked);
        Path runs = runsFolder(common);
        return resumed()
                .map(id -> Run.resume(new Runs(runs).find(id), spec))
                .orElseGet(() -> Run.start(runs, spec, fresh));
    }

    static void run(RunSpec spec, CommonOptions common, boolean fresh, Work work) {
        try (Run run = open(spec, common, fresh);
                ProgressDisplay display = new ProgressDisplay()) {
            if (run.resumed()) {
                display.note("Continuing run " + run.id() + ".");
            } else {
                new Runs(runsFolder(common))
                        .damaged()
                        .forEach(damaged -> display.note("Run " + damaged.id()
                                + " can't be read and may be this command's: " + damaged.problem()));
            }
            Thread goodbye = new Thread(() ->
                    System.err.println("\nInterrupted; what is finished is kept. The same command continues it, or: "
                            + NextCommand.on("runs resume", run.folder())));
            Runtime.getRuntime().addShutdownHook(goodbye);
            try {
                work.with(run, run.listener(display));
                run.done();
            } catch (LimitReached e) { // a stop that the user asked for: the run is left interrupted
                KeptNote.add(e, run);
                throw e;
            } catch (RuntimeException | Error e) {
                markFailed(run, e);
                KeptNote.add(e, run);
                throw e;
            } finally {
                Runtime.getRuntime().removeShutdownHook(goodbye);
            }
        }
    }

    /** On a full disk not even this can be written; what the user has to know is {@code cause}, and the run stays interrupted. */
    private static void markFailed(Run run, Throwable cause) {
        try {
            run.failed(cause);
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}
