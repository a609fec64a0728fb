package dev.hone.serve.openai;

import dev.hone.lm.CallDetails;
import dev.hone.lm.Completion;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client gets for its {@link Ask}.
 *
 * @param id unique, such as {@code chatcmpl-…}
 * @param created seconds since 1970
 * @param model the name that the client asked for
 * @param best the candidates to return, best first, at least one
 * @param promptTokens billed over all calls
 * @param completionTokens of all samples, returned or not
 * @param details what served models said of the calls beside tokens
 * @param hone what Hone did, for the field {@code hone}
 */
public record Reply(
        String id,
        long created,
        String model,
        List<Completion> best,
        long promptTokens,
        long completionTokens,
        CallDetails details,
        Optional<ObjectNode> hone) {
    public Reply {
        best = List.copyOf(best);
    }
}
