package dev.hone.cli;

import dev.hone.core.Home;
import dev.hone.core.HoneException;
import dev.hone.core.run.RunInfo;
import dev.hone.core.run.RunState;
import dev.hone.core.run.Runs;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** {@code hone runs}: what was run, how it stands, and how to go on with it. */
@Command(
        name = "runs",
        description = "Lists, shows and resumes runs.",
        subcommands = {RunsCommand.ListRuns.class, RunsCommand.Show.class, RunsCommand.Resume.class},
        mixinStandardHelpOptions = true)
final class RunsCommand extends VerbGroup {
    private static String resumeLine(RunInfo run) {
        return NextCommand.on("runs resume", run.folder());
    }

    @Command(name = "list", description = "All runs, newest first.", mixinStandardHelpOptions = true)
    static final class ListRuns implements Runnable {
        @Mixin
        private final CommonOptions common = new CommonOptions();

        @Mixin
        private final Screen screen = new Screen();

        @Override
        public void run() {
            Runs kept = new Runs(Session.runsFolder(common));
            List<RunInfo> runs = kept.list();
            TextTable table = new TextTable("id", "verb", "state", "started", "progress", "out");
            List<Map<String, Object>> rows = new ArrayList<>();
            for (RunInfo run : runs) {
                String progress = run.progress()
                        .map(p -> p.stage() + " " + p.done() + "/" + p.total())
                        .orElse("");
                String out = run.spec().out().map(Path::toString).orElse("");
                String started = run.started().truncatedTo(ChronoUnit.SECONDS).toString();
                table.row(run.id(), run.spec().verb(), run.state().text(), started, progress, out);
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("id", run.id());
                row.put("verb", run.spec().verb());
                row.put("state", run.state().text());
                row.put("started", started);
                row.put("seed", run.spec().seed());
                row.put("progress", progress);
                row.put("out", out);
                rows.add(row);
            }
            for (Runs.Damaged run : kept.damaged()) {
                table.row(run.id(), "", "damaged", "", run.problem(), "");
                rows.add(Map.of("id", run.id(), "state", "damaged", "problem", run.problem()));
            }
            screen.table(table);
            runs.stream()
                    .filter(run -> run.state() == RunState.INTERRUPTED || run.state() == RunState.FAILED)
                    .findFirst()
                    .ifPresent(run -> screen.line("To go on with the newest unfinished one: " + resumeLine(run)));
            screen.rows(rows);
        }
    }

    @Command(name = "show", description = "One run: what it was asked, how it stands.", mixinStandardHelpOptions = true)
    static final class Show implements Runnable {
        @Parameters(paramLabel = "RUN", description = "An id, the start of one, or 'last'.")
        private String name = "last";

        @Mixin
        private final CommonOptions common = new CommonOptions();

        @Mixin
        private final Screen screen = new Screen();

        @Override
        public void run() {
            RunInfo run = new Runs(Session.runsFolder(common)).find(name);
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("id", run.id());
            facts.put("verb", run.spec().verb());
            facts.put("state", run.state().text());
            facts.put("folder", run.folder().toString());
            facts.put("started", run.started().truncatedTo(ChronoUnit.SECONDS).toString());
            run.ended()
                    .ifPresent(ended -> facts.put(
                            "ended", ended.truncatedTo(ChronoUnit.SECONDS).toString()));
            facts.put("command", "hone " + String.join(" ", run.spec().command()));
            facts.put("seed", run.spec().seed());
            run.spec().config().forEach((key, value) -> facts.put("config." + key, value));
            run.spec()
                    .inputs()
                    .forEach((role, input) -> facts.put(
                            "input." + role,
                            input.place() + " (sha256 " + input.sha256().substring(0, 12) + ")"));
            run.spec().out().ifPresent(out -> facts.put("out", out.toString()));
            run.progress().ifPresent(p -> facts.put("progress", p.stage() + " " + p.done() + " of " + p.total()));
            run.versions().forEach((what, version) -> facts.put("version." + what, version));
            run.error().ifPresent(error -> facts.put("error", error));
            if (run.state() == RunState.INTERRUPTED || run.state() == RunState.FAILED) {
                facts.put("resume", resumeLine(run));
            }
            int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
            facts.forEach((key, value) -> screen.line(key + " ".repeat(width - key.length() + 2) + value));
            screen.rows(List.of(facts));
        }
    }

    /** Types the run's command again in the folder where it was first typed, with the run that it must continue. */
    @Command(
            name = "resume",
            description = {
                "Goes on with an unfinished run.",
                "More options are added to the run's own, such as a higher --max-calls, where they don't change what comes out."
            },
            mixinStandardHelpOptions = true)
    static final class Resume implements Callable<Integer> {
        @Parameters(paramLabel = "RUN", description = "An id, the start of one, or 'last'.")
        private String name = "last";

        @Unmatched
        private List<String> more = new ArrayList<>();

        @Option(names = "--runs", paramLabel = "DIR", description = "Where runs are kept. Default: ~/.hone/runs.")
        private Optional<Path> runs = Optional.empty();

        @Override
        public Integer call() throws IOException, InterruptedException {
            Path kept = runs.orElseGet(Home::runs).toAbsolutePath();
            RunInfo run = new Runs(kept).find(name);
            if (run.state() == RunState.DONE || run.state() == RunState.RUNNING) {
                throw new HoneException(
                        "Run " + run.id() + " is " + run.state().text() + ".",
                        "see it with: " + NextCommand.on("runs show", run.folder()));
            }
            if (run.spec().inputs().values().stream().anyMatch(InputFile::wasStandardInput)) {
                System.err.println(
                        "Run " + run.id() + " read standard input: it goes on if the same is piped in again.");
            }
            List<String> words = new ArrayList<>();
            words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            words.add("-D" + Session.RESUMED + "=" + run.id());
            words.addAll(List.of("-cp", absolute(System.getProperty("java.class.path")), Hone.class.getName()));
            words.addAll(run.spec().command());
            words.addAll(more);
            words.addAll(List.of("--runs", kept.toString()));
            return new ProcessBuilder(words)
                    .directory(run.workingFolder().toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
        }

        private static String absolute(String classPath) {
            return String.join(
                    File.pathSeparator,
                    List.of(classPath.split(File.pathSeparator)).stream()
                            .map(entry -> Path.of(entry).toAbsolutePath().toString())
                            .toList());
        }
    }
}
