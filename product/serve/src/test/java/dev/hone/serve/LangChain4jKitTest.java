package dev.hone.serve;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.common.AbstractChatModelIT;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** LangChain4j's compatibility kit for chat models, over both ways of answering. */
class LangChain4jKitTest extends AbstractChatModelIT {
    @TempDir
    private static Path runs;

    private static KitServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new KitServer(runs);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static OpenAiChatModel.OpenAiChatModelBuilder builder() {
        return OpenAiChatModel.builder().baseUrl(server.url()).apiKey("none").maxRetries(0);
    }

    @Override
    protected List<ChatModel> models() {
        return KitServer.NAMES.stream()
                .map(name -> (ChatModel) builder().modelName(name).build())
                .toList();
    }

    @Override
    protected String customModelName() {
        return KitServer.OTHER;
    }

    @Override
    protected ChatModel createModelWith(ChatRequestParameters parameters) {
        var model = builder().defaultRequestParameters(parameters);
        return (parameters.modelName() == null ? model.modelName("hone/one@3") : model).build();
    }

    @Override
    protected ChatRequestParameters createIntegrationSpecificParameters(int maxOutputTokens) {
        return OpenAiChatRequestParameters.builder()
                .maxOutputTokens(maxOutputTokens)
                .build();
    }

    @Override
    protected Class<? extends ChatResponseMetadata> chatResponseMetadataType(ChatModel model) {
        return OpenAiChatResponseMetadata.class;
    }

    @Override
    protected Class<? extends TokenUsage> tokenUsageType(ChatModel model) {
        return OpenAiTokenUsage.class;
    }

    @Override
    protected void assertOutputTokenCount(TokenUsage usage, Integer most) {
        KitServer.assertOutput(usage, most);
    }
}
