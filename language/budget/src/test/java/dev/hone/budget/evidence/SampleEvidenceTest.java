package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.core.statistics.Interval;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SampleEvidenceTest {
    private static final EvidenceGuard OPEN =
            new EvidenceGuard(List.of(new EvidenceGuard.Check(4, new Interval(0.05, 0.03, 0.07))));

    private static Optional<SampleEvidence> learnt(EvidenceGuard guard, boolean binary) {
        return Optional.of(new SampleEvidence(
                BestSoFarTable.of(List.of()),
                guard,
                new PriceRule(List.of()),
                GiveUpPrices.NONE,
                Optional.empty(),
                Optional.empty(),
                binary));
    }

    @Test
    void whatIsNotUsedSaysItsOwnReasonAndNotTheGuards() {
        assertEquals("the predictor holds none", SampleEvidence.whyUnused(Optional.empty(), true, 4));
        assertEquals(
                "the predictor learnt from rewards of 0 and 1, and this reward may be any number",
                SampleEvidence.whyUnused(learnt(OPEN, true), false, 4));
        assertEquals(
                "the predictor learnt from numbers, and this reward is 0 or 1",
                SampleEvidence.whyUnused(learnt(OPEN, false), true, 4));
        assertEquals(
                "it gives every query a sample first, and the mean budget is below 1",
                SampleEvidence.whyUnused(learnt(OPEN, true), true, 0.5));
        assertEquals(
                "too few queries or samples to try it on",
                SampleEvidence.whyUnused(learnt(EvidenceGuard.closed(), true), true, 4));
    }
}
