package dev.hone.lm;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request as a client of an OpenAI-style API wrote it. A model behind such an API gets it as it stands, with another model name
 * and number of samples, so tools, response formats and fields that Hone doesn't know reach it untouched.
 *
 * @param operation which part of the API it is for
 * @param fields the request's JSON object; whoever made this record leaves it alone afterwards
 * @param bearer the client's credential, where it is to be shown to servers that have no key of Hone's
 */
public record ClientRequest(Operation operation, ObjectNode fields, Optional<Bearer> bearer) {
    /** The field that asks to go on with the conversation's last turn; vLLM's and SGLang's name. */
    public static final String CONTINUES = "continue_final_message";

    /** A request whose client's credential stays here. */
    public ClientRequest(Operation operation, ObjectNode fields) {
        this(operation, fields, Optional.empty());
    }

    /** The prompt where it came as token ids: a list of whole numbers, or a list that holds one such list. */
    public Optional<int[]> promptIds() {
        JsonNode prompt = fields.path("prompt");
        JsonNode ids = prompt.size() == 1 && prompt.path(0).isArray() ? prompt.path(0) : prompt;
        boolean whole = ids.isArray() && !ids.isEmpty() && ids.valueStream().allMatch(JsonNode::canConvertToInt);
        return whole
                ? Optional.of(ids.valueStream().mapToInt(JsonNode::intValue).toArray())
                : Optional.empty();
    }

    /** Whether the last turn of a conversation is the beginning of the answer, to be gone on with instead of answered. */
    public boolean continuesAnswer() {
        return operation == Operation.CHAT && fields.path(CONTINUES).booleanValue(false);
    }

    /** The same, with the client's credential. */
    public ClientRequest withBearer(Bearer credential) {
        return new ClientRequest(operation, fields, Optional.of(credential));
    }

    /** The parts of the API that draw samples. */
    public enum Operation {
        /** Answers a conversation. */
        CHAT("chat/completions"),
        /** Continues a text, or token ids. */
        TEXT("completions");

        private final String path;

        Operation(String path) {
            this.path = path;
        }

        /** Behind the API's base address, without a slash before it. */
        public String path() {
            return path;
        }
    }
}
