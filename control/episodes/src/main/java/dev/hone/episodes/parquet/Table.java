package dev.hone.episodes.parquet;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Some columns of equal length.
 *
 * @param place where they come from, for errors
 * @param columns by name, in order
 */
public record Table(String place, Map<String, Column> columns) {
    public Table {
        columns = new LinkedHashMap<>(columns);
        long lengths = columns.values().stream()
                .mapToInt(column -> column.rows().count())
                .distinct()
                .count();
        if (lengths > 1) {
            throw new IllegalArgumentException("columns of different lengths in " + place);
        }
    }

    /** The columns in the order given. */
    public static Table of(String place, List<Column> columns) {
        Map<String, Column> byName = new LinkedHashMap<>();
        columns.forEach(column -> byName.put(column.field().name(), column));
        return new Table(place, byName);
    }

    public int rows() {
        return columns.values().stream()
                .mapToInt(column -> column.rows().count())
                .findFirst()
                .orElse(0);
    }

    public boolean has(String name) {
        return columns.containsKey(name);
    }

    /**
     * A column as numbers, whatever numbers it holds.
     *
     * @throws HoneException if there is none of that name, naming the nearest, or it holds text
     */
    public Column.Numbers numbers(String name) {
        return switch (column(name)) {
            case Column.Numbers numbers -> numbers;
            case Column.Words words ->
                new Column.Numbers(
                        words.field(),
                        Arrays.stream(words.values()).asDoubleStream().toArray(),
                        words.rows());
            case Column.Texts texts -> throw kind(texts, "numbers");
            case Column.Images images -> throw kind(images, "numbers");
        };
    }

    /**
     * A column of whole numbers.
     *
     * @throws HoneException if there is none of that name, naming the nearest, or it holds something else
     */
    public Column.Words words(String name) {
        Column column = column(name);
        if (column instanceof Column.Words words) {
            return words;
        }
        throw kind(column, "whole numbers");
    }

    /**
     * A column with one number in every row.
     *
     * @throws HoneException also if a row has none or several
     */
    public double[] numberEach(String name) {
        Column.Numbers numbers = numbers(name);
        requireEach(numbers);
        return numbers.values();
    }

    /**
     * A column with one whole number in every row.
     *
     * @throws HoneException also if a row has none or several
     */
    public long[] wordEach(String name) {
        Column.Words words = words(name);
        requireEach(words);
        return words.values();
    }

    private void requireEach(Column column) {
        Rows rows = column.rows();
        for (int row = 0; row < rows.count(); row++) {
            if (rows.width(row) != 1) {
                throw new HoneException(
                        place + ": column '" + column.field().name() + "' has " + rows.width(row) + " values in row "
                                + row + " where it must have one.",
                        "the file was written by hand; mend that row");
            }
        }
    }

    /**
     * A column of texts.
     *
     * @throws HoneException if there is none of that name, naming the nearest, or it holds something else
     */
    public Column.Texts texts(String name) {
        Column column = column(name);
        if (column instanceof Column.Texts texts) {
            return texts;
        }
        throw kind(column, "text");
    }

    /**
     * A column of pictures.
     *
     * @throws HoneException if there is none of that name, naming the nearest, or it holds something else
     */
    public Column.Images images(String name) {
        Column column = column(name);
        if (column instanceof Column.Images images) {
            return images;
        }
        throw kind(column, "pictures");
    }

    private Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw noColumn(place, name, columns.keySet());
        }
        return column;
    }

    private HoneException kind(Column column, String wanted) {
        return new HoneException(
                place + ": column '" + column.field().name() + "' holds "
                        + column.field().kind().word() + ", not " + wanted + ".",
                "name another column");
    }

    /** The error for a column that isn't there. */
    public static HoneException noColumn(String place, String name, Collection<String> known) {
        return new HoneException(
                place + " has no column '" + name + "'.",
                Nearest.of(name, known)
                        .map(near -> "you mean '" + near + "'")
                        .orElse("use one of " + String.join(", ", known)));
    }
}
