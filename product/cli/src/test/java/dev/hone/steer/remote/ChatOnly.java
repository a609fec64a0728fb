package dev.hone.steer.remote;

import dev.hone.core.HoneException;
import dev.hone.lm.Capabilities;
import dev.hone.lm.ClientRequest;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Query;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model that has chats and continues no text.
 *
 * @param forgets whether it answers anew where an answer has begun, as many an endpoint does
 */
record ChatOnly(LanguageModel model, boolean forgets) implements LanguageModel {
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
        ClientRequest client = request.client().orElseThrow();
        if (client.operation() == ClientRequest.Operation.TEXT) {
            throw new HoneException("There is no /v1/completions here.", "use /v1/chat/completions");
        }
        if (!forgets || !client.continuesAnswer()) {
            return model.generate(request);
        }
        Query before = request.query().withoutLast();
        ObjectNode fields = client.fields().deepCopy();
        fields.remove(ClientRequest.CONTINUES);
        ((ArrayNode) fields.get("messages")).remove(before.messages().size());
        return model.generate(new GenerationRequest(
                before,
                request.first(),
                request.n(),
                request.options(),
                request.seeds(),
                Optional.of(new ClientRequest(ClientRequest.Operation.CHAT, fields))));
    }

    @Override
    public void close() {
        model.close();
    }
}
