package dev.hone.endpoint;

import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.endpoint.EndpointException.Interrupted;
import dev.hone.endpoint.EndpointException.Malformed;
import dev.hone.endpoint.EndpointException.ModelUnknown;
import dev.hone.endpoint.EndpointException.RateLimited;
import dev.hone.endpoint.EndpointException.Refused;
import dev.hone.endpoint.EndpointException.ServerFailed;
import dev.hone.endpoint.SpendMeter.Reservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;

/** Calls of one server: at most so many in flight, each paid for from the meter, each tried again while that may help. */
final class Calls implements AutoCloseable {
    private static final Duration WORTH_A_NOTE = Duration.ofSeconds(5);

    private final EndpointAddress address;
    private final EndpointOptions options;
    private final SpendMeter meter;
    private final Listener listener;
    private final Transport transport;
    private final Answers answers;
    private final Semaphore inFlight;
    private volatile boolean answered;

    Calls(EndpointAddress address, EndpointOptions options, SpendMeter meter, Listener listener) {
        this.address = address;
        this.options = options;
        this.meter = meter;
        this.listener = listener;
        this.transport = new Transport(address, options);
        this.answers = new Answers(address, options.key());
        this.inFlight = new Semaphore(options.concurrency(), true);
    }

    SpendMeter meter() {
        return meter;
    }

    /**
     * The server's answer to one request. The place among the calls in flight is kept while waiting for a new attempt: a
     * server that is overloaded gets fewer calls, not others.
     */
    ChatReply answer(ChatRequest ask) {
        String json = ask.json().toString();
        Seeds chance = ask.generation().sampleSeeds(ask.model(), ask.first()).child("backoff");
        try {
            inFlight.acquire();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return attempt(ask, json);
                } catch (EndpointException e) {
                    if (attempt > options.backoff().retries() || !worthAnotherAttempt(e)) {
                        throw e instanceof Malformed malformed && answered ? malformed.afterGoodAnswers() : e;
                    }
                    pause(options.backoff().delay(attempt, wish(e), chance), e);
                }
            }
        } finally {
            inFlight.release();
        }
    }

    private ChatReply attempt(ChatRequest ask, String json) {
        Reservation room = reserve(ask);
        try {
            JsonNode root = answers.object(transport.post(ask.operation(), json, ask.bearer()));
            ChatReply reply = ChatReply.read(root, ask).orElseThrow(() -> answers.noChoice(root));
            room.settle(reply.usage());
            answered = true;
            return reply;
        } catch (RuntimeException e) {
            if (e instanceof EndpointException known && !known.maybePaid()) {
                room.release();
            } else {
                room.forfeit();
            }
            throw e;
        }
    }

    private Reservation reserve(ChatRequest ask) {
        try {
            return meter.reserve(Tokens.about(ask.generation().query()), ask.mostTokens());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Nobody listening, or nonsense, is a wrong address at first, and a server that restarts or stumbles once it has answered. */
    private boolean worthAnotherAttempt(EndpointException e) {
        return e.passing() || (answered && (e instanceof Refused || e instanceof Malformed));
    }

    private static Optional<Duration> wish(EndpointException e) {
        return switch (e) {
            case RateLimited limited -> limited.wish();
            case ServerFailed failed -> failed.wish();
            default -> Optional.empty();
        };
    }

    private void pause(Duration wait, EndpointException why) {
        if (wait.compareTo(WORTH_A_NOTE) >= 0) {
            // without the server's own words: they may repeat the prompt
            String what = why instanceof RateLimited ? "takes no more calls now" : "failed to answer";
            listener.note(String.format(
                    Locale.ROOT, "%s %s. Trying again in %.0f s.", address.base(), what, wait.toMillis() / 1000.0));
        }
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** The names of the models that the server lists. */
    List<String> models() {
        JsonNode root = answers.object(transport.get("models"));
        List<String> names = new ArrayList<>();
        root.path("data").forEach(model -> model.path("id").stringValueOpt().ifPresent(names::add));
        if (!root.path("data").isArray()) {
            throw new Malformed("The server's list of models has no 'data'.", "check the path before #");
        }
        return List.copyOf(names);
    }

    /** The same error, with the names that the server does know where it tells them. */
    ModelUnknown withServedNames(ModelUnknown unknown) {
        try {
            return answers.withServedNames(unknown, models());
        } catch (EndpointException e) {
            return unknown;
        }
    }

    private static Interrupted interrupted() {
        Thread.currentThread().interrupt();
        return new Interrupted("Sampling was stopped.", "repeat the command to go on");
    }

    @Override
    public void close() {
        transport.close();
    }
}
