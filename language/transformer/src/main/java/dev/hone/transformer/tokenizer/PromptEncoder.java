package dev.hone.transformer.tokenizer;

import dev.hone.lm.Query;
import java.nio.file.Path;

/**
 * Turns a query into the token ids a model is to continue. The beginning-of-sequence token is what {@code tokenizer.json}
 * says, never twice, whether or not a template writes it itself. Safe for use by several threads.
 */
public final class PromptEncoder implements AutoCloseable {
    private final Tokenizer tokenizer;
    private final ChatFiles chat;

    private PromptEncoder(Tokenizer tokenizer, ChatFiles chat) {
        this.tokenizer = tokenizer;
        this.chat = chat;
    }

    /**
     * Reads tokenizer and chat template of a model folder.
     *
     * @throws dev.hone.core.HoneException if the folder has no tokenizer, or its template can't be read
     */
    public static PromptEncoder load(Path folder) {
        ChatFiles chat = ChatFiles.read(folder);
        return new PromptEncoder(Tokenizer.load(folder), chat);
    }

    /**
     * The query's messages through the chat template if the folder has one, else their contents joined by blank lines.
     *
     * @throws dev.hone.core.HoneException if the template refuses the conversation
     */
    public String text(Query query) {
        return chat.template()
                .map(template -> template.render(query.messages(), chat.tokens()))
                .orElseGet(query::text);
    }

    /** The ids of {@link #text(Query)}. */
    public int[] encode(Query query) {
        return encodeRaw(text(query));
    }

    /** A text as it stands, past the chat template. */
    public int[] encodeRaw(String text) {
        return tokenizer.encodePrompt(text);
    }

    /** Whether the folder has a chat template. */
    public boolean hasTemplate() {
        return chat.template().isPresent();
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
