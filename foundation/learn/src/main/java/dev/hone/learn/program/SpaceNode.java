package dev.hone.learn.program;

import dev.hone.learn.Space;
import tools.jackson.databind.JsonNode;

/** A space as a program writes it: {@code {"choices": 4}} or {@code {"low": [-1, null], "high": [1, null]}}, null for no end. */
final class SpaceNode {
    private SpaceNode() {}

    /**
     * The space it stands for.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    static Space read(JsonNode node) {
        JsonNode choices = node.path("choices");
        if (choices.isIntegralNumber()) {
            return new Space.Discrete(choices.asInt());
        }
        JsonNode low = node.path("low");
        JsonNode high = node.path("high");
        if (!low.isArray() || !high.isArray()) {
            throw new IllegalArgumentException("neither {\"choices\": n} nor {\"low\": [...], \"high\": [...]}");
        }
        return new Space.Box(ends(low, Float.NEGATIVE_INFINITY), ends(high, Float.POSITIVE_INFINITY));
    }

    private static float[] ends(JsonNode list, float none) {
        float[] ends = new float[list.size()];
        for (int i = 0; i < ends.length; i++) {
            JsonNode end = list.get(i);
            if (!end.isNumber() && !end.isNull()) {
                throw new IllegalArgumentException("an end that is neither a number nor null");
            }
            ends[i] = end.isNull() ? none : end.floatValue();
        }
        return ends;
    }
}
