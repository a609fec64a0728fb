package dev.hone.embedding;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.lm.Features;
import dev.hone.lm.Query;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Sentence embeddings of queries by all-MiniLM-L6-v2 in its 8-bit form: vectors of length 1 that point the same way for
 * texts of like meaning (a text of nothing but white space has the zero vector).
 *
 * <p>The encoder reads the first 510 word pieces of a text, about 380 English words, and nothing after them. It was
 * trained on texts of up to 128 pieces, so the longer a text, the less its vector says.
 *
 * <p>Vectors are kept on disk under the SHA-256 of their text, 1,572 bytes each, and the encoder is loaded only when a
 * text is new. The file may be deleted at any time and is safe to share between processes. On one machine a vector is the
 * same to the bit whether computed or read; another processor's 8-bit arithmetic can differ in the last digits.
 */
public final class MiniLm implements Features {
    /** What the file holds: the encoder, the start of the SHA-256 of its weights, and how many word pieces it reads. */
    static final String CONTENT = "all-minilm-l6-v2-q afdb6f1a 510";

    /** Texts between two commits: what a killed process loses at most. */
    private static final int COMMIT = 64;

    private final Path folder;
    private final VectorFile file;
    private final int threads;
    private final Listener listener;
    private final Supplier<Function<String, float[]>> encoder;

    /** Embeds in the calling thread and tells nobody. */
    public MiniLm(Path folder) {
        this(folder, 1, Listener.NONE);
    }

    /**
     * Nothing is read or written before the first call.
     *
     * @param folder where vectors are kept, for example {@code Home.cache("embeddings")}; made when needed
     * @param threads texts embedded at once, each by one thread; at least 1
     * @param listener hears of a stage "embed" when a call has new texts
     */
    public MiniLm(Path folder, int threads, Listener listener) {
        this(folder, threads, listener, () -> Encoder.shared()::encode);
    }

    MiniLm(Path folder, int threads, Listener listener, Supplier<Function<String, float[]>> encoder) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
        this.folder = folder;
        this.file = new VectorFile(folder.resolve("minilm.vectors"), CONTENT, Encoder.DIMENSION);
        this.threads = threads;
        this.listener = listener;
        this.encoder = encoder;
    }

    @Override
    public String name() {
        return "minilm";
    }

    @Override
    public int dimension() {
        return Encoder.DIMENSION;
    }

    /**
     * Embeds the text of each query, equal texts once.
     *
     * @throws HoneException if vectors can't be read or kept; those computed before are kept
     */
    @Override
    public float[][] of(List<Query> queries) {
        List<Key> keys = new ArrayList<>(queries.size());
        Map<Key, String> texts = new LinkedHashMap<>();
        for (Query query : queries) {
            // what is hashed is what is embedded, also where a text holds half a surrogate pair
            byte[] bytes = query.text().getBytes(StandardCharsets.UTF_8);
            Key key = Key.of(bytes);
            keys.add(key);
            texts.put(key, new String(bytes, StandardCharsets.UTF_8));
        }
        Map<Key, float[]> vectors = find(texts);
        texts.keySet().removeAll(vectors.keySet());
        if (!texts.isEmpty()) {
            embed(texts, vectors);
        }
        return keys.stream()
                .map(key -> Objects.requireNonNull(vectors.get(key)).clone())
                .toArray(float[][]::new);
    }

    private Map<Key, float[]> find(Map<Key, String> texts) {
        try {
            return file.find(texts.keySet());
        } catch (IOException e) {
            throw new HoneException(
                    "The embeddings in " + folder + " can't be read: " + e.getMessage(),
                    "delete that folder; it will be made again",
                    e);
        }
    }

    private void embed(Map<Key, String> texts, Map<Key, float[]> vectors) {
        Function<String, float[]> encode = encoder.get();
        List<Map.Entry<Key, String>> missing = List.copyOf(texts.entrySet());
        long known = vectors.size();
        if (missing.size()
                == 1) { // a request by itself waits for no other, and a pool's thread would cost it more than it helps
            Map<Key, float[]> one = Map.of(
                    missing.getFirst().getKey(), encode.apply(missing.getFirst().getValue()));
            keep(one);
            vectors.putAll(one);
            return;
        }
        listener.begin("embed", known, known + missing.size());
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int from = 0; from < missing.size(); from += COMMIT) {
                var part = missing.subList(from, Math.min(from + COMMIT, missing.size()));
                Map<Key, CompletableFuture<float[]>> running = new LinkedHashMap<>();
                part.forEach(text -> running.put(
                        text.getKey(), CompletableFuture.supplyAsync(() -> encode.apply(text.getValue()), pool)));
                Map<Key, float[]> done = new LinkedHashMap<>();
                running.forEach((key, vector) -> done.put(key, vector.join()));
                keep(done);
                vectors.putAll(done);
                listener.advance(vectors.size());
            }
        }
        listener.end();
    }

    private void keep(Map<Key, float[]> vectors) {
        try {
            file.add(vectors);
        } catch (IOException e) {
            throw new HoneException(
                    "Embeddings can't be kept in " + folder + ": " + e.getMessage(),
                    "make room there or set HONE_HOME to a folder that has some",
                    e);
        }
    }
}
