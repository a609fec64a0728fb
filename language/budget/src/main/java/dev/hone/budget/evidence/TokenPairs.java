package dev.hone.budget.evidence;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The pairs of neighbouring tokens of a text, by their hashes: for comparing texts many times. Immutable. */
final class TokenPairs {
    static final TokenPairs NONE = new TokenPairs(new int[0]);

    private static final Pattern TOKEN = Pattern.compile("\\w+|[^\\w\\s]");

    private final int[] hashes; // ascending, each once

    private TokenPairs(int[] hashes) {
        this.hashes = hashes;
    }

    static TokenPairs of(String text) {
        String[] tokens = TOKEN.matcher(text).results().map(MatchResult::group).toArray(String[]::new);
        return new TokenPairs(IntStream.range(0, Math.max(0, tokens.length - 1))
                .map(i -> 31 * tokens[i].hashCode() + tokens[i + 1].hashCode())
                .sorted()
                .distinct()
                .toArray());
    }

    /** Shared pairs as a share of all (Jaccard), in [0, 1]; 1 where neither text has any. */
    double likeness(TokenPairs other) {
        int shared = 0;
        int a = 0;
        int b = 0;
        while (a < hashes.length && b < other.hashes.length) {
            int order = Integer.compare(hashes[a], other.hashes[b]);
            shared += order == 0 ? 1 : 0;
            a += order <= 0 ? 1 : 0;
            b += order >= 0 ? 1 : 0;
        }
        int all = hashes.length + other.hashes.length - shared;
        return all == 0 ? 1 : (double) shared / all;
    }
}
