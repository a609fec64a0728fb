package dev.hone.core.report;

import java.util.List;

/**
 * Rows under headings.
 *
 * @param caption what it shows; may be empty
 * @param rows each with one cell a column
 */
public record Table(String caption, List<Column> columns, List<List<Cell>> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of " + row.size() + " cells in table '" + caption + "' of " + columns.size());
            }
        }
    }
}
