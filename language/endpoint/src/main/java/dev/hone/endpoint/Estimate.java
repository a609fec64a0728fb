package dev.hone.endpoint;

import dev.hone.lm.Price;
import dev.hone.lm.Query;
import dev.hone.lm.sampling.Demand;
import dev.hone.lm.sampling.SampleStore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What sampling will cost at most, before anything is sent; samples that a run has kept cost nothing again. Prompts are estimated at four characters a token (no bound for
 * languages that are written more densely); samples count at their longest; new attempts after failures are left out.
 *
 * @param queries how many queries
 * @param samples of all queries together, those kept included
 * @param each samples of each query, where all get the same
 * @param kept how many of the samples are there already
 * @param expected if the server returns as many samples a call as it is asked for
 * @param oneByOne if it returns one sample a call, so that each sample pays for its prompt again
 * @param price where it is known
 */
public record Estimate(
        int queries, long samples, OptionalInt each, long kept, Bill expected, Bill oneByOne, Optional<Price> price) {
    /**
     * Calls and tokens.
     *
     * @param promptTokens of all calls, estimated
     * @param completionTokens of all samples, at most
     */
    public record Bill(long calls, long promptTokens, long completionTokens) {
        private static final Bill NOTHING = new Bill(0, 0, 0);

        private Bill plus(long more, long promptTokensEach, long completion) {
            return new Bill(calls + more, promptTokens + more * promptTokensEach, completionTokens + completion);
        }
    }

    /**
     * Estimates a run that has nothing yet.
     *
     * @param n samples of each query
     * @param maxTokens most tokens of a sample
     * @param samplesPerCall as {@link EndpointOptions#samplesPerCall()}
     */
    public static Estimate of(List<Query> queries, int n, int maxTokens, int samplesPerCall, Optional<Price> price) {
        List<Demand> demands =
                queries.stream().map(query -> new Demand(query, n)).toList();
        return of(demands, SampleStore.inMemory(), maxTokens, samplesPerCall, price);
    }

    /**
     * Estimates what is left of a run.
     *
     * @param demands what there shall be in the end
     * @param store what there is
     * @param maxTokens most tokens of a sample
     * @param samplesPerCall as {@link EndpointOptions#samplesPerCall()}
     */
    public static Estimate of(
            List<Demand> demands, SampleStore store, int maxTokens, int samplesPerCall, Optional<Price> price) {
        Bill expected = Bill.NOTHING;
        Bill oneByOne = Bill.NOTHING;
        long samples = 0;
        long kept = 0;
        for (Demand demand : demands) {
            int drawn =
                    store.drawn(demand.query().id()).headSet(demand.samples()).size();
            int missing = demand.samples() - drawn;
            long prompt = Tokens.about(demand.query());
            long completion = (long) missing * maxTokens;
            expected = expected.plus(Math.ceilDiv(missing, samplesPerCall), prompt, completion);
            oneByOne = oneByOne.plus(missing, prompt, completion);
            samples += demand.samples();
            kept += drawn;
        }
        int[] sizes =
                demands.stream().mapToInt(Demand::samples).distinct().limit(2).toArray();
        OptionalInt each = sizes.length == 1 ? OptionalInt.of(sizes[0]) : OptionalInt.empty();
        return new Estimate(demands.size(), samples, each, kept, expected, oneByOne, price);
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
                "%s: %s, at most %,d sampled tokens%s. " + "Prompt tokens are estimated at four characters each.",
                asked(),
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

    private String asked() {
        String all = each.isPresent()
                ? String.format(Locale.ROOT, "%,d queries x %,d samples", queries, each.getAsInt())
                : String.format(Locale.ROOT, "%,d queries, %,d samples in all", queries, samples);
        return kept == 0 ? all : all + String.format(Locale.ROOT, ", of which %,d are kept; the others", kept);
    }

    private static String calls(Bill bill) {
        return String.format(Locale.ROOT, "%,d calls, about %,d prompt tokens", bill.calls(), bill.promptTokens());
    }

    private String money(Bill bill) {
        return price.map(p -> String.format(Locale.ROOT, ", at most $%,.2f", dollars(bill, p)))
                .orElse("");
    }
}
