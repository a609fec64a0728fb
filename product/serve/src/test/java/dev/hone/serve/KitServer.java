package dev.hone.serve;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.reward.Rewards;
import dev.langchain4j.model.output.TokenUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A server before an upstream that knows what LangChain4j's kit asks; answers are passed on, or chosen by votes of three. */
final class KitServer implements AutoCloseable {
    static final List<String> NAMES = List.of("one", "hone/one@3");
    private static final int SAMPLES = 3;
    static final String OTHER = "two";

    private final SpeakingUpstream upstream;
    private final ServedBy served;

    KitServer(Path runs) throws IOException {
        upstream = new SpeakingUpstream();
        served = new ServedBy(
                runs,
                List.of(ServedBy.remote("one", upstream.port(), "one"), ServedBy.remote(OTHER, upstream.port(), OTHER)),
                Optional.of(Rewards.parse("agreement")),
                false);
    }

    String url() {
        return served.uri("/v1").toString();
    }

    /** Usage is of all samples, so a planned answer's counts those that were not returned too. */
    static void assertOutput(TokenUsage usage, int most) {
        int output = usage.outputTokenCount();
        assertTrue(output > 0 && output <= SAMPLES * most, () -> output + " tokens of at most " + most + " a sample");
    }

    @Override
    public void close() {
        served.close();
        upstream.close();
    }
}
