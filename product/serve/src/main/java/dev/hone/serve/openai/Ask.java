package dev.hone.serve.openai;

import dev.hone.lm.Bearer;
import dev.hone.lm.ClientRequest;
import dev.hone.lm.Message;
import dev.hone.lm.SamplingOptions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client's request for samples, read and checked.
 *
 * @param request as it was written
 * @param model the model's name as the client wrote it
 * @param messages the turns as text, for planning and for local models; a text prompt is one user turn, parts other than text
 *     are left out
 * @param promptIds the prompt where it came as token ids
 * @param options how samples are drawn; what the client leaves out is the API's default
 * @param n candidates to return, 1 to 128
 * @param stream whether the answer comes as events
 * @param includeUsage whether a stream ends with the usage
 * @param seed the client's
 * @param tools whether the request offers tools
 * @param hone the object {@code hone}
 */
public record Ask(
        ClientRequest request,
        String model,
        List<Message> messages,
        Optional<List<Integer>> promptIds,
        SamplingOptions options,
        int n,
        boolean stream,
        boolean includeUsage,
        OptionalLong seed,
        boolean tools,
        Optional<ObjectNode> hone) {
    /** The same, with the client's credential to be handed on. */
    public Ask withBearer(Bearer credential) {
        return new Ask(
                request.withBearer(credential),
                model,
                messages,
                promptIds,
                options,
                n,
                stream,
                includeUsage,
                seed,
                tools,
                hone);
    }

    public Ask {
        messages = List.copyOf(messages);
        promptIds = promptIds.map(List::copyOf);
    }
}
