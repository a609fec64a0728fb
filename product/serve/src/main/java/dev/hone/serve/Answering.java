package dev.hone.serve;

import dev.hone.budget.serving.BudgetedModel;
import dev.hone.budget.serving.Decision;
import dev.hone.budget.serving.Served;
import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.lm.TextListener;
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
import java.util.Optional;

/** Answers that Hone plans: decided, drawn, chosen, kept, and only then sent to their end. */
final class Answering {
    private final Book book;
    private final Records records;
    private final boolean recording;
    private final Tally tally;
    private final Heartbeat heartbeat;
    private final PassThrough passThrough;

    Answering(
            Book book, Records records, boolean recording, Tally tally, Heartbeat heartbeat, PassThrough passThrough) {
        this.book = book;
        this.records = records;
        this.recording = recording;
        this.tally = tally;
        this.heartbeat = heartbeat;
        this.passThrough = passThrough;
    }

    /** Answers a call whose name is Hone's, and returns the answer's status. */
    int answer(Exchange exchange, Call call, ServedName name, long began) throws IOException, InterruptedException {
        BudgetedModel model;
        Decision decision;
        try (Book.Hold _ = book.hold()) {
            model = book.model(name);
            if (call.wishes().candidates() > model.policy().cap()) {
                throw ApiError.invalid(
                        "n", "This server draws at most " + model.policy().cap() + " samples of a request.");
            }
            decision = decide(model, call);
        }
        long overhead = System.nanoTime() - began;
        tally.decided(model.name(), name.label(), overhead);
        Ask ask = call.ask();
        String arm = model.arms().get(decision.offer().arm()).name();
        Upstream upstream = book.upstream(arm).orElseThrow();
        if (ask.stream()
                && decision.offer().samples() == 1
                && !recording
                && upstream.remote().isPresent()) {
            try (decision) {
                var headers = Headers.planned(records.runId(), arm, decision, overhead);
                PassThrough.Passed passed = passThrough.answer(exchange, call, upstream, headers);
                UsageOf used = passed.used();
                if (passed.status() < 400) {
                    model.settle(decision, 1, used.promptTokens(), used.completionTokens());
                } else {
                    model.settle(decision, 0, 0, 0); // what is refused isn't billed
                }
                tally.relayed(ask, model.name(), name.label(), arm, passed);
                return passed.status();
            }
        } else if (ask.stream()) {
            stream(exchange, call, name, model, decision, overhead, upstream);
        } else {
            Served served = carryOut(call, model, decision, Optional.empty());
            keep(call, name, model, served);
            exchange.reply(
                    200,
                    "application/json",
                    Headers.done(records.runId(), ask, served, overhead),
                    Rendering.body(ask.request().operation(), reply(call, served)));
        }
        return 200;
    }

    private static Decision decide(BudgetedModel model, Call call) throws InterruptedException {
        try {
            return model.decide(call.generation(), call.wishes());
        } catch (HoneException e) { // where money is held there is no even share to fall back to
            throw PassThrough.interruptedOr(e, call);
        }
    }

    /** Headers go out before samples are drawn, so that a client with a short patience sees that it is being worked on. */
    private void stream(
            Exchange exchange,
            Call call,
            ServedName name,
            BudgetedModel model,
            Decision decision,
            long overhead,
            Upstream upstream)
            throws IOException, InterruptedException {
        try (decision;
                EventStream stream = open(exchange, model, decision, overhead)) {
            try {
                if (decision.offer().samples() > 1) {
                    whole(stream, call, name, model, decision);
                } else if (upstream.remote().isPresent()) {
                    var relaying =
                            new Relaying(exchange, call, upstream.remote().get());
                    var sample = new RelayedSample(upstream.model(), relaying, stream, call);
                    relay(stream, sample, call, name, model, decision);
                } else {
                    grow(stream, call, name, model, decision);
                }
                stream.send(SseFrames.DONE);
            } catch (ApiError e) { // the status is out: the error comes as an event, as the API's own do
                stream.send(Json.write(e.json()));
                tally.refused(model.name(), name.arms(), e);
            }
            stream.end();
        }
    }

    private void whole(EventStream stream, Call call, ServedName name, BudgetedModel model, Decision decision)
            throws IOException, InterruptedException {
        Served served = carryOut(call, model, decision, Optional.empty());
        keep(call, name, model, served);
        send(stream, call, served);
    }

    private void send(EventStream stream, Call call, Served served) throws IOException {
        Ask ask = call.ask();
        for (String event : EventRendering.events(ask.request().operation(), reply(call, served), ask.includeUsage())) {
            stream.send(event);
        }
    }

    /** One sample of a model on this machine: the client sees it grow, and its end once it is kept. */
    private void grow(EventStream stream, Call call, ServedName name, BudgetedModel model, Decision decision)
            throws IOException, InterruptedException {
        GrowingAnswer answer = new GrowingAnswer(stream, call);
        try {
            Served served = carryOut(call, model, decision, Optional.of(answer));
            keep(call, name, model, served);
            answer.end(
                    served.best(1).getFirst(),
                    served.promptTokens(),
                    served.completionTokens(),
                    Optional.of(Headers.json(records.runId(), call.ask(), served)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** One sample of another server, of which only the end waits until it is kept. */
    private void relay(
            EventStream stream,
            RelayedSample sample,
            Call call,
            ServedName name,
            BudgetedModel model,
            Decision decision)
            throws IOException, InterruptedException {
        Served served;
        try {
            served = model.carryOut(decision, call.generation(), sample);
        } catch (HoneException e) {
            ApiError seen = PassThrough.interruptedOr(e, call);
            throw sample.failure().orElse(seen);
        }
        keep(call, name, model, served);
        if (sample.cameWhole()) {
            send(stream, call, served);
        } else {
            sample.end(Headers.json(records.runId(), call.ask(), served));
        }
    }

    /** Where no stream can be opened (the client is gone, all places are taken) nothing is drawn, so nothing is spent. */
    private EventStream open(Exchange exchange, BudgetedModel model, Decision decision, long overhead)
            throws IOException {
        String arm = model.arms().get(decision.offer().arm()).name();
        Thread self = Thread.currentThread();
        try {
            return EventStream.open(
                    exchange, heartbeat, Headers.planned(records.runId(), arm, decision, overhead), self::interrupt);
        } catch (IOException | ApiError e) {
            model.settle(decision, 0, 0, 0);
            throw e;
        }
    }

    private Served carryOut(Call call, BudgetedModel model, Decision decision, Optional<TextListener> listener)
            throws InterruptedException {
        try {
            Served served = model.carryOut(decision, call.generation(), listener);
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("the client is gone");
            }
            return served;
        } catch (HoneException e) {
            throw PassThrough.interruptedOr(e, call);
        }
    }

    private void keep(Call call, ServedName name, BudgetedModel model, Served served) {
        if (recording && call.ask().promptIds().isEmpty()) { // token ids are no text that a pool could hold
            records.keep(call.id(), model.name(), call.generation().query(), served, () -> book.spend(model.name()));
        }
        tally.served(call.ask().request().operation(), model, name.label(), served);
    }

    private Reply reply(Call call, Served served) {
        return new Reply(
                call.id(),
                Instant.now().getEpochSecond(),
                call.ask().model(),
                served.best(call.wishes().candidates()),
                served.promptTokens(),
                served.completionTokens(),
                served.details(),
                Optional.of(Headers.json(records.runId(), call.ask(), served)));
    }
}
