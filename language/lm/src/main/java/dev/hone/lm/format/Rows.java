package dev.hone.lm.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.hone.core.HoneException;
import dev.hone.core.files.FileErrors;
import dev.hone.core.files.LineReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;

/** Reads a table row by row: JSON lines if its first character opens an object, else CSV (RFC 4180) with a line of names. */
final class Rows {
    private static final int SNIFFED = 4_096;

    private Rows() {}

    static void read(Path file, Consumer<Row> use) {
        try (InputStream in = Files.newInputStream(file)) {
            read(file.toString(), in, use);
        } catch (IOException e) {
            throw FileErrors.reading(file, e);
        }
    }

    /** Reads a stream, plain or gzip, under the name that errors shall use. */
    static void read(String name, InputStream stream, Consumer<Row> use) {
        try {
            BufferedInputStream in = plain(new BufferedInputStream(stream, 1 << 16));
            if (first(in) == '{') {
                readJson(name, in, use);
            } else {
                readCsv(name, in, use);
            }
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(name, e);
        }
    }

    private static void readJson(String name, InputStream in, Consumer<Row> use) {
        try (LineReader lines = LineReader.of(name, in, LineReader.LONGEST_LINE)) {
            for (Optional<String> text = lines.next(); text.isPresent(); text = lines.next()) {
                if (!text.get().isBlank()) {
                    Line line = Lines.line(text.get(), name + " line " + lines.number());
                    Map<String, String> cells = new LinkedHashMap<>();
                    for (Map.Entry<String, JsonNode> cell : line.object().properties()) {
                        JsonNode value = cell.getValue();
                        cells.put(
                                cell.getKey(),
                                value.isNull() ? "" : value.isValueNode() ? value.asString() : value.toString());
                    }
                    use.accept(new Row(line.place(), cells));
                }
            }
        }
    }

    private static void readCsv(String name, InputStream in, Consumer<Row> use) {
        // a decoder of its own: the default one would replace what is not UTF-8 without a word
        var decoded = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .maxBufferSize(LineReader.LONGEST_LINE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(decoded)) {
            List<String> names = new ArrayList<>();
            for (CsvRecord csv : records) {
                String place = name + " line " + csv.getStartingLineNumber();
                if (names.isEmpty()) {
                    names.addAll(names(csv.getFields(), place));
                } else {
                    use.accept(new Row(place, cells(names, csv.getFields(), place)));
                }
            }
        } catch (CsvParseException e) {
            throw new HoneException(
                    name + " is not CSV: " + e.getMessage() + ".", "a quote is not closed or not doubled", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(List<String> fields, String place) {
        List<String> names = fields.stream()
                .map(field -> field.replace("\ufeff", "").strip())
                .toList();
        for (int i = 0; i < names.size(); i++) {
            if (names.indexOf(names.get(i)) != i) {
                throw new HoneException(
                        place + ": two columns are called '" + names.get(i) + "'.", "rename one of them");
            }
        }
        return names;
    }

    private static Map<String, String> cells(List<String> names, List<String> fields, String place) {
        if (fields.size() != names.size()) {
            throw new HoneException(
                    place + ": the row has " + fields.size() + " cells and the file " + names.size() + " columns.",
                    "a text with a comma in it is not in quotes");
        }
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            cells.put(names.get(i), fields.get(i));
        }
        return cells;
    }

    private static BufferedInputStream plain(BufferedInputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip ? new BufferedInputStream(new GZIPInputStream(in), 1 << 16) : in;
    }

    /** The first byte that is neither white space nor part of a byte order mark; -1 if there is none nearby. */
    private static int first(BufferedInputStream in) throws IOException {
        in.mark(SNIFFED);
        int first = in.read();
        for (int i = 1; i < SNIFFED && (Character.isWhitespace(first) || first >= 0xef); i++) {
            first = in.read();
        }
        in.reset();
        return first;
    }

    private static HoneException unreadable(String name, Exception cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof CharacterCodingException) {
                return new HoneException(name + " is not UTF-8.", "save the file as UTF-8", cause);
            }
        }
        return new HoneException(
                "Reading " + name + " failed: " + cause.getMessage() + ".",
                "the file was cut short; copy it again",
                cause);
    }
}
