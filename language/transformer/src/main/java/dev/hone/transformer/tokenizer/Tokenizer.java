package dev.hone.transformer.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.hone.core.HoneException;
import dev.hone.core.files.Hash;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The tokenizer of a Hugging Face model folder, as its {@code tokenizer.json} describes it: ids equal those of Hugging
 * Face's own fast tokenizers, whose native library does the work. Nothing is truncated, padded or cleaned up. Safe for
 * use by several threads; {@link #close()} frees the native part and must not run beside other calls.
 */
public final class Tokenizer implements AutoCloseable {
    static {
        // DJL reports each use to its makers' cloud and fetches a CUDA build where it sees a GPU, unless it is offline.
        System.setProperty("ai.djl.offline", "true");
    }

    private final HuggingFaceTokenizer library;
    private final Vocabulary vocabulary;
    private final String identity;
    private final int[] opening;
    private final int neutral;
    private final @Nullable String[] texts;

    private Tokenizer(HuggingFaceTokenizer library, Vocabulary vocabulary, String identity) {
        this.identity = identity;
        this.library = library;
        this.vocabulary = vocabulary;
        int[] letter = encode("a", false);
        this.neutral = letter.length == 0 ? -1 : letter[letter.length - 1];
        this.opening = opening(encode("a", true), letter);
        this.texts = new String[vocabulary.size()];
    }

    /**
     * Reads {@code tokenizer.json} of a model folder.
     *
     * @throws HoneException if the folder has no such file, or it is not a tokenizer
     */
    public static Tokenizer load(Path folder) {
        Path file = folder.resolve("tokenizer.json");
        if (!Files.isRegularFile(file)) {
            throw missing(folder);
        }
        Vocabulary vocabulary = Vocabulary.read(file);
        Map<String, String> options = Map.of("truncation", "false", "padding", "false");
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return new Tokenizer(HuggingFaceTokenizer.newInstance(in, options), vocabulary, Hash.of(file));
        } catch (IOException | RuntimeException e) {
            throw new HoneException(
                    "The tokenizer " + file + " can't be used: " + firstLine(e) + ".",
                    "copy tokenizer.json anew from where the model came from",
                    e);
        }
    }

    /**
     * Token ids of a text.
     *
     * @param addSpecialTokens also what the post-processor adds, for example the beginning-of-sequence token
     */
    public int[] encode(String text, boolean addSpecialTokens) {
        long[] ids = library.encode(text, addSpecialTokens, false).getIds();
        return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
    }

    /**
     * Token ids of a text that a model is to continue: the tokens that the post-processor puts before a text (the
     * beginning-of-sequence token), once even where the text begins with them itself, and none of those it puts after.
     */
    public int[] encodePrompt(String text) {
        int[] ids = encode(text, false);
        if (startsWith(ids, opening)) {
            return ids;
        }
        int[] prompt = Arrays.copyOf(opening, opening.length + ids.length);
        System.arraycopy(ids, 0, prompt, opening.length, ids.length);
        return prompt;
    }

    /** The text of a whole sequence without its special tokens; ids that name no token are left out. */
    public String decode(int... ids) {
        return library.decode(Arrays.stream(ids).asLongStream().toArray(), true);
    }

    /**
     * The text that {@code ids} add to {@code context}: spaces between the two are kept, and a character whose bytes are
     * spread over several tokens is one character.
     */
    public String continuation(int[] context, int... ids) {
        TextStream stream = stream(context);
        for (int id : ids) {
            stream.add(id);
        }
        stream.end();
        return stream.text();
    }

    /** The text of tokens to come one by one after {@code context}. */
    public TextStream stream(int... context) {
        return new TextStream(this, context);
    }

    /**
     * What one token reads like in the middle of a text, its leading space included; the content of a special token; "" of
     * an id that names no token. Bytes that are no whole character read as the replacement character U+FFFD.
     */
    public String text(int id) {
        if (id < 0 || id >= texts.length) {
            return "";
        }
        String known = texts[id];
        if (known == null) {
            known = vocabulary.special(id) ? token(id).orElse("") : inContext(id);
            texts[id] = known;
        }
        return known;
    }

    /** How {@code tokenizer.json} writes the token, for example {@code ▁the} or {@code Ġthe}. */
    public Optional<String> token(int id) {
        return vocabulary.token(id);
    }

    /** The id of a token as {@code tokenizer.json} writes it. */
    public OptionalInt id(String token) {
        return vocabulary.id(token);
    }

    /** Whether {@link #decode} leaves the token out. */
    public boolean special(int id) {
        return vocabulary.special(id);
    }

    /** SHA-256 of its file: what tells whether token ids mean the same. */
    public String identity() {
        return identity;
    }

    /** The largest id plus one; a model may have more rows, which name no token. */
    public int vocabularySize() {
        return vocabulary.size();
    }

    @Override
    public void close() {
        library.close();
    }

    private String inContext(int id) {
        String before = neutral < 0 ? "" : decode(neutral);
        String both = neutral < 0 ? decode(id) : decode(neutral, id);
        return both.startsWith(before) ? both.substring(before.length()) : decode(id);
    }

    /** What stands before {@code plain} in {@code full}. */
    private static int[] opening(int[] full, int[] plain) {
        int at = Collections.indexOfSubList(list(full), list(plain));
        return Arrays.copyOf(full, Math.max(at, 0));
    }

    private static List<Integer> list(int[] ids) {
        return Arrays.stream(ids).boxed().toList();
    }

    private static boolean startsWith(int[] ids, int[] start) {
        return ids.length >= start.length && Arrays.equals(ids, 0, start.length, start, 0, start.length);
    }

    private static HoneException missing(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new HoneException("There is no model folder " + folder + ".", "check the path");
        }
        boolean sentencePiece = Files.exists(folder.resolve("tokenizer.model"));
        boolean slow = Files.exists(folder.resolve("vocab.json"));
        String advice = sentencePiece || slow
                ? "write one with transformers: AutoTokenizer.from_pretrained(folder).save_pretrained(folder)"
                : "copy tokenizer.json from where the model came from";
        String found = sentencePiece ? ", only tokenizer.model" : slow ? ", only vocab.json" : "";
        return new HoneException("The model folder " + folder + " has no tokenizer.json" + found + ".", advice);
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(message);
    }
}
