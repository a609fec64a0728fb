package dev.hone.lm.sampling;

import dev.hone.lm.Capabilities;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A model whose sample i of a query depends on seed, query and i alone; keeps the calls it got and the most at once. */
final class FakeModel implements LanguageModel {
    final Queue<GenerationRequest> calls = new ConcurrentLinkedQueue<>();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final int samplesPerCall;
    private final int concurrency;
    private final Function<GenerationRequest, List<Completion>> answer;

    FakeModel(int samplesPerCall, int concurrency) {
        this(samplesPerCall, concurrency, FakeModel::answers);
    }

    FakeModel(int samplesPerCall, int concurrency, Function<GenerationRequest, List<Completion>> answer) {
        this.samplesPerCall = samplesPerCall;
        this.concurrency = concurrency;
        this.answer = answer;
    }

    static List<Completion> answers(GenerationRequest request) {
        return IntStream.range(request.first(), request.first() + request.n())
                .mapToObj(index -> answer(request, index))
                .toList();
    }

    static Completion answer(GenerationRequest request, int index) {
        long bits = request.sampleSeeds("fake", index).bits(0);
        FinishReason finish = bits % 7 == 0 ? FinishReason.LENGTH : FinishReason.STOP;
        return new Completion(
                request.query().id() + "/" + index + "/" + bits,
                Optional.of(List.of(index, (int) (bits & 0xff))),
                finish,
                1 + index,
                List.of());
    }

    int samplesDrawn() {
        return calls.stream().mapToInt(GenerationRequest::n).sum();
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(OptionalInt.empty(), samplesPerCall, true, concurrency, OptionalInt.empty());
    }

    @Override
    public List<Completion> generate(GenerationRequest request) {
        calls.add(request);
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            return answer.apply(request);
        } finally {
            atOnce.decrementAndGet();
        }
    }

    @Override
    public void close() {}
}
