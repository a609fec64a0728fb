package dev.hone.lm.format;

import dev.hone.core.HoneException;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.PoolEntry.Arm;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Makes a pool of a table with one row a sample: CSV with a line of names, or JSON lines, told apart by the first character.
 * Columns are named by the caller, the others are ignored. Rows of one query need not stand together; its samples keep their
 * order. Without a column of ids, equal prompts are one query, and ids are {@code q1}, {@code q2}, … in order of appearance.
 *
 * <p>A reward is a number, true or false, pass or fail; tokens are a whole number. An empty cell of the columns for reference and
 * group says nothing; any other that is named must be filled, save the sample's text, which may be empty.
 *
 * @param prompt column of the query's text
 * @param arm column of the model or way of decoding; absent: one unnamed arm
 * @param tokens column of the sample's length in tokens
 */
public record PoolImport(
        String prompt,
        Optional<String> reward,
        Optional<String> sample,
        Optional<String> reference,
        Optional<String> group,
        Optional<String> id,
        Optional<String> arm,
        Optional<String> tokens) {
    /** A query, the row that brought it, and its samples by arm. */
    private record Started(Query query, Row row, Map<String, List<Sample>> arms) {}

    public PoolImport {
        if (reward.isEmpty() && sample.isEmpty()) {
            throw new HoneException(
                    "No column is named for rewards and none for samples.",
                    "add --reward COLUMN, --sample COLUMN or both");
        }
    }

    /**
     * The pool in a table.
     *
     * @throws HoneException naming file and line where a column is missing (and the nearest there is), a cell doesn't fit, or two
     *     rows of one query disagree
     */
    public Pool read(Path file) {
        Map<String, Started> queries = new LinkedHashMap<>();
        Rows.read(file, row -> add(row, queries));
        return pool(file.toString(), queries);
    }

    /** The pool in a stream, plain or gzip, under the name that errors shall use. */
    public Pool read(String name, InputStream stream) {
        Map<String, Started> queries = new LinkedHashMap<>();
        Rows.read(name, stream, row -> add(row, queries));
        return pool(name, queries);
    }

    private void add(Row row, Map<String, Started> queries) {
        String text = row.cell(prompt);
        String key = id.map(column -> filled(row, column)).orElse(text);
        String name = id.isPresent() ? key : "q" + (queries.size() + 1);
        Query query = new Query(
                name,
                Query.of(name, text).messages(),
                group.flatMap(c -> said(row, c)),
                reference.flatMap(c -> said(row, c)));
        Started started = queries.computeIfAbsent(key, _ -> new Started(query, row, new TreeMap<>()));
        refuseDisagreement(row, query, started);
        String armName = arm.map(column -> filled(row, column)).orElse(PoolEntry.SINGLE);
        started.arms().computeIfAbsent(armName, _ -> new ArrayList<>()).add(sample(row));
    }

    private Sample sample(Row row) {
        return new Sample(
                sample.map(row::cell),
                reward.map(column -> OptionalDouble.of(row.reward(column))).orElse(OptionalDouble.empty()),
                Optional.empty(),
                Optional.empty(),
                tokens.map(column -> OptionalInt.of(row.count(column))).orElse(OptionalInt.empty()));
    }

    private void refuseDisagreement(Row row, Query query, Started started) {
        Query first = started.query();
        refuseDisagreement(row, started, "prompt", first.text(), query.text());
        refuseDisagreement(row, started, "group", first.group(), query.group());
        refuseDisagreement(row, started, "reference", first.reference(), query.reference());
    }

    private void refuseDisagreement(Row row, Started started, String what, Object first, Object now) {
        if (!first.equals(now)) {
            throw row.error(
                    "the " + what + " of query '" + started.query().id() + "' differs from the one at "
                            + started.row().place(),
                    id.isPresent()
                            ? "two queries share an id; correct one of the rows"
                            : "two queries share a prompt; name a column of ids with --id");
        }
    }

    private static Pool pool(String name, Map<String, Started> queries) {
        if (queries.isEmpty()) {
            throw new HoneException(name + " holds no rows.", "check that it was written to its end");
        }
        List<PoolEntry> entries = new ArrayList<>();
        for (Started started : queries.values()) {
            Map<String, Arm> arms = new TreeMap<>();
            started.arms().forEach((arm, samples) -> arms.put(arm, new Arm(samples, OptionalDouble.empty())));
            entries.add(new PoolEntry(started.query(), arms));
        }
        return new Pool(name, entries);
    }

    private static Optional<String> said(Row row, String column) {
        return Optional.of(row.cell(column)).filter(cell -> !cell.isEmpty());
    }

    private static String filled(Row row, String column) {
        return said(row, column).orElseThrow(() -> row.error("'" + column + "' is empty", "fill it in"));
    }
}
