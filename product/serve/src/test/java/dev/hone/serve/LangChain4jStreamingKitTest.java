package dev.hone.serve;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.common.AbstractStreamingChatModelIT;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** LangChain4j's compatibility kit for streaming chat models, over both ways of answering. */
class LangChain4jStreamingKitTest extends AbstractStreamingChatModelIT {
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

    private static OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder builder() {
        return OpenAiStreamingChatModel.builder().baseUrl(server.url()).apiKey("none");
    }

    @Override
    protected List<StreamingChatModel> baseModels() {
        return KitServer.NAMES.stream()
                .map(name -> (StreamingChatModel) builder().modelName(name).build())
                .toList();
    }

    @Override
    protected String customModelName() {
        return KitServer.OTHER;
    }

    @Override
    public StreamingChatModel createModelWith(ChatModelListener listener) {
        return builder().modelName("hone/one@3").listeners(List.of(listener)).build();
    }

    @Override
    protected StreamingChatModel createModelWith(ChatRequestParameters parameters) {
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
    protected Class<? extends ChatResponseMetadata> chatResponseMetadataType(StreamingChatModel model) {
        return OpenAiChatResponseMetadata.class;
    }

    @Override
    protected Class<? extends TokenUsage> tokenUsageType(StreamingChatModel model) {
        return OpenAiTokenUsage.class;
    }

    @Override
    protected void assertOutputTokenCount(TokenUsage usage, Integer most) {
        KitServer.assertOutput(usage, most);
    }

    /** A planned answer is chosen whole, so it comes in one piece. */
    @Override
    protected boolean assertTimesOnPartialResponseWasCalled() {
        return false;
    }

    /** What the kit asks about this counts pieces too; asked of whole answers it is in the other kit. */
    @Override
    protected boolean supportsToolsAndJsonResponseFormatWithSchema() {
        return false;
    }

    /** The end of a planned answer follows its one piece at once, so there is nothing left to cancel. */
    @Override
    protected boolean supportsStreamingCancellation() {
        return false;
    }

    /** Where an answer is there before the client has hung its handler up, the client calls it on the asking thread. */
    @Override
    protected boolean assertThreads() {
        return false;
    }
}
