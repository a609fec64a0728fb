package dev.hone.episodes.parquet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    final Rows.Builder rows = new Rows.Builder();

    private ColumnBuilder(Field field) {
        this.field = field;
    }

    static ColumnBuilder of(Field field) {
        return switch (field.kind()) {
            case FLOAT32, FLOAT64 -> new Numbers(field);
            case INT64, BOOL -> new Words(field);
            case STRING -> new Texts(field);
            case IMAGE -> new Images(field);
        };
    }

    /** Adds a row group's part of one of the field's leaves. */
    void add(ColumnDescriptor leaf, PageReader pages, @Nullable ParsedVersion writer) {
        ColumnReader reader = new ColumnReaderImpl(leaf, pages, new PrimitiveConverter() {}, writer);
        long count = pages.getTotalValueCount();
        for (long i = 0; i < count; i++) {
            if (reader.getCurrentRepetitionLevel() == 0) {
                row();
            }
            if (reader.getCurrentDefinitionLevel() == leaf.getMaxDefinitionLevel()) {
                value(reader, leaf.getPrimitiveType().getPrimitiveTypeName());
            }
            reader.consume();
        }
    }

    Column done() {
        return done(rows.done());
    }

    /** Begins a row. */
    void row() {
        rows.row();
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
            rows.value();
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
            rows.value();
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

    /** Two leaves, each with one value or none a row. */
    private static final class Images extends ColumnBuilder {
        private final List<Optional<byte[]>> bytes = new ArrayList<>();
        private final List<Optional<String>> paths = new ArrayList<>();
        private boolean first;

        Images(Field field) {
            super(field);
        }

        @Override
        void add(ColumnDescriptor leaf, PageReader pages, @Nullable ParsedVersion writer) {
            first = leaf.getPath()[1].equals(Schemas.BYTES);
            super.add(leaf, pages, writer);
        }

        @Override
        void row() {
            if (first) {
                bytes.add(Optional.empty());
            } else {
                paths.add(Optional.empty());
            }
        }

        @Override
        void value(ColumnReader from, PrimitiveTypeName type) {
            if (first) {
                bytes.set(bytes.size() - 1, Optional.of(from.getBinary().getBytes()));
            } else {
                paths.set(paths.size() - 1, Optional.of(from.getBinary().toStringUsingUTF8()));
            }
        }

        @Override
        Column done(Rows rows) {
            List<ImageFile> values = new ArrayList<>();
            int[] widths = new int[bytes.size()];
            for (int row = 0; row < widths.length; row++) {
                if (bytes.get(row).isPresent() || paths.get(row).isPresent()) {
                    values.add(new ImageFile(bytes.get(row), paths.get(row)));
                    widths[row] = 1;
                }
            }
            return new Column.Images(field, values, Rows.of(widths));
        }
    }

    private static final class Texts extends ColumnBuilder {
        private final List<String> values = new ArrayList<>();

        Texts(Field field) {
            super(field);
        }

        @Override
        void value(ColumnReader from, PrimitiveTypeName type) {
            rows.value();
            values.add(from.getBinary().toStringUsingUTF8());
        }

        @Override
        Column done(Rows rows) {
            return new Column.Texts(field, values, rows);
        }
    }
}
