package dev.hone.endpoint;

import dev.hone.core.HoneException;
import java.util.OptionalLong;

/**
 * Where to stop spending.
 *
 * @param calls most requests sent, new attempts included
 * @param tokens most tokens of prompts and samples together
 */
public record SpendLimits(OptionalLong calls, OptionalLong tokens) {
    public static final SpendLimits NONE = new SpendLimits(OptionalLong.empty(), OptionalLong.empty());

    public SpendLimits {
        calls.ifPresent(limit -> require(limit, "calls"));
        tokens.ifPresent(limit -> require(limit, "tokens in total"));
    }

    private static void require(long limit, String what) {
        if (limit < 0) {
            throw new HoneException("The limit on " + what + " is " + limit + ".", "give a number of 0 or more");
        }
    }
}
