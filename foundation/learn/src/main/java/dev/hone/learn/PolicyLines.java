package dev.hone.learn;

import dev.hone.core.HoneException;
import dev.hone.core.files.JsonLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A policy for another program, a JSON line an observation: {@code {"observation": [0.1, -0.2]}}, or a number where it is one of
 * several choices. {@code "begin": true} says that a new episode begins. The answer is {@code {"action": …}} in the same
 * manner, or {@code {"actions": […]}} from a policy that gives a chunk.
 */
public final class PolicyLines {
    private final Policy policy;
    private final RandomStream random;
    private final float[] observation;
    private final float[] actions;

    /**
     * A policy at the start of an episode.
     *
     * @param seed where a policy that draws takes its randomness from
     */
    public PolicyLines(Policy policy, long seed) {
        this.policy = policy;
        this.random = new RandomStream(seed);
        observation = new float[policy.observations().size()];
        actions = new float[policy.chunk() * policy.actions().size()];
        policy.begin();
    }

    /**
     * The answer to a line.
     *
     * @throws HoneException if the line has no observation, or one outside the policy's space
     */
    public Map<String, Object> answer(JsonLine line) {
        JsonNode node = line.node();
        JsonNode seen = node.path("observation");
        read(line, seen);
        if (!policy.observations().contains(observation)) {
            throw wrong(line, "the observation " + seen + " is outside " + policy.observations());
        }
        if (node.path("begin").asBoolean(false)) {
            policy.begin();
        }
        policy.act(observation, random, actions);
        if (policy.chunk() == 1) {
            return Map.of("action", action(0));
        }
        List<Object> chunk = new ArrayList<>();
        for (int i = 0; i < policy.chunk(); i++) {
            chunk.add(action(i));
        }
        return Map.of("actions", chunk);
    }

    private void read(JsonLine line, JsonNode seen) {
        if (!SpaceValues.read(policy.observations(), seen, observation)) {
            throw wrong(line, "'observation' must be " + observation.length + " numbers, not " + seen);
        }
    }

    private static HoneException wrong(JsonLine line, String problem) {
        return line.error(problem + ".", "the policy was trained on other observations; see its card.json");
    }

    private Object action(int i) {
        return SpaceValues.json(policy.actions(), actions, i * policy.actions().size());
    }
}
