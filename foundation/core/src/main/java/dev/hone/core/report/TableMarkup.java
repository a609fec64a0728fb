package dev.hone.core.report;

import static dev.hone.core.report.Markup.escape;
import static dev.hone.core.report.Markup.number;

import dev.hone.core.statistics.Interval;
import java.util.List;

/**
 * A table as HTML. A column with intervals becomes two under one heading, estimates and intervals, so that the estimates
 * stand under each other whether or not each has an interval.
 */
final class TableMarkup {
    private final Table table;
    private final boolean[] ranged;
    private final StringBuilder html = new StringBuilder();

    private TableMarkup(Table table) {
        this.table = table;
        this.ranged = new boolean[table.columns().size()];
        for (List<Cell> row : table.rows()) {
            for (int i = 0; i < ranged.length; i++) {
                ranged[i] |= row.get(i) instanceof Cell.Quantity(Interval value) && !Double.isNaN(value.low());
            }
        }
    }

    static String of(Table table) {
        return new TableMarkup(table).html();
    }

    private String html() {
        String caption = escape(table.caption());
        // a wide table scrolls in its own box, which the keyboard must be able to reach
        html.append("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .append(caption.isEmpty() ? "table" : caption)
                .append("\"><table>\n");
        if (!caption.isEmpty()) {
            html.append("<caption>").append(caption).append("</caption>\n");
        }
        head();
        html.append("<tbody>\n");
        for (List<Cell> row : table.rows()) {
            html.append("<tr>");
            for (int i = 0; i < ranged.length; i++) {
                cell(i, row.get(i));
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody>\n</table></div>").toString();
    }

    private void head() {
        html.append("<thead><tr>");
        for (int i = 0; i < ranged.length; i++) {
            Column column = table.columns().get(i);
            html.append("<th scope=\"col\"")
                    .append(ranged[i] ? " colspan=\"2\"" : "")
                    .append(column.numeric() ? " class=\"number\">" : ">")
                    .append(escape(column.heading()))
                    .append("</th>");
        }
        html.append("</tr></thead>\n");
    }

    private void cell(int index, Cell cell) {
        Column column = table.columns().get(index);
        String kind =
                !column.numeric() ? "<td>" : ranged[index] ? "<td class=\"number ranged\">" : "<td class=\"number\">";
        String interval = "";
        html.append(kind);
        switch (cell) {
            case Cell.Text(String text) -> html.append(escape(text));
            case Cell.Quantity(Interval value) -> {
                int decimals = column.decimals();
                html.append(number(value.estimate(), decimals));
                if (!Double.isNaN(value.low())) {
                    interval = "[" + number(value.low(), decimals) + ", " + number(value.high(), decimals) + "]";
                }
            }
        }
        html.append("</td>");
        if (ranged[index]) {
            html.append("<td class=\"interval\">").append(interval).append("</td>");
        }
    }
}
