package dev.hone.serve;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.lm.Drawn;
import dev.hone.serve.http.EventStream;
import dev.hone.serve.http.Exchange;
import dev.hone.serve.http.Heartbeat;
import dev.hone.serve.openai.ApiError;
import dev.hone.serve.openai.Ask;
import dev.hone.serve.openai.EventRendering;
import dev.hone.serve.openai.PieceRendering;
import dev.hone.serve.openai.Rendering;
import dev.hone.serve.openai.Reply;
import dev.hone.serve.openai.SseDecoder;
import dev.hone.serve.openai.SseFrames;
import dev.hone.serve.openai.UsageOf;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Answers that one model gives as it is: another server's bytes as they come, a local model's samples. */
final class PassThrough {
    private static final int PIECE = 16 << 10;
    private static final int LONGEST_EVENT = 1 << 20;
    private static final int LONGEST_BODY_LOOKED_AT = 8 << 20;

    /** Headers of an answer that clients make use of. */
    private static final List<String> HANDED_ON = List.of(
            "retry-after",
            "x-request-id",
            "openai-processing-ms",
            "x-ratelimit-limit-requests",
            "x-ratelimit-limit-tokens",
            "x-ratelimit-remaining-requests",
            "x-ratelimit-remaining-tokens",
            "x-ratelimit-reset-requests",
            "x-ratelimit-reset-tokens");

    private final Heartbeat heartbeat;

    PassThrough(Heartbeat heartbeat) {
        this.heartbeat = heartbeat;
    }

    /**
     * Answers.
     *
     * @param headers beside the model's own
     * @return what the answer used
     */
    UsageOf answer(Exchange exchange, Call call, Upstream upstream, Map<String, String> headers)
            throws IOException, InterruptedException {
        return upstream.remote().isPresent()
                ? relay(exchange, call, upstream.remote().get(), headers)
                : local(exchange, call, upstream, headers);
    }

    private UsageOf relay(Exchange exchange, Call call, Upstream.Remote remote, Map<String, String> headers)
            throws IOException, InterruptedException {
        ObjectNode fields = call.ask().request().fields();
        ObjectNode sent = fields.deepCopy();
        sent.remove("hone");
        sent.put("model", remote.address().model());
        byte[] json = Json.write(sent).getBytes(StandardCharsets.UTF_8);
        HttpResponse<InputStream> answer;
        try {
            answer = remote.relay()
                    .send(
                            call.ask().request().operation().path(),
                            json,
                            call.ask().request().bearer());
        } catch (HoneException e) {
            throw interruptedOr(e);
        }
        long promptGuess = call.ask().messages().stream()
                        .mapToLong(message -> message.content().length())
                        .sum()
                / 4;
        Map<String, String> all = new LinkedHashMap<>(headers);
        HANDED_ON.forEach(name -> answer.headers().firstValue(name).ifPresent(value -> all.put(name, value)));
        String type = answer.headers().firstValue("content-type").orElse("application/json");
        try (InputStream body = answer.body()) {
            return type.startsWith("text/event-stream")
                    ? stream(exchange, answer.statusCode(), type, all, body, promptGuess)
                    : whole(exchange, answer.statusCode(), type, all, body, promptGuess);
        } catch (InterruptedIOException e) {
            throw new InterruptedException("the client is gone");
        }
    }

    /** A short answer goes out with its length; how it is cut into packets on its way is then ours and not the model's. */
    private static UsageOf whole(
            Exchange exchange, int status, String type, Map<String, String> headers, InputStream body, long promptGuess)
            throws IOException {
        byte[] start = body.readNBytes(LONGEST_BODY_LOOKED_AT);
        int next = body.read();
        if (next < 0) {
            exchange.reply(status, type, headers, start);
            return UsageOf.body(start, promptGuess);
        }
        try (Exchange.Body out = exchange.begin(status, type, headers)) {
            out.write(start, 0, start.length);
            out.write(new byte[] {(byte) next}, 0, 1);
            byte[] piece = new byte[PIECE];
            for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
                out.write(piece, 0, n);
            }
        }
        return new UsageOf(promptGuess, start.length / 4, true);
    }

    private static UsageOf stream(
            Exchange exchange, int status, String type, Map<String, String> headers, InputStream body, long promptGuess)
            throws IOException {
        UsageOf.Stream usage = new UsageOf.Stream(promptGuess);
        SseDecoder events = new SseDecoder(LONGEST_EVENT);
        Exchange.Body out =
                exchange.begin(status, type, headers); // closed only when whole: a cut stream shall be seen as cut
        byte[] piece = new byte[PIECE];
        for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
            out.write(piece, 0, n);
            events.feed(piece, 0, n).forEach(usage::event);
        }
        events.end().forEach(usage::event);
        out.close();
        return usage.usage();
    }

    private UsageOf local(Exchange exchange, Call call, Upstream upstream, Map<String, String> headers)
            throws IOException, InterruptedException {
        Ask ask = call.ask();
        if (ask.stream()) {
            Thread self = Thread.currentThread();
            try (EventStream stream = EventStream.open(exchange, heartbeat, headers, self::interrupt)) {
                UsageOf used;
                try {
                    used = ask.n() == 1 ? pieces(stream, call, upstream) : candidates(stream, call, upstream);
                    stream.send(SseFrames.DONE);
                } catch (ApiError e) { // the status is out: the error comes as an event, as the API's own do
                    stream.send(Json.write(e.json()));
                    used = new UsageOf(0, 0, true);
                }
                stream.end();
                return used;
            }
        }
        Reply reply = draw(call, upstream);
        exchange.reply(
                200, "application/json", headers, Rendering.body(ask.request().operation(), reply));
        return new UsageOf(reply.promptTokens(), reply.completionTokens(), false);
    }

    private static UsageOf candidates(EventStream stream, Call call, Upstream upstream)
            throws IOException, InterruptedException {
        Reply reply = draw(call, upstream);
        for (String event : EventRendering.events(
                call.ask().request().operation(), reply, call.ask().includeUsage())) {
            stream.send(event);
        }
        return new UsageOf(reply.promptTokens(), reply.completionTokens(), false);
    }

    /** One sample, as it grows. */
    private static UsageOf pieces(EventStream stream, Call call, Upstream upstream)
            throws IOException, InterruptedException {
        Ask ask = call.ask();
        PieceRendering rendering = new PieceRendering(
                ask.request().operation(), call.id(), Instant.now().getEpochSecond(), ask.model(), ask.includeUsage());
        for (String event : rendering.begin()) {
            stream.send(event);
        }
        try {
            Drawn drawn = upstream.model().draw(call.generation(), (_, piece) -> {
                try {
                    for (String event : rendering.piece(piece)) {
                        stream.send(event);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            List<String> end = rendering.end(
                    drawn.completions().getFirst(), drawn.promptTokens(), drawn.completionTokens(), Optional.empty());
            for (String event : end) {
                stream.send(event);
            }
            return new UsageOf(drawn.promptTokens(), drawn.completionTokens(), false);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (HoneException e) {
            throw interruptedOr(e);
        }
    }

    private static Reply draw(Call call, Upstream upstream) throws InterruptedException {
        try {
            Drawn drawn = upstream.model().draw(call.generation());
            return new Reply(
                    call.id(),
                    Instant.now().getEpochSecond(),
                    call.ask().model(),
                    drawn.completions(),
                    drawn.promptTokens(),
                    drawn.completionTokens(),
                    Optional.empty());
        } catch (HoneException e) {
            throw interruptedOr(e);
        }
    }

    /** The error for the client, or the interruption that caused it. */
    static ApiError interruptedOr(HoneException e) throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException("the client is gone");
        }
        return UpstreamErrors.of(e);
    }
}
