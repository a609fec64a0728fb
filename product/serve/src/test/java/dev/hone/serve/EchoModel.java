package dev.hone.serve;

import dev.hone.core.HoneException;
import dev.hone.lm.Capabilities;
import dev.hone.lm.Completion;
import dev.hone.lm.Drawn;
import dev.hone.lm.FinishReason;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model that says its name, the prompt and the sample's index; slowly if told so, and with an error for a prompt that asks for one.
 */
final class EchoModel implements LanguageModel {
    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger drawn = new AtomicInteger();
    final AtomicInteger interrupted = new AtomicInteger();
    private final String name;
    private final Pace pace;

    /** Waits before each sample. */
    interface Pace {
        void pass() throws InterruptedException;
    }

    EchoModel(String name, Duration pace) {
        this(name, () -> Thread.sleep(pace));
    }

    EchoModel(String name, Pace pace) {
        this.name = name;
        this.pace = pace;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(OptionalInt.empty(), 16, true, 64, OptionalInt.empty());
    }

    @Override
    public List<Completion> generate(GenerationRequest request) {
        String prompt = request.query().text();
        if (prompt.contains("fail")) {
            throw new HoneException("The model failed.", "ask something else");
        }
        List<Completion> all = new ArrayList<>();
        for (int i = request.first(); i < request.first() + request.n(); i++) {
            try {
                asked.incrementAndGet();
                pace.pass();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                Thread.currentThread().interrupt();
                throw new HoneException("Stopped.", "ask again");
            }
            drawn.incrementAndGet();
            all.add(new Completion(name + " " + prompt + " " + i, Optional.empty(), FinishReason.STOP, 5, List.of()));
        }
        return all;
    }

    @Override
    public Drawn draw(GenerationRequest request) {
        return new Drawn(generate(request), 7);
    }

    @Override
    public void close() {}
}
