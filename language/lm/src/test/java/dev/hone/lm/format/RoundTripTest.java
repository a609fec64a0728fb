package dev.hone.lm.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.lm.FinishReason;
import dev.hone.lm.Message;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.PoolEntry.Arm;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripTest {
    @Property(tries = 60)
    void what_is_written_is_read_back(@ForAll("pools") List<PoolEntry> entries) throws IOException {
        for (String name : List.of("pool.jsonl", "pool.jsonl.gz")) {
            Path folder = Files.createTempDirectory("hone-pool");
            Path file = folder.resolve(name);
            try {
                Pool.write(entries, file);
                byte[] bytes = Files.readAllBytes(file);
                Pool back = Pool.read(file);
                assertEquals(entries, back.entries());
                Pool.write(back.entries(), file);
                assertArrayEquals(bytes, Files.readAllBytes(file));
                assertEquals(entries.stream().map(PoolEntry::query).toList(), Queries.read(file));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        }
    }

    @Property(tries = 60)
    void queries_are_read_back(@ForAll("queries") List<Query> queries) throws IOException {
        Path file = Files.createTempFile("hone-queries", ".jsonl");
        try {
            Queries.write(queries, file);
            assertEquals(queries, Queries.read(file));
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<List<PoolEntry>> pools() {
        return Combinators.combine(
                        queries(),
                        arms().list().ofSize(4),
                        Arbitraries.strings().ofMinLength(1).ofMaxLength(4).filter(RoundTripTest::wellFormed))
                .as((queries, arms, name) -> IntStream.range(0, queries.size())
                        .mapToObj(i -> new PoolEntry(
                                queries.get(i),
                                i % 2 == 0
                                        ? Map.of(PoolEntry.SINGLE, arms.get(i))
                                        : Map.of(name, arms.get(i), name + "2", arms.get(0))))
                        .toList());
    }

    @Provide
    Arbitrary<List<Query>> queries() {
        Arbitrary<Message> messages = Combinators.combine(
                        Arbitraries.of("system", "user", "assistant", "tool"), texts())
                .as(Message::new);
        return Combinators.combine(
                        texts().filter(id -> !id.isEmpty())
                                .list()
                                .uniqueElements()
                                .ofMinSize(1)
                                .ofMaxSize(4),
                        messages.list().ofMinSize(1).ofMaxSize(3).list().ofSize(4),
                        texts().optional().list().ofSize(4),
                        texts().optional().list().ofSize(4))
                .as((ids, turns, groups, references) -> IntStream.range(0, ids.size())
                        .mapToObj(i -> new Query(ids.get(i), turns.get(i), groups.get(i), references.get(i)))
                        .toList());
    }

    private static Arbitrary<Arm> arms() {
        return Arbitraries.integers()
                .between(1, 5)
                .flatMap(n -> Arbitraries.integers().between(1, 31).flatMap(parts -> {
                    Arbitrary<Sample> samples = Combinators.combine(
                                    texts(),
                                    Arbitraries.doubles(),
                                    Arbitraries.integers()
                                            .between(0, Integer.MAX_VALUE)
                                            .list()
                                            .ofMaxSize(3),
                                    Arbitraries.of(FinishReason.class),
                                    Arbitraries.integers().greaterOrEqual(0))
                            .as((text, reward, ids, finish, tokens) -> new Sample(
                                    Optional.of(text).filter(x -> (parts & 1) != 0),
                                    (parts & 2) != 0 ? OptionalDouble.of(reward) : OptionalDouble.empty(),
                                    Optional.of(ids).filter(x -> (parts & 4) != 0),
                                    Optional.of(finish).filter(x -> (parts & 8) != 0),
                                    (parts & 16) != 0 ? OptionalInt.of(tokens) : OptionalInt.empty()));
                    Arbitrary<OptionalDouble> means = Arbitraries.doubles()
                            .greaterOrEqual(0)
                            .optional()
                            .map(mean -> mean.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
                    return Combinators.combine(samples.list().ofSize(n), means).as(Arm::new);
                }));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().ofMaxLength(8).filter(RoundTripTest::wellFormed);
    }

    private static boolean wellFormed(String text) {
        return Texts.wellFormed(text).equals(text);
    }
}
