package dev.hone.serve;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.endpoint.EndpointException;
import dev.hone.endpoint.Relay;
import dev.hone.lm.Drawn;
import dev.hone.serve.http.EventStream;
import dev.hone.serve.http.Exchange;
import dev.hone.serve.http.Heartbeat;
import dev.hone.serve.openai.ApiError;
import dev.hone.serve.openai.Ask;
import dev.hone.serve.openai.ErrorShape;
import dev.hone.serve.openai.EventRendering;
import dev.hone.serve.openai.Rendering;
import dev.hone.serve.openai.Reply;
import dev.hone.serve.openai.SseDecoder;
import dev.hone.serve.openai.SseFrames;
import dev.hone.serve.openai.UsageOf;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Answers that one model gives as it is: another server's bytes as they come, a local model's samples. */
final class PassThrough {
    private static final String JSON = "application/json";
    private static final int PIECE = 16 << 10;
    private static final int LONGEST_ERROR = 64 << 10;
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

    /**
     * An answer that was handed on.
     *
     * @param status of HTTP; of an error too, which the upstream worded
     * @param used by it
     */
    record Passed(int status, UsageOf used) {}

    private final Heartbeat heartbeat;

    PassThrough(Heartbeat heartbeat) {
        this.heartbeat = heartbeat;
    }

    /**
     * Answers.
     *
     * @param headers beside the model's own
     * @throws ApiError if there is no answer of the API; where one had begun, its client sees it as cut
     */
    Passed answer(Exchange exchange, Call call, Upstream upstream, Map<String, String> headers)
            throws IOException, InterruptedException {
        return upstream.remote().isPresent()
                ? relay(exchange, call, upstream.remote().get(), headers)
                : local(exchange, call, upstream, headers);
    }

    private Passed relay(Exchange exchange, Call call, Upstream.Remote remote, Map<String, String> headers)
            throws IOException, InterruptedException {
        ObjectNode fields = call.ask().request().fields();
        ObjectNode sent = fields.deepCopy();
        sent.remove("hone");
        sent.put("model", remote.address().model());
        byte[] json = Json.write(sent).getBytes(StandardCharsets.UTF_8);
        Relay.Answer answer;
        try {
            answer = remote.relay()
                    .send(
                            call.ask().request().operation().path(),
                            json,
                            call.ask().request().bearer());
        } catch (HoneException e) {
            throw interruptedOr(e, call);
        }
        long promptGuess = call.ask().messages().stream()
                        .mapToLong(message -> message.content().length())
                        .sum()
                / 4;
        Map<String, String> all = new LinkedHashMap<>(headers);
        HANDED_ON.forEach(name -> answer.headers().firstValue(name).ifPresent(value -> all.put(name, value)));
        String type = answer.headers().firstValue("content-type").orElse("application/json");
        try (InputStream body = answer.body()) {
            requireAnswer(answer.status(), call.ask().request().bearer().isPresent());
            UsageOf used = type.startsWith("text/event-stream") && answer.status() < 400
                    ? stream(exchange, answer.status(), type, all, body, promptGuess)
                    : whole(exchange, answer.status(), all, body, promptGuess, call, remote);
            return new Passed(answer.status(), used);
        } catch (InterruptedIOException e) {
            throw new InterruptedException("the client is gone");
        } catch (EndpointException e) { // after the answer has begun the client sees it as cut
            throw interruptedOr(e, call);
        }
    }

    /** A short answer goes out with its length; how it is cut into packets on its way is then ours and not the model's. */
    private static UsageOf whole(
            Exchange exchange,
            int status,
            Map<String, String> headers,
            InputStream body,
            long promptGuess,
            Call call,
            Upstream.Remote remote)
            throws IOException {
        byte[] start = body.readNBytes(LONGEST_BODY_LOOKED_AT);
        int next = body.read();
        if (next < 0) {
            UsageOf used = UsageOf.body(start, promptGuess).orElseThrow(() -> UpstreamErrors.noAnswer(status));
            byte[] shown = status < 400 ? start : error(start, status, call, remote.relay());
            exchange.reply(status, JSON, headers, shown);
            return used;
        }
        if (status >= 400) {
            throw UpstreamErrors.noAnswer(status);
        }
        Exchange.Body out = exchange.begin(status, JSON, headers); // closed only when whole
        out.write(start, 0, start.length);
        out.write(new byte[] {(byte) next}, 0, 1);
        byte[] piece = new byte[PIECE];
        for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
            out.write(piece, 0, n);
        }
        out.close();
        return new UsageOf(promptGuess, start.length / 4, true);
    }

    /** A refused key is Hone's affair unless the client's own was shown; where an upstream points elsewhere nobody follows. */
    private static void requireAnswer(int status, boolean clientsKey) {
        if (!clientsKey && (status == 401 || status == 403)) {
            throw UpstreamErrors.noAccess();
        }
        if (status < 200 || (status >= 300 && status < 400)) {
            throw UpstreamErrors.noAnswer(status);
        }
    }

    /** In the upstream's words, unless they repeat the prompt; without the key that it was shown. */
    private static byte[] error(byte[] body, int status, Call call, Relay relay) {
        String text = relay.withoutKey(new String(body, StandardCharsets.UTF_8));
        if (text.length() > LONGEST_ERROR || UpstreamErrors.quotes(text, call.ask().messages())) {
            text = "{}";
        }
        return ErrorShape.complete(text, status).getBytes(StandardCharsets.UTF_8);
    }

    private static UsageOf stream(
            Exchange exchange, int status, String type, Map<String, String> headers, InputStream body, long promptGuess)
            throws IOException {
        UsageOf.Stream usage = new UsageOf.Stream(promptGuess);
        SseDecoder events = new SseDecoder(LONGEST_EVENT);
        Exchange.Body out = exchange.begin(status, type, headers); // closed only when whole: a cut stream shall be seen as cut
        byte[] piece = new byte[PIECE];
        for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
            out.write(piece, 0, n);
            events.feed(piece, 0, n).forEach(usage::event);
        }
        List<String> half = events.end();
        if (!half.isEmpty()) { // its client must not take a part for the whole
            throw UpstreamErrors.cut();
        }
        out.close();
        return usage.usage();
    }

    private Passed local(Exchange exchange, Call call, Upstream upstream, Map<String, String> headers)
            throws IOException, InterruptedException {
        Ask ask = call.ask();
        if (ask.stream()) {
            Thread self = Thread.currentThread();
            try (EventStream stream = EventStream.open(exchange, heartbeat, headers, self::interrupt)) {
                Reply reply = draw(call, upstream);
                for (String event : EventRendering.events(ask.request().operation(), reply, ask.includeUsage())) {
                    stream.send(event);
                }
                stream.send(SseFrames.DONE);
                stream.end();
                return new Passed(200, new UsageOf(reply.promptTokens(), reply.completionTokens(), false));
            }
        }
        Reply reply = draw(call, upstream);
        exchange.reply(200, "application/json", headers, Rendering.body(ask.request().operation(), reply));
        return new Passed(200, new UsageOf(reply.promptTokens(), reply.completionTokens(), false));
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
            throw interruptedOr(e, call);
        }
    }

    /** The error for the client, or the interruption that caused it. */
    static ApiError interruptedOr(HoneException e, Call call) throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException("the client is gone");
        }
        return UpstreamErrors.of(e, call.ask().messages());
    }
}
