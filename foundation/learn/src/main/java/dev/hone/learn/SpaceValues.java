package dev.hone.learn;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Observations and actions as JSON: a number where it is a choice, else a list of numbers. */
public final class SpaceValues {
    private SpaceValues() {}

    /** The value of a space that begins at {@code offset}. */
    public static Object json(Space space, float[] values, int offset) {
        return switch (space) {
            case Space.Discrete _ -> (int) values[offset];
            case Space.Box box -> {
                List<Float> numbers = new ArrayList<>();
                for (int k = 0; k < box.size(); k++) {
                    numbers.add(values[offset + k]);
                }
                yield numbers;
            }
        };
    }

    /**
     * Reads a value; a space of one number takes it bare or in a list.
     *
     * @return whether it was as many numbers as the space has; whether they lie in it is another question
     */
    public static boolean read(Space space, JsonNode node, float[] into) {
        boolean single = node.isNumber() && space.size() == 1;
        if (!single && !(node.isArray() && node.size() == space.size())) {
            return false;
        }
        for (int i = 0; i < space.size(); i++) {
            JsonNode number = single ? node : node.get(i);
            if (!number.isNumber()) {
                return false;
            }
            into[i] = number.floatValue();
        }
        return true;
    }
}
