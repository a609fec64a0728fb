package dev.hone.transformer.chat;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import tools.jackson.databind.JsonNode;

/** Against what Jinja itself wrote, set up as transformers sets it up; see make_chat_fixtures.py. */
class ChatOracleTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-07-06T14:05:09Z"), ZoneOffset.UTC);

    @Test
    void everyFamilysTemplateWritesWhatJinjaWrites() {
        List<JsonNode> cases = cases().filter(c -> c.has("template")).toList();
        assertTrue(cases.size() >= 400, cases.size() + " cases");
        assertAll(cases.stream().map(c -> check(resource(c.get("template").asString()), map(c.get("variables")), c)));
    }

    @Test
    void smallTemplatesOfEachPartOfTheLanguageWriteWhatJinjaWrites() {
        Map<String, ?> variables = map(Json.read(resource("variables.json")));
        List<JsonNode> cases = cases().filter(c -> c.has("source")).toList();
        assertTrue(cases.size() >= 500, cases.size() + " cases");
        assertAll(cases.stream().map(c -> check(c.get("source").asString(), variables, c)));
    }

    private static Executable check(String source, Map<String, ?> variables, JsonNode expected) {
        return () -> {
            if (expected.has("error")) {
                assertThrows(HoneException.class, () -> render(source, variables), () -> about(expected));
            } else {
                assertEquals(expected.get("output").asString(), render(source, variables), () -> about(expected));
            }
        };
    }

    private static String render(String source, Map<String, ?> variables) {
        return ChatTemplate.compile("test", source, CLOCK).render(variables);
    }

    private static String about(JsonNode expected) {
        return expected.has("source") ? expected.get("source").asString() : expected.toString();
    }

    private static Stream<JsonNode> cases() {
        return resource("expected.jsonl").lines().map(Json::read);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> map(JsonNode json) {
        return Json.MAPPER.convertValue(json, Map.class);
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ChatOracleTest.class.getResourceAsStream("/chat/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
