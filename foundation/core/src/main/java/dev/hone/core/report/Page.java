package dev.hone.core.report;

import static dev.hone.core.report.Markup.escape;

import dev.hone.core.report.Report.Block;
import dev.hone.core.report.Report.Fact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** Puts a page together from its blocks and the scripts and styles it carries. */
final class Page {
    private static final String SCRIPT = resource("uPlot.iife.min.js") + "\n" + resource("report.js");
    private static final String STYLE = resource("uPlot.min.css") + "\n" + resource("report.css");
    private static final String LICENCE = resource("LICENSE");

    private final StringBuilder html = new StringBuilder(SCRIPT.length() + STYLE.length() + 16_384);
    private int plots;

    private Page() {}

    static String of(String title, List<Fact> facts, List<Block> blocks) {
        Page page = new Page();
        page.head(title, facts);
        page.body(blocks);
        page.foot();
        return page.html.toString();
    }

    private void head(String title, List<Fact> facts) {
        line("<!doctype html>");
        line("<html lang=\"en\">");
        line("<head>");
        line("<meta charset=\"utf-8\">");
        line("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src '"
                + hash(STYLE) + "'; script-src '" + hash(SCRIPT) + "'\">");
        line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        line("<meta name=\"color-scheme\" content=\"light dark\">");
        line("<title>" + escape(title) + "</title>");
        line("<link rel=\"icon\" href=\"data:,\">");
        line("<!-- The plots are drawn by uPlot.\n" + LICENCE + " -->");
        line("<style>" + STYLE + "</style>");
        line("</head>");
        line("<body>");
        line("<main>");
        line("<header>");
        line("<h1>" + escape(title) + "</h1>");
        if (!facts.isEmpty()) {
            line("<dl class=\"facts\">");
            for (Fact fact : facts) {
                line("<div><dt>" + escape(fact.name()) + "</dt><dd>" + escape(fact.value()) + "</dd></div>");
            }
            line("</dl>");
        }
        line("</header>");
    }

    private void body(List<Block> blocks) {
        boolean highlighting = false;
        for (Block block : blocks) {
            boolean highlight = block instanceof Block.Highlight;
            if (highlight != highlighting) {
                line(highlight ? "<div class=\"highlights\">" : "</div>");
                highlighting = highlight;
            }
            switch (block) {
                case Block.Section section -> line("<h2>" + escape(section.heading()) + "</h2>");
                case Block.Sentence sentence -> line("<p>" + escape(sentence.text()) + "</p>");
                case Block.Code code -> line("<pre><code>" + escape(code.text()) + "</code></pre>");
                case Block.Highlight tile -> highlight(tile);
                case Block.Tabular tabular -> line(TableMarkup.of(tabular.table()));
                case Block.Drawn drawn -> plot(drawn.plot());
            }
        }
        if (highlighting) {
            line("</div>");
        }
    }

    private void foot() {
        line("</main>");
        line("<script>" + SCRIPT + "</script>");
        line("</body>");
        line("</html>");
    }

    private void highlight(Block.Highlight tile) {
        line("<div class=\"highlight\"><strong>" + escape(tile.number()) + "</strong><span>" + escape(tile.label())
                + "</span><small>" + escape(tile.detail()) + "</small></div>");
    }

    private void plot(Plot plot) {
        String id = "plot-" + ++plots;
        Figure figure = new Figure(plot);
        line("<figure class=\"plot\" id=\"" + id + "\">");
        line("<figcaption><strong>" + escape(plot.title()) + "</strong>"
                + (plot.caption().isEmpty() ? "" : "<span>" + escape(plot.caption()) + "</span>") + "</figcaption>");
        line("<div class=\"legend\"></div>");
        line("<div class=\"chart\" role=\"img\" aria-label=\""
                + escape(plot.title() + ". " + plot.y().heading() + " by "
                        + plot.x().heading() + ". The data are in the table below.")
                + "\"></div>");
        line("<noscript><p>Scripts are off, so only the data are shown.</p></noscript>");
        line("<script type=\"application/json\">" + figure.payload() + "</script>");
        line("<details><summary>Data of this plot</summary>");
        line(TableMarkup.of(figure.table()));
        line("</details>");
        line("</figure>");
    }

    private void line(String text) {
        html.append(text).append('\n');
    }

    /** What the security policy calls a script or a style. */
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
