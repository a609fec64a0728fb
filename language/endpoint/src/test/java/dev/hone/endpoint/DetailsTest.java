package dev.hone.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.Json;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.endpoint.ScriptedServer.Answer;
import dev.hone.lm.CallDetails;
import dev.hone.lm.Drawn;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.PartialGeneration;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

@Timeout(120)
class DetailsTest {
    private static final GenerationRequest THREE =
            new GenerationRequest(Query.of("q", "hi"), 0, 3, SamplingOptions.DEFAULT, Seeds.of(1));

    private static CallDetails of(String json) {
        return Details.of(Json.read(json));
    }

    private static Answer detailed(int call) {
        ObjectNode root = ScriptedServer.good(1, call);
        ((ObjectNode) root.path("usage")).putObject("prompt_tokens_details").put("cached_tokens", call);
        return Answer.json(root.put("system_fingerprint", "fp_1"));
    }

    private static EndpointModel model(ScriptedServer server) {
        EndpointOptions oneByOne = ScriptedServer.quick().withSamplesPerCall(1).withConcurrency(1);
        return EndpointModel.open(server.address(), oneByOne, Listener.NONE);
    }

    @Test
    void counts_are_read_at_their_place_and_nothing_else_is() {
        CallDetails read = of("""
                {"system_fingerprint": "fp_7", "usage": {"prompt_tokens": 3, "cost": 5, "cost_details": null,
                 "prompt_tokens_details": {"cached_tokens": 2, "note": "x", "part": 0.5, "less": -1, "more": 1e30},
                 "completion_tokens_details": {"reasoning_tokens": 0}}}
                """);
        assertEquals(
                Map.of(
                        "prompt_tokens_details.cached_tokens", 2L,
                        "completion_tokens_details.reasoning_tokens", 0L),
                read.usage());
        assertEquals(Optional.of("fp_7"), read.fingerprint());
    }

    @Test
    void an_answer_that_says_nothing_or_nonsense_has_none() {
        for (String json :
                new String[] {"{}", "{\"usage\": 3}", "{\"usage\": {\"a_details\": [1]}, \"system_fingerprint\": null}"
                }) {
            assertEquals(CallDetails.NONE, of(json), json);
        }
    }

    @Test
    void what_an_answer_may_make_us_keep_is_bounded() {
        ObjectNode root = Json.MAPPER.createObjectNode();
        ObjectNode details = root.putObject("usage").putObject("x_details");
        for (int i = 0; i < 1000; i++) {
            details.put("k" + i, 1);
        }
        details.put("y".repeat(1000), 1);
        root.put("system_fingerprint", "f".repeat(1000));
        assertEquals(32, Details.of(root).usage().size());
        assertEquals(Optional.empty(), Details.of(root).fingerprint());
    }

    @Test
    void details_of_all_calls_are_summed_also_where_one_of_them_fails() {
        try (ScriptedServer server = new ScriptedServer((_, n) -> detailed(n));
                EndpointModel model = model(server)) {
            Drawn drawn = model.draw(THREE);
            assertEquals(
                    Map.of("prompt_tokens_details.cached_tokens", 6L),
                    drawn.details().usage());
            assertEquals(Optional.of("fp_1"), drawn.details().fingerprint());
        }
        try (ScriptedServer server = new ScriptedServer((_, n) -> n == 3 ? Answer.error(400, "no") : detailed(n));
                EndpointModel model = model(server)) {
            PartialGeneration part = assertThrows(PartialGeneration.class, () -> model.draw(THREE));
            assertEquals(
                    Map.of("prompt_tokens_details.cached_tokens", 3L),
                    part.details().usage());
        }
    }
}
