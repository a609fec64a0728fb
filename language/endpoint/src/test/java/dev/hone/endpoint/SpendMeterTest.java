package dev.hone.endpoint;

import static dev.hone.endpoint.ScriptedServer.good;
import static dev.hone.endpoint.ScriptedServer.quick;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.endpoint.ScriptedServer.Answer;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LimitReached;
import dev.hone.lm.PartialGeneration;
import dev.hone.lm.Price;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SpendMeterTest {
    private static SpendLimits calls(long most) {
        return new SpendLimits(OptionalLong.of(most), OptionalLong.empty());
    }

    private static SpendLimits tokens(long most) {
        return new SpendLimits(OptionalLong.empty(), OptionalLong.of(most));
    }

    /** 5 characters of prompt: 2 + 4 tokens; with 10 tokens of answer a call reserves 16, and the server reports 10 + 3. */
    private static GenerationRequest samples(int n) {
        return new GenerationRequest(
                Query.of("q", "hello"), 0, n, SamplingOptions.DEFAULT.withMaxTokens(10), Seeds.of(1));
    }

    @Test
    void theLimitOnCallsIsMetExactlyWhateverTheConcurrency() {
        try (ScriptedServer server = new ScriptedServer((r, n) -> Answer.json(good(r)));
                EndpointModel model = EndpointModel.open(
                        server.address(), quick().withSamplesPerCall(1).withLimits(calls(5)), Listener.NONE)) {
            PartialGeneration part = assertThrows(PartialGeneration.class, () -> model.generate(samples(20)));
            assertEquals(5, part.completions().size());
            assertTrue(part.failure() instanceof LimitReached);
            assertTrue(part.advice().contains("--max-calls"), part.advice());
            assertThrows(LimitReached.class, () -> model.generate(samples(1)));
            assertEquals(5, server.requests().size());
        }
    }

    @Test
    void newAttemptsCountAsCalls() {
        try (ScriptedServer server = new ScriptedServer((r, n) -> Answer.of(500, ""));
                EndpointModel model =
                        EndpointModel.open(server.address(), quick().withLimits(calls(2)), Listener.NONE)) {
            assertThrows(LimitReached.class, () -> model.generate(samples(1)));
            assertEquals(2, server.requests().size());
        }
    }

    @Test
    void theLimitOnTokensStopsBeforeTheCallThatCouldPassIt() {
        for (int concurrency : new int[] {1, 8}) {
            EndpointOptions options =
                    quick().withSamplesPerCall(1).withConcurrency(concurrency).withLimits(tokens(100));
            try (ScriptedServer server = new ScriptedServer((r, n) -> Answer.json(good(r)));
                    EndpointModel model = EndpointModel.open(server.address(), options, Listener.NONE)) {
                PartialGeneration part = assertThrows(PartialGeneration.class, () -> model.generate(samples(20)));
                // 6 * 13 + 16 <= 100 < 7 * 13 + 16: calls in flight are awaited before the limit counts as reached
                assertEquals(7, part.completions().size());
                assertEquals(91, model.spent().tokens());
                assertTrue(part.problem().contains("the next call may need 16"), part.problem());
            }
        }
    }

    @Test
    void alreadySpentTokensCount() throws InterruptedException {
        SpendMeter meter = new SpendMeter(tokens(100), new Spend(3, 0, 40, 50, 0), _ -> {});
        meter.reserve(5, 5).settle(new Usage(1, 1, true));
        assertThrows(LimitReached.class, () -> meter.reserve(5, 5));
        assertEquals(new Spend(4, 0, 41, 51, 0), meter.spent());
    }

    @Test
    void aLostAnswerCountsAtItsMost() throws InterruptedException {
        SpendMeter meter = new SpendMeter(SpendLimits.NONE, Spend.NOTHING, _ -> {});
        meter.reserve(7, 20).forfeit();
        meter.reserve(7, 20).release();
        meter.reserve(7, 20).settle(new Usage(6, 2, false));
        assertEquals(new Spend(3, 1, 13, 22, 1), meter.spent());
    }

    @Test
    void theLedgerIsNeverBehindWhatAKilledProcessMayHaveSpent() throws InterruptedException {
        List<Spend> ledger = new ArrayList<>();
        SpendMeter meter = new SpendMeter(SpendLimits.NONE, new Spend(1, 0, 2, 3, 0), ledger::add);
        SpendMeter.Reservation first = meter.reserve(7, 20);
        SpendMeter.Reservation second = meter.reserve(7, 20);
        first.settle(new Usage(6, 2, true));
        second.release();
        assertEquals(
                List.of(
                        new Spend(2, 1, 9, 23, 0),
                        new Spend(3, 2, 16, 43, 0),
                        new Spend(3, 1, 15, 25, 0),
                        new Spend(3, 0, 8, 5, 0)),
                ledger);
        assertEquals(meter.spent(), ledger.getLast());
    }

    @Test
    void aCallThatTheLedgerCannotKeepIsNotSentAndTakesNoRoom() throws InterruptedException {
        AtomicBoolean full = new AtomicBoolean(true);
        SpendMeter meter = new SpendMeter(tokens(20), Spend.NOTHING, _ -> {
            if (full.get()) {
                throw new HoneException("full", "make room");
            }
        });
        assertThrows(HoneException.class, () -> meter.reserve(10, 10));
        full.set(false);
        meter.reserve(10, 10).settle(new Usage(10, 10, true));
        assertEquals(new Spend(1, 0, 10, 10, 0), meter.spent());
    }

    @Test
    @Timeout(120)
    void aCallThatFitsOnlyWithoutTheOthersWaitsForThem() throws Exception {
        SpendMeter meter = new SpendMeter(tokens(30), Spend.NOTHING, _ -> {});
        SpendMeter.Reservation first = meter.reserve(10, 10);
        Thread second = Thread.ofVirtual().start(() -> {
            try {
                meter.reserve(10, 10).settle(new Usage(10, 10, true));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        second.join(100);
        assertTrue(second.isAlive());
        first.settle(new Usage(5, 5, true));
        second.join();
        assertEquals(30, meter.spent().tokens());
    }

    /** Each number is a call: what it reserves, and by its remainder how it ends. */
    @Property(tries = 100)
    void whateverCallsDoTheLimitHolds(
            @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 300) Integer> calls,
            @ForAll @IntRange(max = 2000) int limit)
            throws InterruptedException {
        SpendMeter meter = new SpendMeter(tokens(limit), Spend.NOTHING, _ -> {});
        for (int most : calls) {
            boolean fits = meter.spent().tokens() + most <= limit;
            try {
                SpendMeter.Reservation room = meter.reserve(0, most);
                assertTrue(fits);
                switch (most % 3) {
                    case 0 -> room.forfeit();
                    case 1 -> room.release();
                    default -> room.settle(new Usage(0, most / 2, true));
                }
            } catch (LimitReached e) {
                assertFalse(fits);
            }
            assertTrue(meter.spent().tokens() <= limit);
        }
    }

    @Test
    void aNegativeLimitIsRefused() {
        assertThrows(HoneException.class, () -> calls(-1));
        assertThrows(HoneException.class, () -> tokens(-5));
    }

    @Test
    void theSentenceSaysWhatIsCertainAndWhatIsNot() {
        assertEquals(
                "1,200 calls, 30,000 prompt and 50,000 sampled tokens, $0.0450; 2 calls without an answer counted at their most.",
                new Spend(1200, 2, 30_000, 50_000, 0).sentence(Optional.of(new Price(0.5, 0.6))));
        assertEquals(
                "1 calls, 3 prompt and 5 sampled tokens; tokens of 1 calls estimated at four characters each.",
                new Spend(1, 0, 3, 5, 1).sentence(Optional.empty()));
    }
}
