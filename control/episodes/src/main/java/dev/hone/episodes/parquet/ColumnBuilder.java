package dev.hone.episodes.parquet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Collects a column from a file's row groups. Parquet stores a column's values with two small numbers each: at repetition level
 * 0 a row begins, and only at the highest definition level there is a value.
 */
abstract sealed class ColumnBuilder {
    final Field field;
    private final Rows.Builder rows = new Rows.Builder();

    private ColumnBuilder(Field field) {
        this.field = field;
    }

    static ColumnBuilder of(Field field) {
        return switch (field.kind()) {
            case FLOAT32, FLOAT64 -> new Numbers(field);
            case INT64, BOOL -> new Words(field);
            case STRING -> new Texts(field);
        };
    }

    /** Adds a row group's part. */
    final void add(ColumnDescriptor leaf, PageReader pages, @Nullable ParsedVersion writer) {
        ColumnReader reader = new ColumnReaderImpl(leaf, pages, new PrimitiveConverter() {}, writer);
        long count = pages.getTotalValueCount();
        for (long i = 0; i < count; i++) {
            if (reader.getCurrentRepetitionLevel() == 0) {
                rows.row();
            }
            if (reader.getCurrentDefinitionLevel() == leaf.getMaxDefinitionLevel()) {
                rows.value();
                value(reader, leaf.getPrimitiveType().getPrimitiveTypeName());
            }
            reader.consume();
        }
    }

    final Column done() {
        return done(rows.done());
    }

    abstract void value(ColumnReader from, PrimitiveTypeName type);

    abstract Column done(Rows rows);

    private static final class Numbers extends ColumnBuilder {
        private double[] values = new double[1 << 10];
        private int count;

        Numbers(Field field) {
            super(field);
        }

        @Override
        void value(ColumnReader from, PrimitiveTypeName type) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = type == PrimitiveTypeName.FLOAT ? from.getFloat() : from.getDouble();
        }

        @Override
        Column done(Rows rows) {
            return new Column.Numbers(field, Arrays.copyOf(values, count), rows);
        }
    }

    private static final class Words extends ColumnBuilder {
        private long[] values = new long[1 << 10];
        private int count;

        Words(Field field) {
            super(field);
        }

        @Override
        void value(ColumnReader from, PrimitiveTypeName type) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = switch (type) {
                case INT64 -> from.getLong();
                case BOOLEAN -> from.getBoolean() ? 1 : 0;
                default -> from.getInteger();
            };
        }

        @Override
        Column done(Rows rows) {
            return new Column.Words(field, Arrays.copyOf(values, count), rows);
        }
    }

    private static final class Texts extends ColumnBuilder {
        private final List<String> values = new ArrayList<>();

        Texts(Field field) {
            super(field);
        }

        @Override
        void value(ColumnReader from, PrimitiveTypeName type) {
            values.add(from.getBinary().toStringUsingUTF8());
        }

        @Override
        Column done(Rows rows) {
            return new Column.Texts(field, values, rows);
        }
    }
}
