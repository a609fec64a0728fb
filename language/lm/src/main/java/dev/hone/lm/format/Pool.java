package dev.hone.lm.format;

import dev.hone.core.HoneException;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * POOL: queries and what was sampled for each, graded or not. One JSON object a line:
 *
 * <pre>
 * one arm    {"id", "group"?, "prompt" or "messages", "reference"?, SAMPLES}
 * more arms  {"id", "group"?, "prompt" or "messages", "reference"?, "arms": {"name": {SAMPLES}, …}}
 * SAMPLES    "rewards"?: [number, …], "samples"?: [text, …], "ids"?: [[token id, …], …], "finish"?: ["stop|length", …],
 *            "sampleTokens"?: [tokens of each sample, …], "tokens"?: mean tokens of a sample
 * </pre>
 *
 * <p>The lists run in parallel: entry i of each speaks of sample i. A pool without rewards is a valid pool; what needs rewards
 * says so through {@link #requireGraded()}. Other keys are accepted and not kept.
 *
 * @param source what errors call the pool: its file
 */
public record Pool(String source, List<PoolEntry> entries) {
    public Pool {
        entries = List.copyOf(entries);
    }

    /**
     * The pool in a file.
     *
     * @throws HoneException naming file and line if a line is no pool entry, a reward is not finite, parallel lists differ in
     *     length, an id was used before, or there is no line at all
     */
    public static Pool read(Path file) {
        return new Pool(file.toString(), Lines.read(file, "queries", PoolFields::read));
    }

    /**
     * Writes entries, as they come, so that {@link #read} gives them back; the same entries are always the same bytes. The
     * file appears whole or not at all.
     */
    public static void write(Iterable<PoolEntry> entries, Path file) {
        Lines.write(file, entries, PoolFields::write);
    }

    public List<Query> queries() {
        return entries.stream().map(PoolEntry::query).toList();
    }

    /** The names of all arms, sorted; {@link PoolEntry#SINGLE} alone for a pool of one unnamed arm. */
    public SortedSet<String> arms() {
        SortedSet<String> names = new TreeSet<>();
        entries.forEach(entry -> names.addAll(entry.arms().keySet()));
        return names;
    }

    /** This pool if every sample has a reward, else an error that names the first query without. */
    public Pool requireGraded() {
        for (PoolEntry entry : entries) {
            for (Map.Entry<String, PoolEntry.Arm> arm : entry.arms().entrySet()) {
                if (!arm.getValue().graded()) {
                    String where = arm.getKey().equals(PoolEntry.SINGLE) ? "" : " in arm '" + arm.getKey() + "'";
                    throw new HoneException(
                            source + ": the query '" + entry.query().id() + "' has no rewards" + where + ".",
                            "grade its samples first: hone pool grade " + source + " --reward REWARD --out GRADED");
                }
            }
        }
        return this;
    }
}
