package dev.hone.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.core.Json;
import dev.hone.transformer.EmbeddedModels;
import dev.hone.transformer.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StoriesTokenizerTest {
    static Tokenizer tokenizer;

    @BeforeAll
    static void load() {
        tokenizer = Tokenizer.load(EmbeddedModels.folder("stories15m"));
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @Test
    void idsEqualThoseOfLlama2cOnAThousandStrings() throws IOException {
        List<String> lines = Files.readAllLines(Fixtures.path("stories15m/tokens.jsonl"));
        assertEquals(1000, lines.size());
        for (String line : lines) {
            JsonNode expected = Json.read(line);
            assertArrayEquals(
                    ids(expected), tokenizer.encode(expected.get("text").asString(), false), line);
        }
    }

    @Test
    void everyStringComesBack() throws IOException {
        try (Stream<String> lines = Files.lines(Fixtures.path("stories15m/tokens.jsonl"))) {
            lines.map(Json::read)
                    .forEach(s -> assertEquals(
                            s.get("text").asString(),
                            tokenizer.decode(tokenizer.encode(s.get("text").asString(), true))));
        }
    }

    private static int[] ids(JsonNode fixture) {
        return fixture.get("ids").valueStream().mapToInt(JsonNode::asInt).toArray();
    }
}
