package dev.hone.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Json;
import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.TokenLogprob;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ChatReplyTest {
    private static ChatRequest asked(int n) {
        SamplingOptions options = new SamplingOptions(
                8, 1, OptionalDouble.empty(), OptionalInt.empty(), List.of("<end>", "\n"), OptionalInt.of(2));
        GenerationRequest request = new GenerationRequest(Query.of("q", "12345678"), 0, n, options, Seeds.of(1));
        return new ChatRequest("m", request, 0, n, Dialect.hopeful(16));
    }

    private static Optional<ChatReply> read(String json, int n) {
        return ChatReply.read(Json.read(json), asked(n));
    }

    private static Completion one(String choice) {
        return read("{\"choices\":[" + choice + "]}", 1)
                .orElseThrow()
                .completions()
                .getFirst();
    }

    @Property(tries = 100)
    void theSharesOfATokenSumAddUpToIt(
            @ForAll @Size(min = 1, max = 16) List<@IntRange(max = 400) Integer> lengths,
            @ForAll @IntRange(max = 1_000_000) int sum) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        ArrayNode choices = root.putArray("choices");
        lengths.forEach(length -> choices.addObject().putObject("message").put("content", "x".repeat(length)));
        root.putObject("usage").put("prompt_tokens", 5).put("completion_tokens", sum);
        ChatReply reply = ChatReply.read(root, asked(lengths.size())).orElseThrow();
        assertEquals(
                sum, reply.completions().stream().mapToInt(Completion::tokens).sum());
        assertTrue(reply.completions().stream().allMatch(c -> c.tokens() >= 0));
        assertEquals(new Usage(5, sum, true), reply.usage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"choices\":null}",
                "{\"choices\":{}}",
                "{\"choices\":[]}",
                "{\"choices\":[{}]}",
                "{\"choices\":[{\"text\":\"the old protocol\"}]}",
                "{\"choices\":[{\"message\":\"hi\"}]}",
                "{\"choices\":[{\"message\":{\"content\":5}}]}",
                "{\"choices\":[{\"error\":{\"message\":\"x\"},\"message\":{\"content\":\"\"}}]}",
            })
    void anAnswerWithoutAUsableChoiceIsNone(String json) {
        assertEquals(Optional.empty(), read(json, 1));
    }

    @Test
    void contentMayBeMissingRefusedOrInParts() {
        assertEquals("", one("{\"message\":{\"content\":null}}").text());
        assertEquals("", one("{\"message\":{\"role\":\"assistant\"}}").text());
        assertEquals(
                "I won't.",
                one("{\"message\":{\"content\":null,\"refusal\":\"I won't.\"}}").text());
        assertEquals(
                "ab",
                one("{\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"text\":\"b\"}]}}")
                        .text());
        assertEquals(
                "日本 🙂",
                one("{\"message\":{\"content\":\"\\u65e5本 \\ud83d\\ude42\"}}").text());
    }

    @Test
    void theStopTextIsNotPartOfASample() {
        assertEquals("a", one("{\"message\":{\"content\":\"a<end>\"}}").text());
        assertEquals(
                "a<end>b", one("{\"message\":{\"content\":\"a<end>b\\n\"}}").text());
    }

    @Test
    void withoutAReasonASampleThatFillsTheLimitWasCut() {
        assertEquals(
                FinishReason.LENGTH,
                one("{\"message\":{\"content\":\"" + "x".repeat(32) + "\"}}").finish());
        assertEquals(
                FinishReason.STOP, one("{\"message\":{\"content\":\"short\"}}").finish());
        assertEquals(
                FinishReason.STOP,
                one("{\"finish_reason\":\"content_filter\",\"message\":{\"content\":\"" + "x".repeat(32) + "\"}}")
                        .finish());
    }

    @Test
    void unusableUsageIsEstimated() {
        String choices = "\"choices\":[{\"message\":{\"content\":\"12345\"}}]";
        for (String usage : List.of("null", "{}", "{\"prompt_tokens\":-1,\"completion_tokens\":1e30}", "\"much\"")) {
            assertEquals(
                    new Usage(6, 2, false),
                    read("{" + choices + ",\"usage\":" + usage + "}", 1)
                            .orElseThrow()
                            .usage());
        }
    }

    @Test
    void logprobsAreReadBestFirst() {
        Completion sample = one(
                "{\"message\":{\"content\":\"hi\"},\"logprobs\":{\"content\":[{\"token\":\"hi\",\"logprob\":-0.5,"
                        + "\"top_logprobs\":[{\"token\":\"ho\",\"logprob\":-1.5},{\"token\":\"hi\",\"logprob\":-0.5}]}]}}");
        assertEquals(
                List.of(new TokenLogprob(
                        "hi",
                        -0.5,
                        List.of(new TokenLogprob.Alternative("hi", -0.5), new TokenLogprob.Alternative("ho", -1.5)))),
                sample.logprobs());
        assertEquals(1, sample.tokens(), "one entry a token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{\"content\":null}",
                "{\"tokens\":[\"a\"],\"token_logprobs\":[-1]}",
                "{\"content\":[{\"token\":\"a\"}]}",
                "{\"content\":[{\"token\":1,\"logprob\":-1}]}"
            })
    void unusualLogprobsCountAsMissingAndTheSampleStays(String logprobs) {
        Completion sample = one("{\"message\":{\"content\":\"hi\"},\"logprobs\":" + logprobs + "}");
        assertEquals("hi", sample.text());
        assertEquals(List.of(), sample.logprobs());
    }
}
