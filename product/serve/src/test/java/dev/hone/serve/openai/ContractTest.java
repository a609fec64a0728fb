package dev.hone.serve.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Json;
import dev.hone.lm.ClientRequest.Operation;
import dev.hone.lm.Completion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every body against the published reference, and the reference's table against bodies that break it. */
class ContractTest {
    static Stream<Completion> candidates() {
        return Stream.of(
                Samples.plain("yes"),
                Samples.plain(""),
                Samples.cut("half a surrogate \ud83d"),
                Samples.withLogprobs(),
                Samples.written(Samples.TOOL_CALL),
                Samples.written("{\"message\":{}}"),
                Samples.written(
                        "{\"message\":{\"content\":\"a\",\"audio\":null},\"logprobs\":{\"content\":[]},\"matched_stop\":1}"),
                Samples.written("{\"message\":{\"role\":null},\"logprobs\":null,\"finish_reason\":\"eos_token\"}"),
                Samples.written(
                        "{\"message\":{\"content\":null,\"refusal\":\"no\"},\"finish_reason\":\"content_filter\"}"),
                Samples.written(
                        "{\"message\":{\"content\":null,\"function_call\":{\"name\":\"f\",\"arguments\":\"{}\"}}}"),
                Samples.written("{\"text\":\"so it goes\",\"finish_reason\":\"max_tokens\"}"),
                Samples.written("{\"text\":7}"));
    }

    @ParameterizedTest
    @MethodSource("candidates")
    void every_answer_keeps_it(Completion candidate) {
        Reply reply = Samples.reply(candidate, Samples.plain("another"));
        Contract.check("chat.completion", Rendering.body(Operation.CHAT, reply));
        Contract.check("text_completion", Rendering.body(Operation.TEXT, reply));
    }

    @ParameterizedTest
    @MethodSource("candidates")
    void every_event_keeps_it(Completion candidate) {
        for (boolean usage : new boolean[] {false, true}) {
            Reply reply = Samples.reply(candidate, Samples.plain("another"));
            EventRendering.events(Operation.CHAT, reply, usage)
                    .forEach(event -> Contract.check("chat.completion.chunk", Json.read(event)));
            // whole candidates stream as whole choices, which is stricter
            EventRendering.events(Operation.TEXT, reply, usage)
                    .forEach(event -> Contract.check("text_completion", Json.read(event)));
            pieces(Operation.CHAT, candidate, usage)
                    .forEach(event -> Contract.check("chat.completion.chunk", Json.read(event)));
            pieces(Operation.TEXT, candidate, usage)
                    .forEach(event -> Contract.check("text_completion.chunk", Json.read(event)));
        }
    }

    private static Stream<String> pieces(Operation operation, Completion candidate, boolean usage) {
        PieceRendering rendering = new PieceRendering(operation, "id", 1, "m", usage);
        return Stream.of(
                        rendering.begin(),
                        rendering.piece(candidate.text()),
                        rendering.end(candidate, 1, 2, Optional.of(Json.MAPPER.createObjectNode())))
                .flatMap(List::stream);
    }

    @Test
    void lists_models_and_errors_keep_it() {
        ModelList models = new ModelList(List.of(new ModelList.Entry("m", 1, "hone")));
        Contract.check("list", models.all());
        Contract.check("model", models.one("m"));
        Contract.check("error", Rendering.body(ApiError.invalid("n", "'n' is wrong.")));
        Contract.check(
                "error",
                Rendering.body(new ApiError(500, "server_error", Optional.empty(), Optional.empty(), "Broken.")));
    }

    /** Breaks a full body at each line of the table in each way it forbids, so that no line is idle. */
    @Test
    void the_table_notices_each_breach() {
        int broken = 0;
        for (Contract.Rule rule : Contract.rules("chat.completion")) {
            ObjectNode body = full();
            String pointer = "/" + rule.path().replace("[]", "/0").replace('.', '/');
            String parent = pointer.substring(0, pointer.lastIndexOf('/'));
            String key = pointer.substring(pointer.lastIndexOf('/') + 1);
            if (!(body.at(parent) instanceof ObjectNode holder) || !holder.has(key)) {
                continue;
            }
            JsonNode value = holder.get(key);
            holder.put(key, true);
            assertFalse(Contract.violations("chat.completion", body).isEmpty(), rule + " of another type");
            if (!rule.types().contains("null")) {
                holder.putNull(key);
                assertFalse(Contract.violations("chat.completion", body).isEmpty(), rule + " null");
            }
            if (!rule.values().isEmpty()) {
                holder.put(key, "zebra");
                assertFalse(Contract.violations("chat.completion", body).isEmpty(), rule + " of another value");
            }
            holder.remove(key);
            assertEquals(
                    rule.optional(),
                    Contract.violations("chat.completion", body).isEmpty(),
                    rule + " missing");
            holder.set(key, value);
            assertEquals(List.of(), Contract.violations("chat.completion", body));
            broken++;
        }
        assertTrue(broken >= 30, "lines tried: " + broken);
    }

    /** A tool call with log-probabilities: nearly every key at once. */
    private static ObjectNode full() {
        ObjectNode body = json(Rendering.body(Operation.CHAT, Samples.reply(Samples.written(Samples.TOOL_CALL))));
        ObjectNode other = json(Rendering.body(Operation.CHAT, Samples.reply(Samples.withLogprobs())));
        ((ObjectNode) body.at("/choices/0")).set("logprobs", other.at("/choices/0/logprobs"));
        return body;
    }

    private static ObjectNode json(byte[] body) {
        return (ObjectNode) Json.read(new String(body, StandardCharsets.UTF_8));
    }
}
