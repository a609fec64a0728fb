package dev.hone.endpoint;

import dev.hone.lm.Price;
import java.util.Locale;
import java.util.Optional;

/**
 * What has been spent on one endpoint.
 *
 * @param calls requests sent, new attempts included
 * @param unanswered calls whose answer was lost after the server may have worked: counted at the most they can have cost
 * @param promptTokens tokens of prompts
 * @param completionTokens tokens sampled
 * @param estimated calls whose tokens Hone counted itself, at four characters each, because the server reported none
 */
public record Spend(long calls, long unanswered, long promptTokens, long completionTokens, long estimated) {
    public static final Spend NOTHING = new Spend(0, 0, 0, 0, 0);

    /** Both together. */
    Spend plus(Spend other) {
        return new Spend(
                calls + other.calls,
                unanswered + other.unanswered,
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                estimated + other.estimated);
    }

    /** This without a part of it. */
    Spend minus(Spend part) {
        return new Spend(
                calls - part.calls,
                unanswered - part.unanswered,
                promptTokens - part.promptTokens,
                completionTokens - part.completionTokens,
                estimated - part.estimated);
    }

    /** Tokens of prompts and samples together. */
    public long tokens() {
        return promptTokens + completionTokens;
    }

    /** One line for a person; money where the price is known. */
    public String sentence(Optional<Price> price) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT, "%,d calls, %,d prompt and %,d sampled tokens", calls, promptTokens, completionTokens));
        price.ifPresent(p -> line.append(String.format(Locale.ROOT, ", $%,.4f", p.of(promptTokens, completionTokens))));
        if (unanswered > 0) {
            line.append(String.format(Locale.ROOT, "; %,d calls without an answer counted at their most", unanswered));
        }
        if (estimated > 0) {
            line.append(
                    String.format(Locale.ROOT, "; tokens of %,d calls estimated at four characters each", estimated));
        }
        return line.append('.').toString();
    }
}
