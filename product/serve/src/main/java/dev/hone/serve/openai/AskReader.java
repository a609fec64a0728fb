package dev.hone.serve.openai;

import dev.hone.lm.ClientRequest;
import dev.hone.lm.ClientRequest.Operation;
import dev.hone.lm.Message;
import dev.hone.lm.SamplingOptions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads requests as strictly as the API does: a wrong type or a number out of range is an {@link ApiError} of status 400 that names the
 * field, and never quotes what was sent, since that is the client's secret. Fields that Hone doesn't use are not looked at and stay in
 * the request as they are.
 */
public final class AskReader {
    /** Tokens of a chat sample where the client sets no limit; the API has none, and a local model needs one. */
    public static final int CHAT_MAX_TOKENS = 1024;
    /** Tokens of a text completion where the client sets no limit: the API's own default. */
    public static final int TEXT_MAX_TOKENS = 16;

    private static final int MOST_CHOICES = 128;

    private AskReader() {}

    /**
     * Reads one request.
     *
     * @param body JSON in UTF-8
     * @throws ApiError 400 if it can't be answered as it stands
     */
    public static Ask read(Operation operation, byte[] body) {
        ObjectNode json = RequestJson.read(body);
        Fields request = new Fields(json, "");
        String model = request.text("model").orElseThrow(() -> request.missing("model"));
        if (model.isBlank()) {
            throw request.invalid("model", "must not be empty");
        }
        Prompt prompt = operation == Operation.CHAT
                ? new Prompt(Messages.read(request), Optional.empty())
                : Prompt.read(request);
        continuesOnlyAnswers(operation, request, prompt);
        SamplingOptions options = Sampling.read(operation, request);
        int n = request.integer("n", 1, MOST_CHOICES).orElse(1);
        boolean stream = request.flag("stream");
        boolean tools = offers(request, "tools");
        boolean functions = offers(request, "functions");
        Ask ask = new Ask(
                new ClientRequest(operation, json),
                model,
                prompt.messages(),
                prompt.ids(),
                options,
                n,
                stream,
                includeUsage(request, stream),
                request.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                tools || functions,
                request.object("hone").map(Fields::json));
        if (operation == Operation.TEXT) {
            dropBestOf(request, n);
        }
        return ask;
    }

    private static void continuesOnlyAnswers(Operation operation, Fields request, Prompt prompt) {
        if (operation == Operation.CHAT && request.flag(ClientRequest.CONTINUES)) {
            List<Message> turns = prompt.messages();
            if (turns.size() < 2 || !turns.getLast().role().equals("assistant")) {
                throw request.invalid(
                        ClientRequest.CONTINUES, "needs a last message of the assistant, behind at least one other");
            }
        }
    }

    private static boolean offers(Fields request, String name) {
        Optional<ArrayNode> tools = request.array(name);
        tools.ifPresent(array -> {
            for (int i = 0; i < array.size(); i++) {
                request.element(name, i, array.get(i));
            }
        });
        return tools.isPresent() && !tools.get().isEmpty();
    }

    private static boolean includeUsage(Fields request, boolean stream) {
        Optional<Fields> options = request.object("stream_options");
        if (options.isPresent() && !stream) {
            throw request.invalid("stream_options", "needs 'stream' to be true");
        }
        return options.map(o -> o.flag("include_usage")).orElse(false);
    }

    /** Choosing among candidates is Hone's part. Where the field says no more than {@code n} it is dropped: n may change on the way. */
    private static void dropBestOf(Fields request, int n) {
        OptionalInt bestOf = request.integer("best_of", 0, MOST_CHOICES);
        if (bestOf.isPresent() && bestOf.getAsInt() > n) {
            throw request.invalid(
                    "best_of", "must not be more than 'n': say in the model's name how many candidates Hone draws");
        }
        request.json().remove("best_of");
    }
}
