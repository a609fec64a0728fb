package dev.hone.episodes.parquet;

import java.util.List;

/** A column in memory: its values, and which belong to which row. */
public sealed interface Column {
    Field field();

    Rows rows();

    /**
     * Numbers.
     *
     * @param field of kind {@code FLOAT32} or {@code FLOAT64}
     * @param values one after another, not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // columns of millions; never compared
    record Numbers(Field field, double[] values, Rows rows) implements Column {
        public Numbers {
            require(field, rows, values.length);
        }
    }

    /**
     * Whole numbers, exact in 64 bits; true and false as 1 and 0.
     *
     * @param field of kind {@code INT64} or {@code BOOL}
     * @param values one after another, not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // columns of millions; never compared
    record Words(Field field, long[] values, Rows rows) implements Column {
        public Words {
            require(field, rows, values.length);
        }
    }

    /**
     * Texts.
     *
     * @param field of kind {@code STRING}
     */
    record Texts(Field field, List<String> values, Rows rows) implements Column {
        public Texts {
            values = List.copyOf(values);
            require(field, rows, values.size());
        }
    }

    /**
     * Pictures.
     *
     * @param field of kind {@code IMAGE}, not a list
     */
    record Images(Field field, List<ImageFile> values, Rows rows) implements Column {
        public Images {
            values = List.copyOf(values);
            require(field, rows, values.size());
        }
    }

    /** One number a row. */
    static Column numbers(String name, Kind kind, double... values) {
        return new Numbers(Field.plain(name, kind), values, Rows.each(values.length, 1));
    }

    /** One whole number a row. */
    static Column words(String name, Kind kind, long... values) {
        return new Words(Field.plain(name, kind), values, Rows.each(values.length, 1));
    }

    /** One text a row. */
    static Column texts(String name, List<String> values) {
        return new Texts(Field.plain(name, Kind.STRING), values, Rows.each(values.size(), 1));
    }

    /** One picture a row. */
    static Column images(String name, List<ImageFile> values) {
        return new Images(Field.plain(name, Kind.IMAGE), values, Rows.each(values.size(), 1));
    }

    private static void require(Field field, Rows rows, int values) {
        if (rows.values() != values) {
            throw new IllegalArgumentException(
                    "column " + field.name() + " of " + values + " values where its rows have " + rows.values());
        }
    }
}
