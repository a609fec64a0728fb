package dev.hone.serve;

import dev.hone.lm.Completion;
import dev.hone.lm.TextListener;
import dev.hone.serve.http.EventStream;
import dev.hone.serve.openai.Ask;
import dev.hone.serve.openai.PieceRendering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** One sample that its client sees grow. Used by one thread. */
final class GrowingAnswer implements TextListener {
    private final EventStream stream;
    private final PieceRendering rendering;

    /** Sends what opens the answer. */
    GrowingAnswer(EventStream stream, Call call) throws IOException {
        this.stream = stream;
        Ask ask = call.ask();
        rendering = new PieceRendering(
                ask.request().operation(), call.id(), Instant.now().getEpochSecond(), ask.model(), ask.includeUsage());
        send(rendering.begin());
    }

    /** @throws UncheckedIOException if the client is gone, which ends the drawing */
    @Override
    public void text(int sample, String piece) {
        try {
            send(rendering.piece(piece));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the rest of the sample and how it ended. */
    void end(Completion sample, long promptTokens, long completionTokens, Optional<ObjectNode> hone)
            throws IOException {
        send(rendering.end(sample, promptTokens, completionTokens, hone));
    }

    private void send(List<String> events) throws IOException {
        for (String event : events) {
            stream.send(event);
        }
    }
}
