package dev.hone.core.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ReportTest {
    private static final String HOSTILE =
            "</script><script>alert(1)</script><img src=x onerror=\"alert('2')\"> ]]> --> & \u2028";

    @TempDir
    Path folder;

    @Test
    void aPageFetchesNothing() {
        String html = SampleReport.page().html();
        String markup = html.replaceAll("(?s)<script>.*?</script>", "");
        assertEquals(
                List.of("data:,"),
                found(markup, "(?i)\\b(?:src|href|srcset|action|poster|data)\\s*=\\s*[\"']?([^\"'\\s>]*)"));
        assertFalse(markup.matches("(?is).*(@import|url\\(|<iframe|<object|<embed|<base).*"));
        assertFalse(
                html.matches("(?s).*(\\bfetch\\(|XMLHttpRequest|WebSocket|sendBeacon|importScripts|new Image\\b).*"));
        assertEquals(
                List.of("https://github.com/leeoniya/uPlot"),
                found(html, "(https?://[^\\s)\"']*)"),
                "only the licence's link");
    }

    @Test
    void thePolicyOfThePageNamesItsOwnScriptAndStyleAndNothingElse() {
        String html = SampleReport.page().html();
        String policy =
                found(html, "Content-Security-Policy\" content=\"([^\"]*)\"").getFirst();
        assertTrue(policy.startsWith("default-src 'none'; "));
        assertFalse(policy.contains("unsafe"));
        assertEquals(2, found(policy, "(sha256-[A-Za-z0-9+/]{43}=)").size());
        assertEquals(1, found(html, "(<script>)").size());
        assertFalse(html.matches("(?s).*<[^>]+ style=.*"), "a style attribute would be refused");
    }

    @Test
    void hostileTextStaysTextEverywhere() {
        Series series = Series.points(HOSTILE, List.of(Point.of(0, 1)));
        Table table = new Table(HOSTILE, List.of(Column.text(HOSTILE)), List.of(List.of(Cell.of(HOSTILE))));
        String hostile = Report.titled(HOSTILE)
                .fact(HOSTILE, HOSTILE)
                .highlight(HOSTILE, HOSTILE, HOSTILE)
                .section(HOSTILE)
                .sentence(HOSTILE)
                .code(HOSTILE)
                .table(table)
                .plot(new Plot(
                        HOSTILE,
                        HOSTILE,
                        Axis.categories(HOSTILE, List.of(HOSTILE)),
                        Axis.linear(HOSTILE).in(HOSTILE),
                        List.of(series)))
                .html();
        String rest = hostile.replaceAll("(?s)<script type=.*?</script>", "").replace(Markup.escape(HOSTILE), "");
        assertFalse(rest.contains("alert"));
        assertEquals(2, found(hostile, "(</script)").size(), "its own script and the payload");
        assertEquals(
                HOSTILE,
                payloads(hostile).getFirst().path("series").path(0).path("name").stringValue());
    }

    @Property
    void escapedTextHasNoMarkupAndReadsBack(@ForAll String text) {
        String escaped = Markup.escape(text);
        assertFalse(escaped.matches("(?s).*[<>\"'].*"));
        String back = escaped.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
        assertEquals(text.replaceAll("[\\x00-\\x08\\x0B-\\x1F\\x7F]|[\\x{D800}-\\x{DFFF}]", "\uFFFD"), back);
    }

    @Test
    void everyPlotHasAPayloadThatReadsAsJsonAndATable() {
        String html = SampleReport.page().html();
        assertEquals(4, payloads(html).size());
        assertEquals(4, found(html, "(<summary>)").size());
        assertEquals(5, found(html, "(<table>)").size());
        assertEquals(4, found(html, "(role=\"img\" aria-label=\"[^\"]+\")").size());
    }

    @Test
    void everyTagIsClosedInItsOrder() {
        String html =
                SampleReport.page().html().replaceAll("(?s)<!--.*?-->|(<(script|style)[^>]*>).*?(</\\2>)", "$1$3");
        List<String> open = new ArrayList<>();
        Matcher tags = Pattern.compile("<(/?)([a-z0-9]+)[^>]*>").matcher(html);
        while (tags.find()) {
            if (tags.group(1).isEmpty()) {
                if (!List.of("meta", "link").contains(tags.group(2))) {
                    open.add(tags.group(2));
                }
            } else {
                assertEquals(open.removeLast(), tags.group(2), "before " + html.substring(tags.start()));
            }
        }
        assertEquals(List.of(), open);
    }

    @Test
    void neighbouringHighlightsShareARow() {
        String html = Report.titled("t")
                .highlight("1", "a", "")
                .highlight("2", "b", "")
                .sentence("s")
                .highlight("3", "c", "")
                .html();
        assertEquals(2, found(html, "(<div class=\"highlights\">)").size());
    }

    @Test
    void thePageIsTheSameForTheSameCalls() {
        assertEquals(SampleReport.page().html(), SampleReport.page().html());
    }

    @Test
    void writingReplacesTheFileAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("report.html");
        Files.writeString(file, "old");
        Report.titled("Größe").write(file);
        assertTrue(Files.readString(file).contains("<title>Größe</title>"));
        assertEquals(1, folder.toFile().listFiles().length);
    }

    @Test
    void aFolderThatIsMissingIsNamed() {
        Path file = folder.resolve("missing").resolve("report.html");
        HoneException e =
                assertThrows(HoneException.class, () -> Report.titled("t").write(file));
        assertTrue(e.problem().contains(file.toString()));
    }

    private static List<JsonNode> payloads(String html) {
        return found(html, "(?s)<script type=\"application/json\">(.*?)</script>").stream()
                .map(Json::read)
                .toList();
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
