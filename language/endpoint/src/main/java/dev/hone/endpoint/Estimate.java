package dev.hone.endpoint;

import dev.hone.lm.Price;
import dev.hone.lm.Query;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What sampling will cost at most, before anything is sent. Prompts are estimated at four characters a token (no bound for
 * languages that are written more densely); samples count at their longest; new attempts after failures are left out.
 *
 * @param queries how many queries
 * @param n samples of each
 * @param expected if the server returns as many samples a call as it is asked for
 * @param oneByOne if it returns one sample a call, so that each sample pays for its prompt again
 * @param price where it is known
 */
public record Estimate(int queries, int n, Bill expected, Bill oneByOne, Optional<Price> price) {
    /**
     * Calls and tokens.
     *
     * @param promptTokens of all calls, estimated
     * @param completionTokens of all samples, at most
     */
    public record Bill(long calls, long promptTokens, long completionTokens) {}

    /**
     * Estimates a run.
     *
     * @param n samples of each query
     * @param maxTokens most tokens of a sample
     * @param samplesPerCall as {@link EndpointOptions#samplesPerCall()}
     */
    public static Estimate of(List<Query> queries, int n, int maxTokens, int samplesPerCall, Optional<Price> price) {
        long prompts = queries.stream().mapToLong(Tokens::about).sum();
        long completion = (long) queries.size() * n * maxTokens;
        long calls = Math.ceilDiv(n, samplesPerCall);
        return new Estimate(
                queries.size(),
                n,
                new Bill(calls * queries.size(), calls * prompts, completion),
                new Bill((long) n * queries.size(), n * prompts, completion),
                price);
    }

    /** Most dollars, if the server returns one sample a call; empty without a price. */
    public OptionalDouble mostDollars() {
        return price.isPresent() ? OptionalDouble.of(dollars(oneByOne, price.get())) : OptionalDouble.empty();
    }

    private static double dollars(Bill bill, Price price) {
        return price.of(bill.promptTokens(), bill.completionTokens());
    }

    /** One or two sentences for a person. */
    public String sentence() {
        String text = String.format(
                Locale.ROOT,
                "%,d queries x %,d samples: %s, at most %,d sampled tokens%s. "
                        + "Prompt tokens are estimated at four characters each.",
                queries,
                n,
                calls(expected),
                expected.completionTokens(),
                money(expected));
        return expected.equals(oneByOne)
                ? text
                : text
                        + String.format(
                                Locale.ROOT,
                                " If the server returns one sample a call: %s%s.",
                                calls(oneByOne),
                                money(oneByOne));
    }

    private static String calls(Bill bill) {
        return String.format(Locale.ROOT, "%,d calls, about %,d prompt tokens", bill.calls(), bill.promptTokens());
    }

    private String money(Bill bill) {
        return price.map(p -> String.format(Locale.ROOT, ", at most $%,.2f", dollars(bill, p)))
                .orElse("");
    }
}
