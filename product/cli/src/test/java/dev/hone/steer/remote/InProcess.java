package dev.hone.steer.remote;

import dev.hone.lm.Capabilities;
import dev.hone.lm.ClientRequest;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.transformer.generate.LocalModel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** A model of this process in the place of an endpoint, which may tell no log-probabilities; not closed. */
final class InProcess implements LanguageModel {
    final List<GenerationRequest> requests = new ArrayList<>();
    private final LocalModel model;
    private final Predicate<GenerationRequest> tells;

    InProcess(LocalModel model, Predicate<GenerationRequest> tells) {
        this.model = model;
        this.tells = tells;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(OptionalInt.of(20), 16, true, 1, OptionalInt.empty());
    }

    @Override
    public List<Completion> generate(GenerationRequest request) {
        requests.add(request);
        if (request.client().map(ClientRequest::operation).orElseThrow() != ClientRequest.Operation.TEXT) {
            throw new IllegalStateException("not a continuation");
        }
        return model.draw(request).completions().stream()
                .map(sample -> new Completion(
                        sample.text(),
                        sample.ids(),
                        sample.finish(),
                        sample.tokens(),
                        tells.test(request) ? sample.logprobs() : List.of()))
                .toList();
    }

    @Override
    public void close() {}
}
