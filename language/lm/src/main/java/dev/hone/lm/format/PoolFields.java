package dev.hone.lm.format;

import dev.hone.lm.FinishReason;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.PoolEntry.Arm;
import dev.hone.lm.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One line of a pool: its query's keys, then the parallel lists of its only arm or of each of its arms. */
final class PoolFields {
    private static final List<String> LISTS = List.of("rewards", "samples", "ids", "finish", "sampleTokens");

    private PoolFields() {}

    static PoolEntry read(Line line) {
        var query = QueryFields.read(line);
        if (!line.has("arms")) {
            return new PoolEntry(
                    query, Map.of(PoolEntry.SINGLE, readArm(line)), line.flag(Pool.EXPLORED), line.time(Pool.TIME));
        }
        for (String key : LISTS) {
            if (line.has(key)) {
                throw line.error("'" + key + "' stands beside 'arms'", "move it into the arm that it belongs to");
            }
        }
        Map<String, Arm> arms = new TreeMap<>();
        for (Map.Entry<String, JsonNode> arm : line.object("arms").properties()) {
            if (arm.getKey().isEmpty()) {
                throw line.error("an arm has no name", "name it after its model");
            }
            arms.put(arm.getKey(), readArm(line.inside("arm '" + arm.getKey() + "'", arm.getValue())));
        }
        if (arms.isEmpty()) {
            throw line.error("'arms' is empty", "remove the query if nothing was measured for it");
        }
        return new PoolEntry(query, arms, line.flag(Pool.EXPLORED), line.time(Pool.TIME));
    }

    static ObjectNode write(PoolEntry entry) {
        ObjectNode object = QueryFields.write(entry.query());
        Arm single = entry.arms().get(PoolEntry.SINGLE);
        if (single != null && entry.arms().size() == 1) {
            writeArm(single, object);
        } else if (single != null) {
            throw new IllegalArgumentException("query " + entry.query().id() + " mixes named arms with an unnamed one");
        } else {
            ObjectNode arms = object.putObject("arms");
            entry.arms().forEach((name, arm) -> writeArm(arm, arms.putObject(Texts.wellFormed(name))));
        }
        entry.explored().ifPresent(explored -> object.put(Pool.EXPLORED, explored));
        entry.time().ifPresent(time -> object.put(Pool.TIME, time.toString()));
        return object;
    }

    static Arm readArm(Line line) {
        int n = samples(line);
        List<Sample> samples = new ArrayList<>(n);
        var rewards = line.list("rewards");
        var texts = line.list("samples");
        var ids = line.list("ids");
        var finish = line.list("finish");
        var tokens = line.list("sampleTokens");
        for (int i = 0; i < n; i++) {
            int at = i;
            samples.add(new Sample(
                    texts.map(list -> line.text(list.get(at), "samples[" + at + "]")),
                    rewards.map(list -> OptionalDouble.of(line.number(list.get(at), "rewards[" + at + "]")))
                            .orElse(OptionalDouble.empty()),
                    ids.map(list -> line.counts(list.get(at), "ids[" + at + "]")),
                    finish.map(list -> finish(line, list.get(at), "finish[" + at + "]")),
                    tokens.map(list -> OptionalInt.of(line.count(list.get(at), "sampleTokens[" + at + "]")))
                            .orElse(OptionalInt.empty())));
        }
        OptionalDouble mean = line.number("tokens");
        if (mean.isPresent() && mean.getAsDouble() < 0) {
            throw line.error("'tokens' is " + mean.getAsDouble(), "write the mean number of tokens, 0 or more");
        }
        return new Arm(samples, mean, line.text("gradedBy").filter(_ -> rewards.isPresent()));
    }

    /** How many samples the lists speak of; they must agree. */
    private static int samples(Line line) {
        Optional<String> first = LISTS.stream().filter(line::has).findFirst();
        String named = first.orElseThrow(() -> line.error(
                "there are neither 'rewards' nor 'samples'",
                "the query was never sampled; remove it or run 'hone budget sample'"));
        int n = line.list(named).orElseThrow().size();
        if (n == 0) {
            throw line.error(
                    "'" + named + "' is empty", "the query was never sampled; remove it or run 'hone budget sample'");
        }
        for (String key : LISTS) {
            int length = line.list(key).map(List::size).orElse(n);
            if (length != n) {
                throw line.error(
                        "'" + named + "' has " + n + " entries and '" + key + "' has " + length,
                        "the line was cut or edited; every list needs one entry a sample");
            }
        }
        return n;
    }

    private static FinishReason finish(Line line, JsonNode value, String what) {
        return switch (line.text(value, what)) {
            case "stop" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            default -> throw line.error(what + " is " + value, "write \"stop\" or \"length\"");
        };
    }

    static void writeArm(Arm arm, ObjectNode object) {
        writeList(
                arm,
                object,
                "rewards",
                s -> s.reward().isPresent(),
                (s, list) -> list.add(Texts.number(s.reward().orElseThrow())));
        writeList(
                arm,
                object,
                "samples",
                s -> s.text().isPresent(),
                (s, list) -> list.add(Texts.wellFormed(s.text().orElseThrow())));
        writeList(arm, object, "ids", s -> s.ids().isPresent(), (s, list) -> {
            ArrayNode ids = list.addArray();
            s.ids().orElseThrow().forEach(id -> ids.add(id.intValue()));
        });
        writeList(
                arm,
                object,
                "finish",
                s -> s.finish().isPresent(),
                (s, list) -> list.add(s.finish().orElseThrow().name().toLowerCase(Locale.ROOT)));
        writeList(
                arm,
                object,
                "sampleTokens",
                s -> s.tokens().isPresent(),
                (s, list) -> list.add(s.tokens().orElseThrow()));
        arm.grader().filter(_ -> arm.graded()).ifPresent(name -> object.put("gradedBy", Texts.wellFormed(name)));
        arm.tokens().ifPresent(mean -> object.set("tokens", Texts.number(mean)));
    }

    /** Writes a list if the samples have that part; all of them or none, for the lists run in parallel. */
    private static void writeList(
            Arm arm, ObjectNode object, String key, Predicate<Sample> has, BiConsumer<Sample, ArrayNode> add) {
        long with = arm.samples().stream().filter(has).count();
        if (with != 0 && with != arm.samples().size()) {
            throw new IllegalArgumentException("'" + key + "' is known for " + with + " of "
                    + arm.samples().size() + " samples");
        }
        if (with > 0) {
            ArrayNode list = object.putArray(key);
            arm.samples().forEach(sample -> add.accept(sample, list));
        }
    }
}
