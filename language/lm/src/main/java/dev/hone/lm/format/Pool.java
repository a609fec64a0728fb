package dev.hone.lm.format;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.Nearest;
import dev.hone.core.files.LineReader;
import dev.hone.core.files.LineWriter;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.PoolEntry.Arm;
import dev.hone.lm.Query;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * POOL: queries and what was sampled for each, graded or not. One JSON object a line:
 *
 * <pre>
 * one arm    {"id", "group"?, "prompt" or "messages", "reference"?, SAMPLES}
 * more arms  {"id", "group"?, "prompt" or "messages", "reference"?, "arms": {"name": {SAMPLES}, …}}
 * SAMPLES    "rewards"?: [number, …], "samples"?: [text, …], "ids"?: [[token id, …], …], "finish"?: ["stop|length", …],
 *            "sampleTokens"?: [tokens of each sample, …], "tokens"?: mean tokens of a sample, "gradedBy"?: name of the reward
 * </pre>
 *
 * <p>A server's record also has {@code "explored": true|false}; see {@link #scorable}. The lists run in parallel: entry i of each speaks of sample i. A pool without rewards is a valid pool; what needs rewards
 * says so through {@link #requireGraded()}. Other keys are accepted and not kept.
 *
 * @param source what errors call the pool: its file
 */
public record Pool(String source, List<PoolEntry> entries) {
    /** The key that says whether all samples of a served request were drawn. */
    public static final String EXPLORED = "explored";

    /** Key of when a server answered. */
    public static final String TIME = "time";

    public Pool {
        entries = List.copyOf(entries);
    }

    /**
     * The pool in a file, plain or gzip.
     *
     * @throws HoneException naming file and line if a line is no pool entry, a reward is not finite, parallel lists differ in
     *     length, an id was used before, or there is no line at all
     */
    public static Pool read(Path file) {
        return read(LineReader.open(file));
    }

    /** The pool in an open text, for example standard input, which is then closed. */
    public static Pool read(LineReader lines) {
        return new Pool(lines.name(), Lines.read(lines, "queries", PoolFields::read));
    }

    /**
     * Writes entries, as they come, so that {@link #read} gives them back; the same entries are always the same bytes. The
     * file replaces what was there, whole or not at all.
     */
    public static void write(Iterable<PoolEntry> entries, Path file) {
        try (LineWriter lines = LineWriter.create(file, true)) {
            write(entries, lines);
        }
    }

    /** Writes and commits entries, as they come; the caller closes {@code lines}. */
    public static void write(Iterable<PoolEntry> entries, LineWriter lines) {
        Lines.write(lines, entries, PoolFields::write);
    }

    /** One entry, as {@link #write} writes it on a line. */
    public static ObjectNode json(PoolEntry entry) {
        return PoolFields.write(entry);
    }

    /** What {@link #json(PoolEntry)} gave, read back; {@code place} is where it was, for errors. */
    public static PoolEntry entry(String place, JsonNode json) {
        return PoolFields.read(new Line(place, json).requireObject());
    }

    /**
     * What policies may be scored on: of a server's record the requests that drew all their samples; every other pool as it is.
     *
     * @throws HoneException if it is a server's record without such a request
     */
    public Pool scorable() {
        if (entries.stream().allMatch(entry -> entry.explored().isEmpty())) {
            return this;
        }
        List<PoolEntry> explored =
                entries.stream().filter(entry -> entry.explored().orElse(true)).toList();
        if (explored.isEmpty()) {
            throw new HoneException(
                    source + " is a server's record in which no request drew all its samples.",
                    "serve with --record and a larger --explore: where sampling stopped early, policies can't be scored");
        }
        return new Pool(source, explored);
    }

    /** In the order in which it was answered, if every entry says when; of equal times in the order of the file. */
    public Optional<Pool> inTime() {
        return entries.stream().allMatch(entry -> entry.time().isPresent())
                ? Optional.of(new Pool(
                        source,
                        entries.stream()
                                .sorted(Comparator.comparing(
                                        (PoolEntry entry) -> entry.time().orElseThrow()))
                                .toList()))
                : Optional.empty();
    }

    /** The lists of one arm, as {@link #write} writes them. */
    public static JsonNode json(Arm arm) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        PoolFields.writeArm(arm, object);
        return object;
    }

    /** What {@link #json} gave, read back; {@code place} is where it was, for errors. */
    public static Arm arm(String place, JsonNode json) {
        return PoolFields.readArm(new Line(place, json).requireObject());
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

    /**
     * What was measured of one arm: the same queries but those that lack it.
     *
     * @throws HoneException if not one query was answered by it
     */
    public Pool only(String arm) {
        List<PoolEntry> measured = entries.stream()
                .filter(entry -> entry.arms().containsKey(arm))
                .map(entry -> new PoolEntry(
                        entry.query(), Map.of(arm, entry.arm(arm).orElseThrow()), entry.explored(), entry.time()))
                .toList();
        if (measured.isEmpty()) {
            throw new HoneException(
                    source + ": not a single query was answered by an arm '" + arm + "'.",
                    Nearest.of(arm, arms())
                            .map(near -> "you meant '" + near + "'")
                            .orElse("name an arm of the pool: " + String.join(", ", arms())));
        }
        return new Pool(source, measured);
    }

    /** The reward that graded all of its samples, by its name; nothing where that is not known, or there were several. */
    public Optional<String> grader() {
        List<Optional<String>> graders = entries.stream()
                .flatMap(entry -> entry.arms().values().stream())
                .map(Arm::grader)
                .distinct()
                .toList();
        return graders.size() == 1 ? graders.getFirst() : Optional.empty();
    }

    /** The model that drew all of its samples, by its name; nothing where the pool names none, or several. */
    public Optional<String> model() {
        SortedSet<String> arms = arms();
        return arms.size() == 1 && !arms.getFirst().equals(PoolEntry.SINGLE)
                ? Optional.of(arms.getFirst())
                : Optional.empty();
    }

    /** This pool if every sample has a reward, else an error that names the first query without. */
    public Pool requireGraded() {
        for (PoolEntry entry : entries) {
            for (Map.Entry<String, Arm> arm : entry.arms().entrySet()) {
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
