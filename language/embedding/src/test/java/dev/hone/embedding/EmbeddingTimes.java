package dev.hone.embedding;

import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How long an embedding takes by the length of its text, new and kept: run with the room's test class path. Medians over
 * texts after a warm-up, one thread; a kept text is read in a batch, as predictors do.
 */
final class EmbeddingTimes {
    private static final String[] WORDS = ("the number of apples in a basket grows when we add seventeen pears quickly "
                    + "solve integral function returns list sorted by frequency hello world python code answer")
            .split(" ");

    private EmbeddingTimes() {}

    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        Encoder.shared().encode("warm");
        System.out.printf(Locale.ROOT, "load the encoder and embed once: %.2f s%n", (System.nanoTime() - start) / 1e9);
        for (int words : new int[] {10, 50, 200, 1000}) {
            List<Query> queries = texts(words, 60);
            Path folder = Files.createTempDirectory("embeddings");
            double[] millis = new double[queries.size()];
            for (int i = 0; i < millis.length; i++) {
                long from = System.nanoTime();
                Encoder.shared().encode(queries.get(i).text());
                millis[i] = (System.nanoTime() - from) / 1e6;
            }
            double[] warm = Arrays.copyOfRange(millis, 20, millis.length);
            Arrays.sort(warm);
            new MiniLm(folder).of(queries);
            double[] kept = new double[21];
            for (int i = 0; i < kept.length; i++) {
                MiniLm reader = new MiniLm(folder, 1, Listener.NONE, () -> text -> new float[0]);
                long from = System.nanoTime();
                reader.of(queries);
                kept[i] = (System.nanoTime() - from) / 1e6 / queries.size();
            }
            Arrays.sort(kept);
            System.out.printf(
                    Locale.ROOT,
                    "%5d words: new %7.2f ms (fastest %.2f), kept %.4f ms%n",
                    words,
                    warm[20],
                    warm[0],
                    kept[10]);
        }
    }

    private static List<Query> texts(int words, int n) {
        Seeds seeds = Seeds.of(words);
        return IntStream.range(0, n)
                .mapToObj(i -> Query.of(
                        "q" + i,
                        String.join(
                                " ",
                                IntStream.range(0, words)
                                        .mapToObj(
                                                w -> WORDS[(int) (seeds.child(i).uniform(w) * WORDS.length)])
                                        .toList())))
                .toList();
    }
}
