package dev.hone.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.lm.Message;
import dev.hone.lm.Query;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MiniLmTest {
    @TempDir
    Path folder;

    @Test
    void aCachedVectorIsTheFreshOneToTheBitAndNeedsNoEncoder() {
        List<Query> queries = queries("What is 12 + 30?", "Sort a list.", "What is 12 + 30?");
        float[][] fresh = new MiniLm(folder).of(queries);
        float[][] cached = new MiniLm(folder, 1, Listener.NONE, () -> MiniLmTest::never).of(queries);
        assertEquals(3, cached.length);
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(fresh[i], cached[i]);
            assertArrayEquals(Encoder.shared().encode(queries.get(i).text()), cached[i]);
        }
        assertArrayEquals(cached[0], cached[2]);
        assertNotSame(cached[0], cached[2]);
    }

    @Test
    void vectorsAreTheLibrarysOwn() {
        String text = "A plain sentence of a few words.";
        float[] library = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run)
                .embed(text)
                .content()
                .vector();
        assertArrayEquals(library, new MiniLm(folder).of(queries(text))[0]);
    }

    @Test
    void likeMeaningIsNearerThanOtherMeaning() {
        float[][] v = new MiniLm(folder)
                .of(queries(
                        "How do I sort a list in Python?",
                        "Python code that orders a list",
                        "The weather in Rome is fine."));
        assertEquals(384, v[0].length);
        assertEquals(1, dot(v[0], v[0]), 1e-5);
        assertTrue(dot(v[0], v[1]) > 0.6, "near: " + dot(v[0], v[1]));
        assertTrue(dot(v[0], v[2]) < 0.3, "far: " + dot(v[0], v[2]));
    }

    @Test
    void textIsReadUpTo510WordPieces() {
        String head = "apple ".repeat(509);
        float[][] v = new MiniLm(folder)
                .of(queries(head + "apple", head + "zebra", head + "apple zebra", head + "apple lion"));
        assertTrue(dot(v[0], v[1]) < 0.99999, "piece 510 is read");
        assertArrayEquals(v[0], v[2]);
        assertArrayEquals(v[0], v[3]);
    }

    @Test
    void textsWithoutAWordHaveTheZeroVector() {
        float[][] v = new MiniLm(folder).of(queries("", " \n\t", "\u0000", "\u200b", "x"));
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(new float[384], v[i]);
        }
        assertEquals(1, dot(v[4], v[4]), 1e-5);
    }

    @Test
    void brokenSurrogatesReadAsQuestionMarks() {
        float[][] v = new MiniLm(folder).of(queries("a \uD800 b", "a ? b", "\uDC00"));
        assertArrayEquals(v[1], v[0]);
        assertEquals(1, dot(v[2], v[2]), 1e-5);
    }

    @Test
    void theWholeConversationIsEmbedded() {
        Query turns = new Query(
                "q",
                List.of(new Message("system", "Be brief."), Message.user("Hi.")),
                Optional.empty(),
                Optional.empty());
        List<String> seen = new ArrayList<>();
        new MiniLm(folder, 1, Listener.NONE, () -> counted(seen)).of(List.of(turns));
        assertEquals(List.of("Be brief.\n\nHi."), seen);
    }

    @Test
    void everyTextIsEmbeddedOnceInOrderWhateverTheThreads() {
        List<Query> queries =
                queries(IntStream.range(0, 200).mapToObj(i -> "text " + i % 150).toArray(String[]::new));
        List<String> seen = new ArrayList<>();
        float[][] one = new MiniLm(folder.resolve("1"), 1, Listener.NONE, () -> counted(seen)).of(queries);
        float[][] four =
                new MiniLm(folder.resolve("4"), 4, Listener.NONE, () -> counted(new ArrayList<>())).of(queries);
        assertEquals(150, seen.size());
        for (int i = 0; i < queries.size(); i++) {
            assertEquals(i % 150, one[i][0]);
            assertArrayEquals(one[i], four[i]);
        }
    }

    @Test
    void whatWasEmbeddedBeforeAFailureIsKept() {
        List<Query> queries =
                queries(IntStream.range(0, 100).mapToObj(i -> "text " + i).toArray(String[]::new));
        Function<String, float[]> failing = text -> {
            if (text.equals("text 99")) {
                throw new IllegalStateException("out of luck");
            }
            return vector(text);
        };
        assertThrows(RuntimeException.class, () -> new MiniLm(folder, 1, Listener.NONE, () -> failing).of(queries));
        List<String> seen = new ArrayList<>();
        new MiniLm(folder, 1, Listener.NONE, () -> counted(seen)).of(queries);
        assertEquals(36, seen.size(), "the first 64 were committed");
    }

    @Test
    void theListenerHearsOfNewTextsOnly() {
        AtomicInteger began = new AtomicInteger();
        List<Long> done = new ArrayList<>();
        Listener listener = new Listener() {
            @Override
            public void begin(String stage, long known, long total) {
                began.incrementAndGet();
                done.add(total);
            }

            @Override
            public void advance(long now) {
                done.add(now);
            }
        };
        MiniLm features = new MiniLm(folder, 2, listener, () -> MiniLmTest::vector);
        features.of(queries("text 1", "text 2"));
        features.of(queries("text 2", "text 1"));
        features.of(List.of());
        assertEquals(1, began.get());
        assertEquals(List.of(2L, 2L), done);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "in the way");
        MiniLm features = new MiniLm(blocked, 1, Listener.NONE, () -> MiniLmTest::vector);
        HoneException e = assertThrows(HoneException.class, () -> features.of(queries("text 1")));
        assertTrue(e.problem().contains(blocked.toString()));
    }

    @Test
    void theNameInTheFileIsThatOfTheWeights() throws Exception {
        try (InputStream weights = Encoder.resource(Encoder.NETWORK)) {
            String sha = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(weights.readAllBytes()));
            assertTrue(MiniLm.CONTENT.contains(sha.substring(0, 8)), "other weights make other vectors: " + sha);
        }
    }

    @Test
    void nameAndDimensionAreThoseOfTheVectors() {
        MiniLm features = new MiniLm(folder);
        assertEquals("minilm", features.name());
        assertEquals(384, features.dimension());
        assertThrows(IllegalArgumentException.class, () -> new MiniLm(folder, 0, Listener.NONE));
    }

    private static Function<String, float[]> counted(List<String> seen) {
        return text -> {
            synchronized (seen) {
                seen.add(text);
            }
            return text.startsWith("text ") ? vector(text) : new float[384];
        };
    }

    private static float[] vector(String text) {
        float[] vector = new float[384];
        vector[0] = Integer.parseInt(text.substring(5));
        return vector;
    }

    private static float[] never(String text) {
        throw new AssertionError("'" + text + "' was embedded again");
    }

    private static List<Query> queries(String... texts) {
        return IntStream.range(0, texts.length)
                .mapToObj(i -> Query.of("q" + i, texts[i]))
                .toList();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
