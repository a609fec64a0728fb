package dev.hone.reward;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import java.util.List;

/**
 * How near an answer comes to a wanted length: -|tokens - wanted| / wanted, so 0 at best and -1 for an empty one. Tokens are those
 * that the model says it generated; where it does not say, characters / 4, rounded up.
 *
 * @param wanted tokens, at least 1
 */
record Length(String name, int wanted) implements Reward {
    static final Traits TRAITS =
            Traits.measure(Double.NEGATIVE_INFINITY, 0, "none: tokens as the model counted them, else characters / 4");

    private static final double CHARACTERS_A_TOKEN = 4;

    static Length parse(String name, String tokens) {
        if (!tokens.matches("\\d{1,9}") || Integer.parseInt(tokens) == 0) {
            throw new HoneException(
                    "The reward '" + name + "' wants '" + tokens + "' tokens, which is no whole number from 1.",
                    "write for example length:40");
        }
        return new Length(name, Integer.parseInt(tokens));
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public double[] score(Query query, List<Completion> completions) {
        return completions.stream()
                .mapToDouble(completion -> (0 - Math.abs(tokens(completion) - wanted)) / wanted)
                .toArray();
    }

    private static double tokens(Completion completion) {
        return completion.tokens() > 0
                ? completion.tokens()
                : Math.ceil(completion.text().length() / CHARACTERS_A_TOKEN);
    }
}
