package dev.hone.endpoint;

import static dev.hone.endpoint.ScriptedServer.good;
import static dev.hone.endpoint.ScriptedServer.quick;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Json;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.endpoint.ScriptedServer.Answer;
import dev.hone.lm.Bearer;
import dev.hone.lm.ClientRequest;
import dev.hone.lm.ClientRequest.Operation;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.PartialGeneration;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of a client's own words on their way to a server and back. */
@Timeout(120)
class ClientRequestTest {
    private static final String CHAT = """
            {"model": "hone/mine@4", "messages": [{"role": "user", "content": [{"type": "text", "text": "hi"}]}],
             "tools": [{"type": "function", "function": {"name": "f"}}], "response_format": {"type": "json_object"},
             "of_tomorrow": {"deep": [1, 2.50, null]}, "max_tokens": 7, "stream": true,
             "stream_options": {"include_usage": true}, "n": 3, "hone": {"samples": 4}}
            """;
    private static final String TEXT = "{\"model\": \"x\", \"prompt\": \"1 2 3\", \"max_tokens\": 4, \"logprobs\": 2}";

    private static ClientRequest client(Operation operation, String json) {
        return new ClientRequest(operation, (ObjectNode) Json.read(json));
    }

    private static GenerationRequest request(ClientRequest client, int n) {
        return new GenerationRequest(
                Query.of("q", "hi"), 0, n, SamplingOptions.DEFAULT, Seeds.of(1), Optional.of(client));
    }

    private static EndpointModel model(ScriptedServer server, EndpointOptions options) {
        return EndpointModel.open(server.address(), options, Listener.NONE);
    }

    /** One call at a time, of one sample each. */
    private static EndpointOptions oneByOne() {
        return quick().withSamplesPerCall(1).withConcurrency(1);
    }

    /** A continuation without log-probabilities in a form that Hone reads. */
    private static Answer continued() {
        return Answer.of(200, """
                {"choices": [{"index": 0, "text": " 4", "finish_reason": "length",
                  "logprobs": {"tokens": [" 4"], "token_logprobs": [-0.5]}}],
                 "usage": {"prompt_tokens": 5, "completion_tokens": 1}}
                """);
    }

    private static Answer withLogprobs(JsonNode request) {
        ObjectNode root = good(request);
        root.path("choices")
                .forEach(choice -> ((ObjectNode) choice)
                        .putObject("logprobs")
                        .putArray("content")
                        .addObject()
                        .put("token", "text")
                        .put("logprob", -.5));
        return Answer.json(root);
    }

    @Test
    void fields_that_hone_does_not_read_arrive_as_they_were_written() {
        try (ScriptedServer server = new ScriptedServer((r, _) -> Answer.json(good(r)));
                EndpointModel model = model(server, quick())) {
            model.generate(request(client(Operation.CHAT, CHAT), 2));
            ObjectNode expected = (ObjectNode) Json.read(CHAT);
            expected.remove(List.of("stream", "stream_options", "hone"));
            expected.put("model", "tiny/model:1b").put("n", 2);
            assertEquals(expected, server.requests().getFirst());
        }
    }

    @Test
    void the_clients_own_object_is_left_alone() {
        ClientRequest client = client(Operation.CHAT, CHAT);
        try (ScriptedServer server = new ScriptedServer((r, _) -> Answer.json(good(r)));
                EndpointModel model = model(server, quick())) {
            model.generate(request(client, 2));
        }
        assertEquals(Json.read(CHAT), client.fields());
    }

    @Test
    void each_call_has_a_seed_of_its_own_and_none_where_the_client_sends_none() {
        String seeded = "{\"messages\": [], \"seed\": 5}";
        try (ScriptedServer server = new ScriptedServer((r, _) -> Answer.json(good(r)));
                EndpointModel model = model(server, oneByOne())) {
            model.generate(request(client(Operation.CHAT, seeded), 3));
            model.generate(request(client(Operation.CHAT, seeded), 3));
            List<Long> seeds =
                    server.requests().stream().map(r -> r.path("seed").asLong()).toList();
            assertEquals(3, new HashSet<>(seeds.subList(0, 3)).size(), seeds.toString());
            assertEquals(seeds.subList(0, 3), seeds.subList(3, 6), "the same request has the same samples");
            model.generate(request(client(Operation.CHAT, CHAT), 1));
            assertFalse(server.requests().getLast().has("seed"));
        }
    }

    @Test
    void a_choice_is_kept_as_the_server_wrote_it() {
        try (ScriptedServer server = new ScriptedServer((r, _) -> {
                    ObjectNode root = good(r);
                    ((ObjectNode) root.at("/choices/0/message"))
                            .putArray("tool_calls")
                            .addObject()
                            .put("id", "call-1");
                    return Answer.json(root);
                });
                EndpointModel model = model(server, quick())) {
            Completion came =
                    model.generate(request(client(Operation.CHAT, CHAT), 1)).getFirst();
            assertEquals(
                    "call-1",
                    came.choice().orElseThrow().at("/message/tool_calls/0/id").asString());
            GenerationRequest own =
                    new GenerationRequest(Query.of("q", "hi"), 0, 1, SamplingOptions.DEFAULT, Seeds.of(1));
            assertTrue(model.generate(own).getFirst().choice().isEmpty(), "no client, nothing to hand on");
        }
    }

    @Test
    void texts_are_continued_where_texts_are() {
        try (ScriptedServer server = new ScriptedServer((_, _) -> continued());
                EndpointModel model = model(server, quick())) {
            assertEquals(
                    " 4",
                    model.generate(request(client(Operation.TEXT, TEXT), 1))
                            .getFirst()
                            .text());
            assertEquals(List.of("/some/prefix/v1/completions"), server.paths());
            assertEquals("1 2 3", server.requests().getFirst().path("prompt").asString());
        }
    }

    @Test
    void a_continued_text_says_nothing_about_the_log_probabilities_of_chats() {
        String asks = "{\"messages\": [], \"logprobs\": true}";
        try (ScriptedServer server = new ScriptedServer((r, _) -> r.has("prompt") ? continued() : withLogprobs(r));
                EndpointModel model = model(server, quick())) {
            model.generate(request(client(Operation.TEXT, TEXT), 1));
            assertEquals(OptionalInt.of(20), model.capabilities().logprobs());
            Completion chat =
                    model.generate(request(client(Operation.CHAT, asks), 1)).getFirst();
            assertEquals(1, chat.logprobs().size());
        }
    }

    @Test
    void log_probabilities_that_a_client_declines_are_not_missed() {
        String declines = "{\"messages\": [], \"logprobs\": false}";
        try (ScriptedServer server = new ScriptedServer((r, _) -> Answer.json(good(r)));
                EndpointModel model = model(server, quick())) {
            model.generate(request(client(Operation.CHAT, declines), 1));
            assertTrue(model.capabilities().logprobs().isPresent());
        }
    }

    @Test
    void a_clients_credential_is_shown_only_where_hone_has_none() {
        ClientRequest bearing = client(Operation.CHAT, CHAT).withBearer(new Bearer("Bearer client"));
        try (ScriptedServer server = new ScriptedServer((r, _) -> Answer.json(good(r)));
                EndpointModel keyless = model(server, quick());
                EndpointModel keyed = model(server, quick().withKey(Optional.of(Secret.of("own"))))) {
            keyless.generate(request(bearing, 1));
            keyed.generate(request(bearing, 1));
            keyless.generate(request(client(Operation.CHAT, CHAT), 1));
            assertEquals(List.of(List.of("Bearer client"), List.of("Bearer own"), List.of()), server.authorisations());
        }
    }

    @Test
    void prompts_that_were_billed_travel_with_a_failure() {
        try (ScriptedServer server = new ScriptedServer(
                        (_, n) -> n == 3 ? Answer.error(400, "the prompt displeases") : Answer.json(good(1, n)));
                EndpointModel model = model(server, oneByOne())) {
            PartialGeneration part = assertThrows(
                    PartialGeneration.class, () -> model.generate(request(client(Operation.CHAT, CHAT), 5)));
            assertEquals(2, part.completions().size());
            assertEquals(20, part.promptTokens());
        }
    }
}
