package dev.hone.transformer.generate;

import dev.hone.lm.Completion;
import dev.hone.lm.TextListener;
import dev.hone.transformer.tokenizer.TextStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Turns the tokens of a request's samples into pieces of text for a listener. For one thread. */
final class TextPieces implements Progress {
    private final StopTexts stops;
    private final Supplier<TextStream> streams;
    private final TextListener listener;
    private final List<Growing> samples = new ArrayList<>();

    /** @param streams the text to come after the prompt, one for each sample */
    TextPieces(StopTexts stops, Supplier<TextStream> streams, TextListener listener) {
        this.stops = stops;
        this.streams = streams;
        this.listener = listener;
    }

    private static final class Growing {
        private final TextStream stream;
        private final StringBuilder text = new StringBuilder();
        private int given;

        private Growing(TextStream stream) {
            this.stream = stream;
        }
    }

    @Override
    public void token(int sample, int id) {
        Growing growing = growing(sample);
        growing.text.append(growing.stream.add(id));
        give(sample, growing, growing.text, stops.settled(growing.text));
    }

    @Override
    public void done(int sample, Completion completion) {
        give(sample, growing(sample), completion.text(), completion.text().length());
    }

    private void give(int sample, Growing growing, CharSequence text, int end) {
        if (end > growing.given) {
            listener.text(sample, text.subSequence(growing.given, end).toString());
            growing.given = end;
        }
    }

    private Growing growing(int sample) {
        while (samples.size() <= sample) {
            samples.add(new Growing(streams.get()));
        }
        return samples.get(sample);
    }
}
