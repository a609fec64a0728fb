package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Json;
import dev.hone.core.Seeds;
import dev.hone.core.files.LineWriter;
import dev.hone.learn.classic.CartPole;
import dev.hone.learn.classic.Identity;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RecordedEnvironmentTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private List<JsonNode> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().map(Json::read).toList();
    }

    @Test
    void a_recorded_episode_plays_again_to_the_bit() {
        try (LineWriter writer = LineWriter.to(bytes);
                Environment recorded = new RecordedEnvironment(new CartPole(), writer)) {
            var random = new RandomPolicy(recorded.observations(), recorded.actions());
            Episodes.returns(recorded, random, 3, Seeds.of(4));
        }
        assertEquals("cart-pole", lines().getFirst().path("environment").asString());
        assertEquals(4, lines().size());
        CartPole again = new CartPole();
        for (JsonNode line : lines().subList(1, 4)) {
            Step step = new Step(again.observations());
            again.reset(line.path("seed").asLong(), step.observation());
            int length = line.path("actions").size();
            assertEquals(length + 1, line.path("observations").size());
            for (int t = 0; t < length; t++) {
                assertEquals(line.path("observations").get(t), seen(step));
                again.step(new float[] {line.path("actions").get(t).floatValue()}, step);
                assertEquals(line.path("rewards").get(t).asDouble(), step.reward());
            }
            assertEquals(line.path("observations").get(length), seen(step));
            assertTrue(line.path("terminated").asBoolean() && step.terminated());
        }
    }

    private static JsonNode seen(Step step) {
        return Json.read(Json.write(SpaceValues.json(new CartPole().observations(), step.observation(), 0)));
    }

    @Test
    void an_episode_that_was_left_has_neither_end() {
        try (LineWriter writer = LineWriter.to(bytes);
                Environment recorded = new RecordedEnvironment(Identity.discrete(3, 9), writer)) {
            Step step = new Step(recorded.observations());
            recorded.reset(1, step.observation());
            recorded.step(new float[] {2}, step);
            recorded.reset(2, step.observation());
        }
        List<JsonNode> lines = lines();
        assertEquals(3, lines.size());
        assertEquals("[2]", lines.get(1).path("actions").toString());
        assertEquals(0, lines.get(2).path("actions").size());
        for (JsonNode line : lines.subList(1, 3)) {
            assertTrue(!line.path("terminated").asBoolean()
                    && !line.path("truncated").asBoolean());
        }
    }
}
