package dev.hone.lm;

import java.util.List;

/** A prompt in, n completions out. Safe for use by several threads. */
public interface LanguageModel extends AutoCloseable {
    /** What identifies the model in seeds, pools and artefacts; the same weights have the same name everywhere. */
    String name();

    Capabilities capabilities();

    /**
     * Draws the samples that the request names, in order of their index.
     *
     * @return exactly {@code request.n()} completions
     * @throws PartialGeneration if the call failed after some samples had arrived; they travel with it
     * @throws LimitReached if a limit of the user's forbids the call
     * @throws dev.hone.core.HoneException if the prompt does not fit the context, or the model can't be reached
     */
    List<Completion> generate(GenerationRequest request);

    /** {@link #generate} with what it used beside it. */
    default Drawn draw(GenerationRequest request) {
        return new Drawn(generate(request), 0);
    }

    /** {@link #draw(GenerationRequest)}, telling of the texts as they grow where the model can, else once all are whole. */
    default Drawn draw(GenerationRequest request, TextListener listener) {
        Drawn drawn = draw(request);
        for (int i = 0; i < drawn.completions().size(); i++) {
            String text = drawn.completions().get(i).text();
            if (!text.isEmpty()) {
                listener.text(i, text);
            }
        }
        return drawn;
    }

    @Override
    void close();
}
