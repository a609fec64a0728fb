package dev.hone.core.report;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A page in the making: call by call from top to bottom, then {@link #write}. All text is plain text; what looks like
 * markup is shown as it is.
 *
 * <pre>{@code
 * Report.titled("Fewer samples, same answers")
 *         .fact("seed", "1")
 *         .highlight("0.64", "of the samples for the same quality", "0.58 to 0.70, 750 queries")
 *         .sentence("Samples went where they help.")
 *         .plot(new Plot("Quality", "", Axis.log2("samples per query"), Axis.linear("solved"), series))
 *         .write(run.resolve("report.html"));
 * }</pre>
 */
public final class Report {
    /** What can stand in a page, from top to bottom. */
    sealed interface Block {
        record Section(String heading) implements Block {}

        record Sentence(String text) implements Block {}

        record Code(String text) implements Block {}

        record Highlight(String number, String label, String detail) implements Block {}

        record Tabular(Table table) implements Block {}

        record Drawn(Plot plot) implements Block {}
    }

    /** A line of the page's head, such as the seed. */
    record Fact(String name, String value) {}

    private final String title;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    private Report(String title) {
        this.title = title;
    }

    public static Report titled(String title) {
        return new Report(title);
    }

    /** Something that identifies the run: seed, version, machine class. Facts stand together under the title. */
    public Report fact(String name, String value) {
        facts.add(new Fact(name, value));
        return this;
    }

    public Report section(String heading) {
        return add(new Block.Section(heading));
    }

    public Report sentence(String text) {
        return add(new Block.Sentence(text));
    }

    /** Text to copy, such as a command; line breaks are kept. */
    public Report code(String text) {
        return add(new Block.Code(text));
    }

    /** A number in large type; neighbours stand side by side. */
    public Report highlight(String number, String label, String detail) {
        return add(new Block.Highlight(number, label, detail));
    }

    public Report table(Table table) {
        return add(new Block.Tabular(table));
    }

    public Report plot(Plot plot) {
        return add(new Block.Drawn(plot));
    }

    /** The page; the same calls give the same text. */
    public String html() {
        return Page.of(title, facts, blocks);
    }

    /**
     * Writes the page; a reader sees the old file or the new one, never a part.
     *
     * @throws HoneException if the file can't be written
     */
    public void write(Path file) {
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.writeString(part, html());
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new HoneException(
                    "The report " + file + " can't be written: " + e.getMessage(),
                    "check that its folder exists and has room",
                    e);
        }
    }

    private Report add(Block block) {
        blocks.add(block);
        return this;
    }
}
