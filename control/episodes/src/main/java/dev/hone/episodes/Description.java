package dev.hone.episodes;

import dev.hone.core.HoneException;
import java.util.List;

/**
 * What a dataset says of all its episodes.
 *
 * @param robot name of the robot; empty if it has none
 * @param fps frames a second, above 0
 * @param state what is seen
 * @param action what is done
 * @param pictures what is seen by cameras, under the names of their columns; mostly none
 */
public record Description(String robot, double fps, Feature state, Feature action, List<Feature> pictures) {
    public Description {
        if (!(fps > 0 && fps < Double.POSITIVE_INFINITY)) {
            throw new HoneException("fps is " + fps + ".", "give the frames a second, for example 10");
        }
        pictures = List.copyOf(pictures);
        state = state.as(Names.STATE);
        action = action.as(Names.ACTION);
    }

    /** Without pictures. */
    public Description(String robot, double fps, Feature state, Feature action) {
        this(robot, fps, state, action, List.of());
    }
}
