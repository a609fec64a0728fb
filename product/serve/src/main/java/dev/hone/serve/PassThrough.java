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
import dev.hone.serve.openai.Rendering;
import dev.hone.serve.openai.Reply;
import dev.hone.serve.openai.SseFrames;
import dev.hone.serve.openai.UsageOf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Answers that one model gives as it is: another server's bytes as they come, a local model's samples. */
final class PassThrough {
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
                ? new Relaying(exchange, call, upstream.remote().get()).answer(headers)
                : local(exchange, call, upstream, headers);
    }

    private Passed local(Exchange exchange, Call call, Upstream upstream, Map<String, String> headers)
            throws IOException, InterruptedException {
        Ask ask = call.ask();
        if (ask.stream()) {
            Thread self = Thread.currentThread();
            try (EventStream stream = EventStream.open(exchange, heartbeat, headers, self::interrupt)) {
                Passed passed;
                try {
                    UsageOf used = ask.n() == 1 ? pieces(stream, call, upstream) : candidates(stream, call, upstream);
                    stream.send(SseFrames.DONE);
                    passed = new Passed(200, used);
                } catch (ApiError e) { // the status is out: the error comes as an event, as the API's own do
                    stream.send(Json.write(e.json()));
                    passed = new Passed(e.status(), new UsageOf(0, 0, true));
                }
                stream.end();
                return passed;
            }
        }
        Reply reply = draw(call, upstream);
        exchange.reply(
                200, "application/json", headers, Rendering.body(ask.request().operation(), reply));
        return new Passed(200, new UsageOf(reply.promptTokens(), reply.completionTokens(), false));
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
        GrowingAnswer answer = new GrowingAnswer(stream, call);
        try {
            Drawn drawn = upstream.model().draw(call.generation(), answer);
            answer.end(
                    drawn.completions().getFirst(), drawn.promptTokens(), drawn.completionTokens(), Optional.empty());
            return new UsageOf(drawn.promptTokens(), drawn.completionTokens(), false);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (HoneException e) {
            throw interruptedOr(e, call);
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
                    drawn.details(),
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
