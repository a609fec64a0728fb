package dev.hone.steer.remote;

import dev.hone.lm.Capabilities;
import dev.hone.lm.ClientRequest;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import java.util.List;

/** A server that reads texts as one model does and ids as another: they are not its own tokens'. */
record ByForm(LanguageModel text, LanguageModel ids) implements LanguageModel {
    @Override
    public String name() {
        return text.name();
    }

    @Override
    public Capabilities capabilities() {
        return text.capabilities();
    }

    @Override
    public List<Completion> generate(GenerationRequest request) {
        boolean given = request.client().flatMap(ClientRequest::promptIds).isPresent();
        return (given ? ids : text).generate(request);
    }

    @Override
    public void close() {}
}
