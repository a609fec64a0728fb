package dev.hone.endpoint;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.endpoint.EndpointException.ModelUnknown;
import dev.hone.endpoint.EndpointException.Rejected;
import dev.hone.lm.CallDetails;
import dev.hone.lm.Capabilities;
import dev.hone.lm.Completion;
import dev.hone.lm.Drawn;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.PartialGeneration;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * A model behind an OpenAI-style server.
 *
 * <p>Servers differ in what they take: some ignore {@code n}, some refuse {@code seed}, some have no log-probabilities. None
 * of that is asked beforehand, since an answer costs money. The first real call asks for everything; what the server refuses
 * is left out of the next attempt, and what it ignores shows in its answer, which is kept. {@link Dialect} is what was
 * learned, and {@link #capabilities()} follows it. {@link #probe()} does the same with two short calls of its own, for whom
 * the knowledge is worth that.
 *
 * <p>A {@link #generate} of more samples than one call returns becomes several calls at once, never more in flight than the
 * options allow over all threads that use this model. When one of them fails for good, calls not yet sent are dropped, those
 * in flight are awaited, and the finished samples travel in {@link PartialGeneration}.
 */
public final class EndpointModel implements LanguageModel {
    private static final int MOST_LOGPROBS = 20;
    private static final Query PROBE = Query.of("probe", "Write sixteen random digits.");
    private static final SamplingOptions PROBE_OPTIONS =
            new SamplingOptions(16, 1, OptionalDouble.empty(), OptionalInt.empty(), List.of(), OptionalInt.of(0));

    private final EndpointAddress address;
    private final EndpointOptions options;
    private final Listener listener;
    private final Calls calls;
    private final AtomicReference<Dialect> dialect;
    private final AtomicInteger mostReturned = new AtomicInteger(1);
    private final Set<Lesson> told = ConcurrentHashMap.newKeySet();
    private volatile boolean repeats;

    /**
     * Prepares a client; nothing is sent yet.
     *
     * @param meter counts what this model spends, and stops it at the meter's limits
     * @param listener hears what the server turns out not to take
     * @throws HoneException if the key would travel in clear text to another machine
     */
    public EndpointModel(EndpointAddress address, EndpointOptions options, SpendMeter meter, Listener listener) {
        if (options.key().isPresent() && !address.encrypted() && !address.loopback() && !options.clearTextKey()) {
            throw new HoneException(
                    "The key would travel unencrypted to " + address.base() + ".",
                    "use https, or a tunnel to localhost, or name an empty variable with --key-env to send no key");
        }
        this.address = address;
        this.options = options;
        this.listener = listener;
        this.calls = new Calls(address, options, meter, listener);
        this.dialect = new AtomicReference<>(Dialect.hopeful(options.samplesPerCall()));
    }

    /** A client with a meter of its own, which nothing outlives. */
    public static EndpointModel open(EndpointAddress address, EndpointOptions options, Listener listener) {
        return new EndpointModel(address, options, new SpendMeter(options.limits(), Spend.NOTHING, _ -> {}), listener);
    }

    @Override
    public String name() {
        return address.model();
    }

    /** What is known by now; hopeful before the first answer. {@code seeded} is true only after {@link #probe()} saw it. */
    @Override
    public Capabilities capabilities() {
        Dialect known = dialect.get();
        return new Capabilities(
                known.logprobs() ? OptionalInt.of(MOST_LOGPROBS) : OptionalInt.empty(),
                known.samplesPerCall(),
                known.seed() && repeats,
                options.concurrency(),
                OptionalInt.empty());
    }

    public EndpointAddress address() {
        return address;
    }

    public EndpointOptions options() {
        return options;
    }

    public Spend spent() {
        return calls.meter().spent();
    }

    /**
     * Draws samples.
     *
     * @throws PartialGeneration if some came and others did not
     * @throws EndpointException if none came
     * @throws dev.hone.lm.LimitReached if there was no room for the first call
     */
    @Override
    public List<Completion> generate(GenerationRequest request) {
        return draw(request).completions();
    }

    @Override
    public Drawn draw(GenerationRequest request) {
        SortedMap<Integer, Completion> finished = new ConcurrentSkipListMap<>();
        LongAdder promptTokens = new LongAdder();
        AtomicReference<CallDetails> details = new AtomicReference<>(CallDetails.NONE);
        // a second round only where the server returned fewer samples than asked for; each answer brings at least one
        while (finished.size() < request.n()) {
            Optional<HoneException> failure = FanOut.run(cut(request, finished), options.concurrency(), ask -> {
                ChatReply reply = keep(ask, finished);
                promptTokens.add(reply.usage().promptTokens());
                details.accumulateAndGet(reply.details(), CallDetails::plus);
            });
            if (failure.isPresent()) {
                throw finished.isEmpty()
                        ? failure.get()
                        : new PartialGeneration(failure.get(), finished, promptTokens.sum(), details.get());
            }
        }
        return new Drawn(List.copyOf(finished.values()), promptTokens.sum(), details.get());
    }

    /** Calls for the samples that are not finished, each of consecutive indices. */
    private List<ChatRequest> cut(GenerationRequest request, SortedMap<Integer, Completion> finished) {
        Dialect known = dialect.get();
        List<ChatRequest> asks = new ArrayList<>();
        int end = request.first() + request.n();
        int at = request.first();
        while (at < end) {
            int from = at;
            while (at < end && at - from < known.samplesPerCall() && !finished.containsKey(at)) {
                at++;
            }
            if (at > from) {
                asks.add(new ChatRequest(address.model(), request, from, at - from, known));
            } else {
                at++;
            }
        }
        return asks;
    }

    /** Makes a call and keeps the samples that it brings. */
    private ChatReply keep(ChatRequest ask, SortedMap<Integer, Completion> finished) {
        ChatReply reply = call(ask);
        List<Completion> came = reply.completions();
        for (int i = 0; i < came.size(); i++) {
            finished.put(ask.first() + i, came.get(i));
        }
        return reply;
    }

    /** One answer, however many attempts it takes to find words that the server understands. */
    private ChatReply call(ChatRequest ask) {
        ChatRequest trying = ask;
        while (true) {
            try {
                ChatReply reply = calls.answer(trying);
                learn(trying.dialect(), ask.dialect());
                observe(trying, reply);
                return reply;
            } catch (ModelUnknown e) {
                throw calls.withServedNames(e);
            } catch (Rejected e) {
                Dialect simpler = trying.dialect().after(e.body(), trying).orElseThrow(() -> e);
                trying = new ChatRequest(
                        ask.model(),
                        ask.generation(),
                        ask.first(),
                        Math.min(ask.n(), simpler.samplesPerCall()),
                        simpler);
            }
        }
    }

    private void observe(ChatRequest asked, ChatReply reply) {
        int came = reply.completions().size();
        int most = mostReturned.accumulateAndGet(came, Math::max);
        Dialect known = dialect.get();
        if (came < asked.n() && most < known.samplesPerCall()) {
            learn(known.withSamplesPerCall(most), known);
        }
        if (asked.awaitsLogprobs()
                && reply.completions().stream()
                        .allMatch(c -> c.logprobs().isEmpty() && !c.text().isEmpty())) {
            learn(known.withoutLogprobs(), known);
        }
        if (!reply.usage().reported()) {
            note(Lesson.NO_USAGE);
        }
    }

    private void learn(Dialect lesson, Dialect before) {
        if (!lesson.equals(before)) {
            Dialect old = dialect.getAndUpdate(d -> d.meet(lesson));
            Lesson.between(old, old.meet(lesson)).forEach(this::note);
        }
    }

    private void note(Lesson lesson) {
        if (told.add(lesson)) {
            listener.note(lesson.line());
        }
    }

    /** The names of the models that the server lists ({@code GET models}); an error where it has no such list. */
    public List<String> models() {
        return calls.models();
    }

    /**
     * Learns the server's capabilities from the same short call sent twice: {@code n}, seed, log-probabilities, usage, and
     * whether the same seed gives the same samples.
     */
    public Probed probe() {
        int asked = probing();
        List<Completion> once = probeOnce();
        List<Completion> again = probeOnce();
        repeats = texts(once).equals(texts(again));
        Probed.Seeding seed = !dialect.get().seed()
                ? Probed.Seeding.REFUSED
                : repeats ? Probed.Seeding.REPEATED : Probed.Seeding.IGNORED;
        return new Probed(capabilities(), asked, once.size(), seed);
    }

    /** Samples that a call of the probe asks for. */
    private int probing() {
        return Math.min(2, dialect.get().samplesPerCall());
    }

    private List<Completion> probeOnce() {
        int n = probing();
        GenerationRequest request = new GenerationRequest(PROBE, 0, n, PROBE_OPTIONS, Seeds.of(0));
        return call(new ChatRequest(address.model(), request, 0, n, dialect.get()))
                .completions();
    }

    private static List<String> texts(List<Completion> completions) {
        return completions.stream().map(Completion::text).toList();
    }

    @Override
    public void close() {
        calls.close();
    }
}
