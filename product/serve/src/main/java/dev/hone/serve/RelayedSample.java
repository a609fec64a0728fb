package dev.hone.serve;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.endpoint.Relay;
import dev.hone.lm.Capabilities;
import dev.hone.lm.Completion;
import dev.hone.lm.Drawn;
import dev.hone.lm.FinishReason;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.serve.http.EventStream;
import dev.hone.serve.openai.ApiError;
import dev.hone.serve.openai.ChunkJoin;
import dev.hone.serve.openai.SseDecoder;
import dev.hone.serve.openai.SseFrames;
import dev.hone.serve.openai.UsageOf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One sample of another server as a model draws it, which the client sees as it comes. What tells that it has ended, from the chunk
 * with the finish reason on, is held back until the sample is kept: {@link #end}. Chunks have the id of our answer, under which it is
 * kept. For one request.
 */
final class RelayedSample implements LanguageModel {
    private static final int PIECE = 16 << 10;
    private static final int LONGEST_EVENT = 1 << 20;
    private static final int LONGEST_BODY = 8 << 20;

    private final LanguageModel model;
    private final Relaying relaying;
    private final EventStream stream;
    private final Call call;
    private final ChunkJoin joined = new ChunkJoin();
    private final List<JsonNode> held = new ArrayList<>();
    private boolean begun;
    private Optional<ApiError> failure = Optional.empty();

    /** @param relaying that asks the server */
    RelayedSample(LanguageModel model, Relaying relaying, EventStream stream, Call call) {
        this.model = model;
        this.relaying = relaying;
        this.stream = stream;
        this.call = call;
    }

    @Override
    public Drawn draw(GenerationRequest request) {
        Relay.Answer answer = relaying.send();
        try (InputStream body = answer.body()) {
            relaying.requireGood(answer);
            String type = answer.headers().firstValue("content-type").orElse("");
            UsageOf used = type.startsWith("text/event-stream") ? read(body) : whole(body);
            boolean full = joined.finish().equals("length");
            Completion sample = new Completion(
                    joined.text(),
                    Optional.empty(),
                    full ? FinishReason.LENGTH : FinishReason.STOP,
                    Math.toIntExact(used.completionTokens()),
                    List.of(),
                    Optional.of(joined.choice()));
            return new Drawn(List.of(sample), used.promptTokens());
        } catch (JacksonException e) {
            failure = Optional.of(UpstreamErrors.noAnswer(200));
            throw gone();
        } catch (ApiError e) {
            failure = Optional.of(e);
            throw gone();
        } catch (IOException e) {
            throw gone();
        }
    }

    private static HoneException gone() {
        return new HoneException("The answer could not be handed on to its end.", "ask again");
    }

    /** The server's error in the words for the client, where that ended the sample. */
    Optional<ApiError> failure() {
        return failure;
    }

    private UsageOf read(InputStream body) throws IOException {
        UsageOf.Stream usage = new UsageOf.Stream(relaying.promptGuess());
        SseDecoder events = new SseDecoder(LONGEST_EVENT);
        byte[] piece = new byte[PIECE];
        boolean done = false;
        byte last = '\n';
        for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
            last = n > 0 ? piece[n - 1] : last;
            for (String event : events.feed(piece, 0, n)) {
                done |= event.equals(SseFrames.DONE);
                usage.event(event);
                take(event);
            }
        }
        List<String> left = events.end();
        if (!(done || left.equals(List.of(SseFrames.DONE)) || (left.isEmpty() && last == '\n'))) {
            throw UpstreamErrors.cut();
        }
        return usage.usage();
    }

    /** Of a server that doesn't stream though it is asked to. */
    private UsageOf whole(InputStream body) throws IOException {
        byte[] read = body.readNBytes(LONGEST_BODY);
        UsageOf used = UsageOf.body(read, relaying.promptGuess()).orElseThrow(() -> UpstreamErrors.noAnswer(200));
        joined.whole(Json.read(new String(read, StandardCharsets.UTF_8)));
        if (!joined.finished()) {
            throw UpstreamErrors.noAnswer(200);
        }
        return used;
    }

    /** Whether nothing of the sample is sent yet. */
    boolean cameWhole() {
        return !begun;
    }

    private void take(String event) throws IOException {
        if (event.equals(SseFrames.DONE)) {
            return;
        }
        JsonNode chunk;
        try {
            chunk = Json.read(event);
        } catch (JacksonException e) {
            throw UpstreamErrors.cut();
        }
        if (!(chunk instanceof ObjectNode object) || object.path("error").isObject()) {
            throw UpstreamErrors.noAnswer(502);
        }
        joined.chunk(object);
        object.put("id", call.id());
        if (joined.finished()) {
            held.add(object);
        } else {
            stream.send(Json.write(object));
        }
        begun = true;
    }

    /** Sends what was held back, with what Hone did in the last chunk. */
    void end(ObjectNode hone) throws IOException {
        if (!held.isEmpty() && held.getLast() instanceof ObjectNode last) {
            last.set("hone", hone);
        }
        for (JsonNode chunk : held) {
            stream.send(Json.write(chunk));
        }
    }

    @Override
    public List<Completion> generate(GenerationRequest request) {
        return draw(request).completions();
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public Capabilities capabilities() {
        return model.capabilities();
    }

    /** Nothing: the model is the server's. */
    @Override
    public void close() {}
}
