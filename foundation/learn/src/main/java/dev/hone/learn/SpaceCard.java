package dev.hone.learn;

import java.util.ArrayList;
import java.util.List;

/**
 * A space as JSON: {@code {"choices": 4}} or {@code {"low": [-1], "high": ["Infinity"]}}; the part that doesn't apply is 0 or
 * empty.
 */
public record SpaceCard(int choices, List<Float> low, List<Float> high) {
    public SpaceCard {
        low = List.copyOf(low);
        high = List.copyOf(high);
    }

    public static SpaceCard of(Space space) {
        return switch (space) {
            case Space.Discrete discrete -> new SpaceCard(discrete.count(), List.of(), List.of());
            case Space.Box box -> {
                List<Float> low = new ArrayList<>();
                List<Float> high = new ArrayList<>();
                for (int i = 0; i < box.size(); i++) {
                    low.add(box.low(i));
                    high.add(box.high(i));
                }
                yield new SpaceCard(0, low, high);
            }
        };
    }

    /**
     * The space it stands for.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    public Space space() {
        return choices > 0 ? new Space.Discrete(choices) : new Space.Box(floats(low), floats(high));
    }

    private static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }
}
