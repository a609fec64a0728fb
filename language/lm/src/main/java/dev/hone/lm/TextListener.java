package dev.hone.lm;

/** Hears the texts of a request's samples while they are drawn, on the thread that asked for them. */
@FunctionalInterface
public interface TextListener {
    /** Hears nothing. */
    TextListener NONE = (sample, piece) -> {};

    /**
     * The next piece of a sample's text. Pieces joined are the completion's text: characters come whole, and what may turn out
     * to be the beginning of a stop text is held back until it isn't. What this throws ends the request.
     *
     * @param sample place in the list that the request returns, from 0
     * @param piece never empty
     */
    void text(int sample, String piece);
}
