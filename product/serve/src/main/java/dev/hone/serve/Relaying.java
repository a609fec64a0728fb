package dev.hone.serve;

import dev.hone.core.Json;
import dev.hone.endpoint.EndpointException;
import dev.hone.endpoint.Relay;
import dev.hone.serve.http.Exchange;
import dev.hone.serve.openai.ApiError;
import dev.hone.serve.openai.ErrorShape;
import dev.hone.serve.openai.SseDecoder;
import dev.hone.serve.openai.SseFrames;
import dev.hone.serve.openai.UsageOf;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * One answer of another server, handed on as it comes. What isn't an answer of the API becomes a typed error; once bytes are out, a
 * failure cuts the client's answer, so that nobody takes a part for the whole.
 */
final class Relaying {
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

    private final Exchange exchange;
    private final Call call;
    private final Upstream.Remote remote;
    private final long promptGuess;

    Relaying(Exchange exchange, Call call, Upstream.Remote remote) {
        this.exchange = exchange;
        this.call = call;
        this.remote = remote;
        promptGuess = call.ask().messages().stream()
                        .mapToLong(message -> message.content().length())
                        .sum()
                / 4;
    }

    /**
     * Answers.
     *
     * @param headers beside the upstream's own
     * @throws ApiError if there is no answer of the API; where one had begun, its client sees it as cut
     */
    PassThrough.Passed answer(Map<String, String> headers) throws IOException, InterruptedException {
        try {
            Relay.Answer answer = send();
            Map<String, String> all = new LinkedHashMap<>(headers);
            HANDED_ON.forEach(name -> answer.headers().firstValue(name).ifPresent(value -> all.put(name, value)));
            String type = answer.headers().firstValue("content-type").orElse(JSON);
            try (InputStream body = answer.body()) {
                requireAnswer(answer.status());
                UsageOf used = type.startsWith("text/event-stream") && answer.status() < 400
                        ? stream(answer.status(), type, all, body)
                        : whole(answer.status(), all, body);
                return new PassThrough.Passed(answer.status(), used);
            }
        } catch (InterruptedIOException e) {
            throw new InterruptedException("the client is gone");
        } catch (EndpointException e) {
            throw PassThrough.interruptedOr(e, call);
        }
    }

    /** Tokens of the prompt where the upstream doesn't say. */
    long promptGuess() {
        return promptGuess;
    }

    /**
     * Refuses what is no answer.
     *
     * @throws ApiError of a request that the upstream refuses in its words
     */
    void requireGood(Relay.Answer answer) throws IOException {
        requireAnswer(answer.status());
        if (answer.status() == 400 || answer.status() == 422) {
            byte[] said = answer.body().readNBytes(LONGEST_ERROR);
            String words = ErrorShape.words(remote.relay().withoutKey(new String(said, StandardCharsets.UTF_8)));
            throw UpstreamErrors.rejected(words, call.ask().messages());
        }
        if (answer.status() >= 400) {
            throw UpstreamErrors.noAnswer(answer.status());
        }
    }

    /** Asks the upstream what the client asked. */
    Relay.Answer send() {
        ObjectNode sent = call.ask().request().fields().deepCopy();
        sent.remove("hone");
        sent.put("model", remote.address().model());
        return remote.relay()
                .send(
                        call.ask().request().operation().path(),
                        Json.write(sent).getBytes(StandardCharsets.UTF_8),
                        call.ask().request().bearer());
    }

    /** A refused key is Hone's affair unless the client's own was shown; where an upstream points elsewhere nobody follows. */
    private void requireAnswer(int status) {
        boolean ownKey = call.ask().request().bearer().isEmpty();
        if (ownKey && (status == 401 || status == 403)) {
            throw UpstreamErrors.noAccess();
        }
        if (status < 200 || (status >= 300 && status < 400)) {
            throw UpstreamErrors.noAnswer(status);
        }
    }

    /** A short answer goes out with its length; how it is cut into packets on its way is then ours and not the model's. */
    private UsageOf whole(int status, Map<String, String> headers, InputStream body) throws IOException {
        byte[] start = body.readNBytes(LONGEST_BODY_LOOKED_AT);
        int next = body.read();
        if (next < 0) {
            UsageOf used = UsageOf.body(start, promptGuess).orElseThrow(() -> UpstreamErrors.noAnswer(status));
            exchange.reply(status, JSON, headers, status < 400 ? start : error(start, status));
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

    /** In the upstream's words, unless they repeat the prompt; without the key that it was shown. */
    private byte[] error(byte[] body, int status) {
        String text = remote.relay().withoutKey(new String(body, StandardCharsets.UTF_8));
        if (text.length() > LONGEST_ERROR
                || UpstreamErrors.quotes(text, call.ask().messages())) {
            text = "{}";
        }
        return ErrorShape.complete(text, status).getBytes(StandardCharsets.UTF_8);
    }

    private UsageOf stream(int status, String type, Map<String, String> headers, InputStream body) throws IOException {
        UsageOf.Stream usage = new UsageOf.Stream(promptGuess);
        SseDecoder events = new SseDecoder(LONGEST_EVENT);
        Exchange.Body out = exchange.begin(status, type, headers); // closed only when whole
        byte[] piece = new byte[PIECE];
        boolean done = false;
        byte last = '\n';
        for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
            out.write(piece, 0, n);
            last = n > 0 ? piece[n - 1] : last;
            for (String event : events.feed(piece, 0, n)) {
                done |= event.equals(SseFrames.DONE);
                usage.event(event);
            }
        }
        List<String> left = events.end();
        boolean whole = done || left.equals(List.of(SseFrames.DONE)) || (left.isEmpty() && last == '\n');
        if (!whole) {
            throw UpstreamErrors.cut();
        }
        out.close();
        return usage.usage();
    }
}
