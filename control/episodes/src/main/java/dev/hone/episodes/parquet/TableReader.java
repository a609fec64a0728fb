package dev.hone.episodes.parquet;

import dev.hone.core.HoneException;
import dev.hone.core.files.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Reads columns of a Parquet file. Nulls in a plain column are rows without a value; nulls in a list are left out of it. */
public final class TableReader {
    private TableReader() {}

    /** The columns of a file that can be read: numbers, booleans, texts, lists of them and pictures. */
    public static List<Field> fields(Path file) {
        return reading(file, reader -> Schemas.fields(schema(reader)));
    }

    /** Key-value metadata of a file. */
    public static Map<String, String> notes(Path file) {
        return reading(file, reader -> Map.copyOf(reader.getFileMetaData().getKeyValueMetaData()));
    }

    /** All columns that can be read. */
    public static Table read(Path file) {
        return reading(file, reader -> read(file, reader, Schemas.fields(schema(reader))));
    }

    /** Those of the named columns that are there and can be read; what is missing shows when it is asked for. */
    public static Table read(Path file, Set<String> names) {
        return reading(
                file,
                reader -> read(
                        file,
                        reader,
                        Schemas.fields(schema(reader)).stream()
                                .filter(field -> names.contains(field.name()))
                                .toList()));
    }

    private interface Reading<T> {
        T from(ParquetFileReader reader) throws IOException;
    }

    private static <T> T reading(Path file, Reading<T> use) {
        if (!Files.isRegularFile(file)) {
            throw FileErrors.reading(file, new java.nio.file.NoSuchFileException(file.toString()));
        }
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .build();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            return use.from(reader);
        } catch (UnsupportedOperationException e) {
            throw new HoneException(
                    file + " can't be read: " + e.getMessage() + " is not supported.",
                    "write it with Zstandard or Snappy",
                    e);
        } catch (IOException | RuntimeException e) { // the library throws all sorts on damaged bytes
            throw damaged(file, e);
        }
    }

    private static HoneException damaged(Path file, Exception cause) {
        String why = startsAsParquet(file) ? "is cut short or damaged" : "is not a Parquet file";
        return new HoneException(file + " " + why + ".", "copy or make it again", cause);
    }

    private static boolean startsAsParquet(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(4), java.nio.charset.StandardCharsets.ISO_8859_1).equals("PAR1");
        } catch (IOException e) {
            throw FileErrors.reading(file, e);
        }
    }

    private static MessageType schema(ParquetFileReader reader) {
        return reader.getFileMetaData().getSchema();
    }

    private static Table read(Path file, ParquetFileReader reader, List<Field> fields) throws IOException {
        MessageType schema = schema(reader);
        if (fields.isEmpty()) {
            return Table.of(file.toString(), List.of());
        }
        reader.setRequestedSchema(Schemas.part(schema, fields));
        List<ColumnBuilder> columns = fields.stream().map(ColumnBuilder::of).toList();
        ParsedVersion writer = version(reader.getFileMetaData().getCreatedBy());
        for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
            for (int i = 0; i < fields.size(); i++) {
                for (ColumnDescriptor leaf :
                        Schemas.leaves(schema, fields.get(i).name())) {
                    columns.get(i).add(leaf, group.getPageReader(leaf), writer);
                }
            }
        }
        List<Column> done = new ArrayList<>();
        columns.forEach(column -> done.add(column.done()));
        return Table.of(file.toString(), done);
    }

    /** Who wrote the file, by which the library knows of faults in old writers; null is none that is known. */
    private static @Nullable ParsedVersion version(@Nullable String createdBy) {
        try {
            return createdBy == null ? null : VersionParser.parse(createdBy);
        } catch (VersionParser.VersionParseException _) {
            return null;
        }
    }
}
