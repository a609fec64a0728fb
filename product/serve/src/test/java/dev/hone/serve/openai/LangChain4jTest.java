package dev.hone.serve.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** LangChain4j's OpenAI models as clients. */
class LangChain4jTest {
    private static final ToolSpecification WEATHER =
            ToolSpecification.builder().name("weather").description("of a city").build();

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer();
    }

    @AfterEach
    void stop() {
        server.close();
        assertEquals(List.of(), server.violations);
    }

    private OpenAiChatModel.OpenAiChatModelBuilder model(String name) {
        return OpenAiChatModel.builder()
                .baseUrl(server.url())
                .apiKey("none")
                .modelName(name)
                .maxRetries(0);
    }

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder().messages(UserMessage.from("hello"));
    }

    private ChatResponse stream(String name, ChatRequest request, List<String> pieces) throws Exception {
        OpenAiStreamingChatModel model = OpenAiStreamingChatModel.builder()
                .baseUrl(server.url())
                .apiKey("none")
                .modelName(name)
                .build();
        CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
        model.chat(request, new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String piece) {
                pieces.add(piece);
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                whole.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                whole.completeExceptionally(error);
            }
        });
        return whole.get(60, TimeUnit.SECONDS);
    }

    @Test
    void an_answer() {
        ChatResponse response = model("m").temperature(0.2).seed(3).build().chat(hello().build());
        assertEquals("answer 0", response.aiMessage().text());
        assertEquals(32, response.tokenUsage().totalTokenCount());
        assertEquals(FinishReason.STOP, response.finishReason());
        assertEquals("hone/m@4", response.modelName());
    }

    @Test
    void log_probabilities() {
        ChatResponse response = model("m").logprobs(true).topLogprobs(2).build().chat(hello().build());
        var logprobs = ((OpenAiChatResponseMetadata) response.metadata()).logProbs();
        assertEquals(3, logprobs.size());
        assertEquals(-0.25, logprobs.get(0).logprob());
    }

    @Test
    void a_tool_call_and_its_result() {
        OpenAiChatModel model = model("m").build();
        AiMessage call = model.chat(hello().toolSpecifications(WEATHER).build()).aiMessage();
        List<ToolExecutionRequest> requests = call.toolExecutionRequests();
        assertEquals("{\"city\":\"Oslo\"}", requests.get(0).arguments());
        assertEquals("time", requests.get(1).name());
        model.chat(
                UserMessage.from("hello"),
                call,
                ToolExecutionResultMessage.from(requests.get(0), "rain"),
                ToolExecutionResultMessage.from(requests.get(1), "noon"));
        assertEquals(
                List.of("hello", "", "rain", "noon"),
                server.asks.get(1).messages().stream().map(m -> m.content()).toList());
    }

    @Test
    void streams_add_up_to_the_answer() throws Exception {
        for (String name : List.of("m", "pieces")) {
            List<String> pieces = Collections.synchronizedList(new ArrayList<>());
            ChatResponse response = stream(name, hello().build(), pieces);
            assertEquals("answer 0", response.aiMessage().text());
            assertEquals("answer 0", String.join("", pieces));
            assertEquals(32, response.tokenUsage().totalTokenCount());
        }
    }

    @Test
    void a_stream_of_tool_calls() throws Exception {
        ChatResponse response = stream("m", hello().toolSpecifications(WEATHER).build(), new ArrayList<>());
        assertEquals(
                List.of("call_1", "call_2"),
                response.aiMessage().toolExecutionRequests().stream()
                        .map(ToolExecutionRequest::id)
                        .toList());
        assertEquals(FinishReason.TOOL_EXECUTION, response.finishReason());
    }

    @Test
    void errors_are_typed() {
        InvalidRequestException bad = assertThrows(
                InvalidRequestException.class,
                () -> model("m").temperature(3.0).build().chat(hello().build()));
        assertTrue(
                String.valueOf(bad.getMessage()).contains("'temperature' must be a number from 0 to 2."),
                bad.getMessage());
        assertThrows(
                ModelNotFoundException.class, () -> model("missing").build().chat(hello().build()));
    }
}
