package dev.hone.steer.remote;

import dev.hone.lm.Price;
import java.util.Locale;
import java.util.Optional;

/**
 * What leading an endpoint will cost at most, but for further calls where a draw falls on what it doesn't tell, and new attempts.
 *
 * @param calls one for each token, or each block, and the probe's
 * @param promptTokens the text so far is paid for again by every call
 * @param completionTokens sampled
 */
public record RemoteCost(long calls, long promptTokens, long completionTokens) {
    /** Calls of a token or a few that find out how the endpoint can be asked. */
    private static final long PROBES = 12;

    /** The same where log-probabilities aren't wanted: a text, or a text and two answers. */
    private static final long BLOCK_PROBES = 3;

    /** Of samples that are drawn token by token. */
    public static RemoteCost tokenwise(int prompt, int samples, int tokens) {
        return drawn(prompt, samples, tokens, 1, 1).after(PROBES);
    }

    /** Of samples that grow by the chosen one of {@code choices} continuations of {@code block} tokens. */
    public static RemoteCost blockwise(int prompt, int samples, int tokens, int block, int choices) {
        return drawn(prompt, samples, tokens, block, choices).after(BLOCK_PROBES);
    }

    private RemoteCost after(long probes) {
        return new RemoteCost(calls + probes, promptTokens, completionTokens);
    }

    private static RemoteCost drawn(int prompt, int samples, int tokens, int block, int choices) {
        long rounds = Math.ceilDiv(tokens, block);
        long before = rounds * prompt + (long) block * (rounds * (rounds - 1) / 2);
        long sampled = (long) samples * choices * Math.min(rounds * block, tokens);
        return new RemoteCost(samples * rounds, samples * before, sampled);
    }

    /** One line for a person; money where the price is known. */
    public String sentence(Optional<Price> price) {
        String money = price.map(p -> String.format(Locale.ROOT, ", $%,.2f", p.of(promptTokens, completionTokens)))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "At most about %,d calls, %,d prompt tokens and %,d sampled tokens%s: each call pays for the text so far again, less"
                        + " where the endpoint bills what it has read before at another price.",
                calls,
                promptTokens,
                completionTokens,
                money);
    }
}
