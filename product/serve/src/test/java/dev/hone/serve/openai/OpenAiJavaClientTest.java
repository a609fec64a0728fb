package dev.hone.serve.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.ObjectMappers;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import dev.hone.lm.ClientRequest.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenAI's own client for Java, which checks each body against its idea of the reference. */
class OpenAiJavaClientTest {
    private TestServer server;
    private OpenAIClient client;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer();
        client = OpenAIOkHttpClient.builder()
                .baseUrl(server.url())
                .apiKey("none")
                .maxRetries(0)
                .responseValidation(true)
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        assertEquals(List.of(), server.violations);
    }

    private static ChatCompletionCreateParams.Builder chat(String model) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage("hello");
    }

    private static CompletionCreateParams.Builder text(String model) {
        return CompletionCreateParams.builder().model(model).prompt("once upon");
    }

    private ChatCompletion create(ChatCompletionCreateParams.Builder params) {
        return client.chat().completions().create(params.build()).validate();
    }

    private List<ChatCompletionChunk> stream(ChatCompletionCreateParams.Builder params) {
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(params.build())) {
            return stream.stream().map(ChatCompletionChunk::validate).toList();
        }
    }

    private static ChatCompletion whole(List<ChatCompletionChunk> chunks) {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        chunks.forEach(accumulator::accumulate);
        return accumulator.chatCompletion().validate();
    }

    private static ChatCompletionStreamOptions usage() {
        return ChatCompletionStreamOptions.builder().includeUsage(true).build();
    }

    private static FunctionDefinition weather() {
        return FunctionDefinition.builder().name("weather").build();
    }

    private static List<Optional<String>> contents(ChatCompletion completion) {
        return completion.choices().stream().map(c -> c.message().content()).toList();
    }

    @Test
    void an_answer() {
        ChatCompletion completion = create(chat("m")
                .temperature(0.5)
                .putAdditionalBodyProperty("seed", JsonValue.from(7))
                .stop("x")
                .maxCompletionTokens(9));
        assertEquals(List.of(Optional.of("answer 0")), contents(completion));
        assertEquals(32, completion.usage().orElseThrow().totalTokens());
        assertEquals("hone/m@4", completion.model());
        assertTrue(completion._allProperties().containsKey("hone"));
        assertEquals(9, server.asks.get(0).options().maxTokens());
        assertEquals(7, server.asks.get(0).seed().orElseThrow());
    }

    @Test
    void three_candidates() {
        ChatCompletion completion = create(chat("m").n(3));
        assertEquals(
                List.of(Optional.of("answer 0"), Optional.of("answer 1"), Optional.of("answer 2")),
                contents(completion));
        assertEquals(
                List.of(0L, 1L, 2L),
                completion.choices().stream().map(ChatCompletion.Choice::index).toList());
    }

    @Test
    void log_probabilities() {
        ChatCompletion completion = create(chat("m").logprobs(true).topLogprobs(3));
        var content =
                completion.choices().get(0).logprobs().orElseThrow().content().orElseThrow();
        assertEquals("4", content.get(0).token());
        assertEquals(List.of(52L), content.get(0).bytes().orElseThrow());
        assertEquals(3, content.get(0).topLogprobs().size());
        assertTrue(content.get(2).bytes().isEmpty());
    }

    @Test
    void tool_calls() {
        ChatCompletion completion = create(chat("m").addFunctionTool(weather()));
        var calls = completion.choices().get(0).message().toolCalls().orElseThrow();
        assertEquals("{\"city\":\"Oslo\"}", calls.get(0).asFunction().function().arguments());
        assertEquals("call_2", calls.get(1).asFunction().id());
        assertEquals(
                ChatCompletion.Choice.FinishReason.TOOL_CALLS,
                completion.choices().get(0).finishReason());
        // the answer goes back as the client keeps it, with the tool's result
        create(chat("m").addMessage(completion.choices().get(0).message()));
        assertEquals("", server.asks.get(1).messages().get(1).content());
    }

    @Test
    void a_stream_adds_up_to_the_answer() {
        List<ChatCompletionChunk> chunks = stream(chat("m").n(3).streamOptions(usage()));
        assertEquals(contents(create(chat("m").n(3))), contents(whole(chunks)));
        assertEquals(32, chunks.getLast().usage().orElseThrow().totalTokens());
        assertTrue(chunks.getLast()._allProperties().containsKey("hone"));
        assertEquals(10, chunks.size());
    }

    @Test
    void a_stream_that_is_sampled_as_it_goes() {
        List<ChatCompletionChunk> chunks = stream(chat("pieces"));
        assertEquals(List.of(Optional.of("answer 0")), contents(whole(chunks)));
        assertEquals(5, chunks.size());
    }

    @Test
    void a_stream_of_tool_calls_and_of_log_probabilities() {
        var calls = whole(stream(chat("m").addFunctionTool(weather())))
                .choices()
                .get(0)
                .message()
                .toolCalls()
                .orElseThrow();
        assertEquals("weather", calls.get(0).asFunction().function().name());
        assertEquals("{}", calls.get(1).asFunction().function().arguments());
        var logprobs = whole(stream(chat("m").logprobs(true))).choices().get(0).logprobs();
        assertEquals(3, logprobs.orElseThrow().content().orElseThrow().size());
    }

    @Test
    void a_text_completion() {
        Completion completion =
                client.completions().create(text("m").n(2).logprobs(3).build()).validate();
        assertEquals(2, completion.choices().size());
        assertEquals(
                List.of(0L, 1L, 3L),
                completion
                        .choices()
                        .get(1)
                        .logprobs()
                        .orElseThrow()
                        .textOffset()
                        .orElseThrow());
        client.completions()
                .create(CompletionCreateParams.builder()
                        .model("m")
                        .promptOfArrayOfTokens(List.of(5L, 6L))
                        .build())
                .validate();
        assertEquals(Optional.of(List.of(5, 6)), server.asks.get(1).promptIds());
    }

    @Test
    void a_stream_of_text() {
        try (StreamResponse<Completion> stream = client.completions()
                .createStreaming(text("m").n(2).streamOptions(usage()).build())) {
            List<Completion> chunks = stream.stream().map(Completion::validate).toList();
            assertEquals(3, chunks.size());
            assertEquals("answer 1", chunks.get(1).choices().get(0).text());
            assertEquals(32, chunks.get(2).usage().orElseThrow().totalTokens());
        }
    }

    /** Candidates as other servers write them, with nulls and gaps of their own. */
    @ParameterizedTest
    @MethodSource("dev.hone.serve.openai.ContractTest#candidates")
    void every_candidate_is_valid(dev.hone.lm.Completion candidate) throws IOException {
        Reply reply = Samples.reply(candidate, Samples.plain("another"));
        JsonMapper mapper = ObjectMappers.jsonMapper();
        mapper.readValue(Rendering.body(Operation.CHAT, reply), ChatCompletion.class)
                .validate();
        mapper.readValue(Rendering.body(Operation.TEXT, reply), Completion.class)
                .validate();
        List<ChatCompletionChunk> chunks = new ArrayList<>();
        for (String event : EventRendering.events(Operation.CHAT, reply, true)) {
            chunks.add(mapper.readValue(event, ChatCompletionChunk.class).validate());
        }
        assertEquals(
                mapper.readValue(Rendering.body(Operation.CHAT, reply), ChatCompletion.class)
                        .choices()
                        .get(0)
                        .finishReason(),
                whole(chunks).choices().get(0).finishReason());
        for (String event : EventRendering.events(Operation.TEXT, reply, true)) {
            mapper.readValue(event, Completion.class).validate();
        }
    }

    @Test
    void models() {
        assertEquals(
                "m", client.models().list().response().validate().data().get(0).id());
        assertEquals("hone", client.models().retrieve("m").validate().ownedBy());
        assertEquals(
                Optional.of("model_not_found"),
                assertThrows(NotFoundException.class, () -> client.models().retrieve("other"))
                        .code());
    }

    @Test
    void errors_are_typed() {
        BadRequestException bad =
                assertThrows(BadRequestException.class, () -> create(chat("m").n(0)));
        assertEquals(Optional.of("n"), bad.param());
        assertEquals(Optional.of("invalid_request_error"), bad.type());
        assertTrue(
                String.valueOf(bad.getMessage()).contains("'n' must be an integer from 1 to 128."), bad.getMessage());
        NotFoundException missing = assertThrows(NotFoundException.class, () -> stream(chat("missing")));
        assertEquals(Optional.of("model_not_found"), missing.code());
        assertEquals(Optional.of("model"), missing.param());
    }

    @Test
    void fields_beyond_the_reference_arrive() {
        create(chat("m")
                .putAdditionalBodyProperty("top_k", JsonValue.from(40))
                .putAdditionalBodyProperty("hone", JsonValue.from(Map.of("mean", 4))));
        assertEquals(40, server.asks.get(0).options().topK().orElseThrow());
        assertEquals(4, server.asks.get(0).hone().orElseThrow().get("mean").intValue());
    }
}
