package dev.hone.core.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser makes of the page; needs Chromium on the path. */
class BrowserTest {
    @TempDir
    Path folder;

    @Test
    void theBrowserDrawsEveryPlotWithoutAComplaint() throws Exception {
        Page page = open(SampleReport.page());
        assertEquals(List.of(), page.complaints());
        assertEquals(4, page.count("<canvas"));
        assertEquals(8, page.count("aria-pressed=\"true\""));
        assertEquals(0, page.count("class=\"empty\""));
    }

    @Test
    void emptyAndUndefinedSeriesAreDrawnAsNoData() throws Exception {
        Axis y = Axis.linear("y");
        Page page = open(Report.titled("t")
                .plot(new Plot("nothing", "", Axis.linear("x"), y, List.of()))
                .plot(new Plot("empty", "", Axis.log2("x"), y, List.of(Series.line("s", List.of()))))
                .plot(new Plot(
                        "absent",
                        "",
                        Axis.log10("x"),
                        y,
                        List.of(Series.bars("s", List.of(Point.of(1, Double.NaN)))))));
        assertEquals(List.of(), page.complaints());
        assertEquals(3, page.count("<canvas"));
        assertEquals(3, page.count("class=\"empty\""));
    }

    @Test
    void hostileTextDoesNotRun() throws Exception {
        String hostile = "</script><script>document.title='run'</script><img src=x onerror=\"document.title='run'\">";
        Page page = open(Report.titled("still")
                .sentence(hostile)
                .plot(new Plot(
                        hostile,
                        hostile,
                        Axis.categories(hostile, List.of(hostile)),
                        Axis.linear(hostile),
                        List.of(
                                Series.line(hostile, List.of(Point.of(0, 1))),
                                Series.line(hostile, List.of(Point.of(0, 2)))))));
        assertTrue(page.dom().contains("<title>still</title>"));
        assertFalse(page.dom().contains("<img"));
        assertEquals(List.of(), page.complaints());
    }

    /** A page after its scripts have run, and what the browser said about it. */
    private record Page(String dom, String log) {
        int count(String part) {
            return (int) Pattern.compile(part, Pattern.LITERAL)
                    .matcher(dom)
                    .results()
                    .count();
        }

        List<String> complaints() {
            return log.lines().filter(line -> line.contains("CONSOLE")).toList();
        }
    }

    private Page open(Report report) throws IOException, InterruptedException {
        Optional<Path> chromium = chromium();
        assumeTrue(chromium.isPresent(), "SKIPPED: no chromium on the path, so no browser looked at the report");
        Path file = folder.resolve("report.html");
        Path dom = folder.resolve("dom");
        Path log = folder.resolve("log");
        report.write(file);
        List<String> command = new ArrayList<>(List.of(chromium.get().toString()));
        command.addAll(Arrays.asList(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + folder.resolve("profile"),
                "--enable-logging=stderr",
                "--virtual-time-budget=2000",
                "--dump-dom",
                file.toUri().toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the browser hangs");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        return new Page(Files.readString(dom), Files.readString(log));
    }

    private static Optional<Path> chromium() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .flatMap(entry -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(Path.of(entry)::resolve))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
