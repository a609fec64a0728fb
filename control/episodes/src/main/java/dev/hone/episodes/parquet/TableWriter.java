package dev.hone.episodes.parquet;

import dev.hone.core.files.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes columns to a Parquet file. */
public final class TableWriter {
    private TableWriter() {}

    /**
     * Writes a whole file, replacing one that is there; its folder is made if it is missing.
     *
     * @param notes key-value metadata of the file
     */
    public static void write(Path file, Table table, Map<String, String> notes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (ParquetWriter<Integer> writer = new Builder(
                            file, List.copyOf(table.columns().values()))
                    .withConf(new PlainParquetConfiguration())
                    .withCodecFactory(new Codecs())
                    .withCompressionCodec(Codecs.WRITTEN)
                    .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                    .withExtraMetaData(notes)
                    .build()) {
                for (int row = 0; row < table.rows(); row++) {
                    writer.write(row);
                }
            }
        } catch (IOException e) {
            throw FileErrors.writing(file, e);
        }
    }

    private static final class Builder extends ParquetWriter.Builder<Integer, Builder> {
        private final List<Column> columns;

        Builder(Path file, List<Column> columns) {
            super(new LocalOutputFile(file));
            this.columns = columns;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract above, and never called with a plain configuration
        protected WriteSupport<Integer> getWriteSupport(Configuration configuration) {
            return new RowSupport(columns);
        }

        @Override
        protected WriteSupport<Integer> getWriteSupport(ParquetConfiguration configuration) {
            return new RowSupport(columns);
        }
    }

    /** Hands one row of every column to the library. */
    private static final class RowSupport extends WriteSupport<Integer> {
        private final List<Column> columns;

        @SuppressWarnings("NullAway.Init") // set by the library before the first row
        private RecordConsumer to;

        RowSupport(List<Column> columns) {
            this.columns = columns;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract above, and never called with a plain configuration
        public WriteContext init(Configuration configuration) {
            return context();
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return context();
        }

        private WriteContext context() {
            return new WriteContext(
                    Schemas.of(columns.stream().map(Column::field).toList()), Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            to = consumer;
        }

        @Override
        public void write(Integer row) {
            to.startMessage();
            for (int i = 0; i < columns.size(); i++) {
                column(columns.get(i), i, row);
            }
            to.endMessage();
        }

        private void column(Column column, int index, int row) {
            int from = column.rows().start(row);
            int end = from + column.rows().width(row);
            Field field = column.field();
            if (!field.list() && from == end) {
                return; // null
            }
            to.startField(field.name(), index);
            if (field.list()) {
                list(column, from, end);
            } else {
                value(column, from);
            }
            to.endField(field.name(), index);
        }

        private void list(Column column, int from, int end) {
            to.startGroup();
            if (from < end) {
                to.startField("list", 0);
                for (int i = from; i < end; i++) {
                    to.startGroup();
                    to.startField("element", 0);
                    value(column, i);
                    to.endField("element", 0);
                    to.endGroup();
                }
                to.endField("list", 0);
            }
            to.endGroup();
        }

        private void value(Column column, int i) {
            switch (column) {
                case Column.Numbers numbers
                when numbers.field().kind() == Kind.FLOAT32 -> to.addFloat((float) numbers.values()[i]);
                case Column.Numbers numbers -> to.addDouble(numbers.values()[i]);
                case Column.Words words when words.field().kind() == Kind.BOOL -> to.addBoolean(words.values()[i] != 0);
                case Column.Words words -> to.addLong(words.values()[i]);
                case Column.Texts texts ->
                    to.addBinary(Binary.fromString(texts.values().get(i)));
                case Column.Images images -> image(images.values().get(i));
            }
        }

        private void image(ImageFile image) {
            to.startGroup();
            image.bytes().ifPresent(bytes -> part(Schemas.BYTES, 0, Binary.fromConstantByteArray(bytes)));
            image.path().ifPresent(path -> part(Schemas.PATH, 1, Binary.fromString(path)));
            to.endGroup();
        }

        private void part(String name, int index, Binary value) {
            to.startField(name, index);
            to.addBinary(value);
            to.endField(name, index);
        }
    }
}
