package dev.hone.episodes;

import dev.hone.core.HoneException;

/**
 * What a dataset says of all its episodes.
 *
 * @param robot name of the robot; empty if it has none
 * @param fps frames a second, above 0
 * @param state what is seen
 * @param action what is done
 */
public record Description(String robot, double fps, Feature state, Feature action) {
    public Description {
        if (!(fps > 0 && fps < Double.POSITIVE_INFINITY)) {
            throw new HoneException("fps is " + fps + ".", "give the frames a second, for example 10");
        }
        state = state.as(Names.STATE);
        action = action.as(Names.ACTION);
    }
}
