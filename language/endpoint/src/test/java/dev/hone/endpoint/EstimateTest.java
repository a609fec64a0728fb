package dev.hone.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.lm.Completion;
import dev.hone.lm.Price;
import dev.hone.lm.Query;
import dev.hone.lm.sampling.Demand;
import dev.hone.lm.sampling.SampleStore;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EstimateTest {
    @Test
    void anEstimateBoundsCallsTokensAndMoney() {
        // 40 characters: 10 tokens, and 4 for the turn
        List<Query> queries = Collections.nCopies(1000, Query.of("q", "x".repeat(40)));
        Estimate estimate = Estimate.of(queries, 64, 100, 16, Optional.of(new Price(1, 2)));
        assertEquals(new Estimate.Bill(4_000, 56_000, 6_400_000), estimate.expected());
        assertEquals(new Estimate.Bill(64_000, 896_000, 6_400_000), estimate.oneByOne());
        assertEquals(0.896 + 12.8, estimate.mostDollars().orElseThrow(), 1e-9);
        assertEquals(
                "1,000 queries x 64 samples: 4,000 calls, about 56,000 prompt tokens, at most 6,400,000 sampled tokens, "
                        + "at most $12.86. Prompt tokens are estimated at four characters each. "
                        + "If the server returns one sample a call: 64,000 calls, about 896,000 prompt tokens, at most $13.70.",
                estimate.sentence());
    }

    @Test
    void whatIsKeptIsNotPaidAgainAndUnequalNumbersAreSummed() {
        SampleStore store = SampleStore.inMemory();
        SortedMap<Integer, Completion> kept = new TreeMap<>();
        for (int index : new int[] {0, 1, 5}) {
            kept.put(index, Completion.of("x"));
        }
        store.commit("a", kept);
        List<Demand> demands = List.of(new Demand(Query.of("a", "hi"), 4), new Demand(Query.of("b", "hi"), 9));
        Estimate estimate = Estimate.of(demands, store, 10, 4, Optional.empty());
        assertEquals(new Estimate.Bill(1 + 3, 4 * 5, 110), estimate.expected());
        assertEquals(new Estimate.Bill(11, 55, 110), estimate.oneByOne());
        assertTrue(
                estimate.sentence()
                        .startsWith("2 queries, 13 samples in all, of which 2 are kept; the others: 4 calls"),
                estimate.sentence());
    }

    @Test
    void withoutAPriceAndWithOneSampleACallTheEstimateIsShort() {
        Estimate estimate = Estimate.of(List.of(Query.of("q", "hi")), 3, 10, 1, Optional.empty());
        assertEquals(
                "1 queries x 3 samples: 3 calls, about 15 prompt tokens, at most 30 sampled tokens. "
                        + "Prompt tokens are estimated at four characters each.",
                estimate.sentence());
        assertEquals(OptionalDouble.empty(), estimate.mostDollars());
    }
}
