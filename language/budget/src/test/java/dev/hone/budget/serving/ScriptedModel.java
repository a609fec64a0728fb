package dev.hone.budget.serving;

import dev.hone.core.HoneException;
import dev.hone.lm.Capabilities;
import dev.hone.lm.Completion;
import dev.hone.lm.Drawn;
import dev.hone.lm.FinishReason;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.PartialGeneration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/** A model whose sample i says what a script says; it fails from a sample on, if told so. */
final class ScriptedModel implements LanguageModel {
    private final String name;
    private final IntFunction<Completion> script;
    private final int failsAt;
    final List<GenerationRequest> calls = new ArrayList<>();

    ScriptedModel(String name, IntFunction<Completion> script, int failsAt) {
        this.name = name;
        this.script = script;
        this.failsAt = failsAt;
    }

    static ScriptedModel saying(String name, String... texts) {
        return new ScriptedModel(name, i -> text(texts[i % texts.length]), Integer.MAX_VALUE);
    }

    static Completion text(String text) {
        return new Completion(text, Optional.empty(), FinishReason.STOP, 3, List.of());
    }

    int drawn() {
        return calls.stream().mapToInt(GenerationRequest::n).sum();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(OptionalInt.empty(), 16, true, 4, OptionalInt.empty());
    }

    @Override
    public List<Completion> generate(GenerationRequest request) {
        calls.add(request);
        Map<Integer, Completion> came = new HashMap<>();
        List<Completion> all = new ArrayList<>();
        for (int i = request.first(); i < request.first() + request.n(); i++) {
            if (i >= failsAt) {
                HoneException failure = new HoneException("The model failed.", "try again");
                throw came.isEmpty() ? failure : new PartialGeneration(failure, came);
            }
            came.put(i, script.apply(i));
            all.add(script.apply(i));
        }
        return all;
    }

    @Override
    public Drawn draw(GenerationRequest request) {
        return new Drawn(generate(request), 10);
    }

    @Override
    public void close() {}
}
