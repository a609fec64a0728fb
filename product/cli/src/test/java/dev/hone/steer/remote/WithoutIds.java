package dev.hone.steer.remote;

import dev.hone.core.HoneException;
import dev.hone.lm.Capabilities;
import dev.hone.lm.ClientRequest;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import java.util.List;

/** A model that is given text only. */
record WithoutIds(LanguageModel model) implements LanguageModel {
    @Override
    public String name() {
        return model.name();
    }

    @Override
    public Capabilities capabilities() {
        return model.capabilities();
    }

    @Override
    public List<Completion> generate(GenerationRequest request) {
        if (request.client().flatMap(ClientRequest::promptIds).isPresent()) {
            throw new HoneException("The prompt must be a string.", "send one");
        }
        return model.generate(request);
    }

    @Override
    public void close() {
        model.close();
    }
}
