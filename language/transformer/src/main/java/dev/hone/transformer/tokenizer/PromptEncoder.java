package dev.hone.transformer.tokenizer;

import dev.hone.lm.Query;
import java.nio.file.Path;

/**
 * Turns a query into the token ids a model is to continue. The beginning-of-sequence token is what {@code tokenizer.json}
 * says, never twice.
 */
public final class PromptEncoder implements AutoCloseable {
    private final Tokenizer tokenizer;

    private PromptEncoder(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Reads tokenizer and chat template of a model folder.
     *
     * @throws dev.hone.core.HoneException if the folder has no tokenizer, or its template can't be read
     */
    public static PromptEncoder load(Path folder) {
        return new PromptEncoder(Tokenizer.load(folder));
    }

    /** The query's messages through the chat template if the folder has one, else their contents joined by blank lines. */
    public int[] encode(Query query) {
        return encodeRaw(query.text());
    }

    /** A text as it stands, past the chat template. */
    public int[] encodeRaw(String text) {
        return tokenizer.encodePrompt(text);
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
