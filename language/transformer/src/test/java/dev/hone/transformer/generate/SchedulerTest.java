package dev.hone.transformer.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.transformer.Fixtures;
import dev.hone.transformer.decode.TransformerModel;
import dev.hone.transformer.tokenizer.PromptEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120) // a defect here may well be a wait without end
class SchedulerTest {
    private static final List<PromptEncoder> PROMPTS = new ArrayList<>();
    private static final List<TransformerModel> MODELS = new ArrayList<>();

    @BeforeAll
    static void open() {
        PROMPTS.add(PromptEncoder.load(Fixtures.path("llama/gqa")));
        MODELS.add(TransformerModel.open(Fixtures.path("llama/gqa")));
    }

    @AfterAll
    static void close() {
        PROMPTS.forEach(PromptEncoder::close);
    }

    private final WatchedModel model = new WatchedModel(MODELS.getFirst());

    private static int[] prompt(int length) {
        return IntStream.range(0, length).map(i -> 1 + i % 7).toArray();
    }

    private static GenerationRequest request(String id, int n, int tokens) {
        return new GenerationRequest(
                Query.of(id, "x"), 0, n, SamplingOptions.DEFAULT.withMaxTokens(tokens), Seeds.of(11));
    }

    /** A request that never ends before its limit. */
    private TokenChoice choice(String id, int promptLength, int n, int tokens) {
        return new TokenChoice(
                model.config(),
                PROMPTS.getFirst().tokenizer(),
                new BitSet(),
                prompt(promptLength),
                request(id, n, tokens),
                "small",
                Optional.empty());
    }

    private List<Completion> alone(String id, int promptLength, int n, int tokens) {
        try (Scheduler scheduler = new Scheduler(MODELS.getFirst(), n, 1)) {
            return scheduler.draw(choice(id, promptLength, n, tokens), Progress.NONE);
        }
    }

    private static <T> FutureTask<T> start(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread.ofVirtual().start(task);
        return task;
    }

    private static void waitFor(Scheduler scheduler, int pending) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (scheduler.pending() != pending) {
            assertTrue(System.nanoTime() < end, () -> scheduler.pending() + " pending, not " + pending);
            Thread.sleep(1);
        }
    }

    @Test
    void whatDoesNotFitWaitsAndIsTakenInTheOrderOfItsArrival() throws Exception {
        try (Scheduler scheduler = new Scheduler(model, 2, 1)) {
            model.hold();
            List<String> order = Collections.synchronizedList(new ArrayList<>());
            List<FutureTask<List<Completion>>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String id = "q" + i;
                int n = 1 + i % 3; // some need more rows than there are
                tasks.add(start(() -> scheduler.draw(new NotedChoice(id, n, order), Progress.NONE)));
                waitFor(
                        scheduler,
                        IntStream.rangeClosed(0, i).map(j -> 1 + j % 3).sum());
            }
            model.release();
            for (int i = 0; i < 8; i++) {
                assertEquals(alone("q" + i, 5, 1 + i % 3, 6), tasks.get(i).get());
            }
            assertEquals(
                    List.of("q0", "q1", "q1", "q2", "q2", "q2", "q3", "q4", "q4", "q5", "q5", "q5", "q6", "q7", "q7"),
                    order);
            assertEquals(2, model.mostSteps());
        }
    }

    /** Notes on the decoding thread when its samples begin. */
    private final class NotedChoice extends TokenChoice {
        private final String id;
        private final List<String> order;

        NotedChoice(String id, int n, List<String> order) {
            super(
                    model.config(),
                    PROMPTS.getFirst().tokenizer(),
                    new BitSet(),
                    SchedulerTest.prompt(5),
                    SchedulerTest.request(id, n, 6),
                    "small",
                    Optional.empty());
            this.id = id;
            this.order = order;
        }

        @Override
        Sequence sequence(int sample) {
            order.add(id);
            return super.sequence(sample);
        }
    }

    @Test
    void aLongPromptIsReadInPiecesWhileTheOthersGoOn() throws Exception {
        try (Scheduler scheduler = new Scheduler(model, 4, 1)) {
            model.hold();
            FutureTask<List<Completion>> growing = start(() -> scheduler.draw(choice("a", 3, 2, 40), Progress.NONE));
            waitFor(scheduler, 2);
            model.pass();
            model.pass();
            FutureTask<List<Completion>> long1 = start(() -> scheduler.draw(choice("b", 50, 1, 5), Progress.NONE));
            waitFor(scheduler, 3);
            model.release();
            assertEquals(alone("a", 3, 2, 40), growing.get());
            assertEquals(alone("b", 50, 1, 5), long1.get());
            List<WatchedModel.Pass> reading =
                    model.passes().stream().filter(pass -> pass.read() > 0).toList();
            assertEquals(3, reading.getFirst().read());
            assertEquals(
                    List.of(BatchLoop.CHUNK, BatchLoop.CHUNK, BatchLoop.CHUNK, 50 - 3 * BatchLoop.CHUNK),
                    reading.stream().skip(1).map(WatchedModel.Pass::read).toList());
            assertTrue(reading.stream().skip(1).allMatch(pass -> pass.steps() == 2));
        }
    }

    @Test
    void anInterruptedRequestLeavesAtTheNextPassAndAWaitingOneNeverBegins() throws Exception {
        try (Scheduler scheduler = new Scheduler(model, 3, 1)) {
            model.hold();
            CountDownLatch ended = new CountDownLatch(2);
            List<Thread> callers = new ArrayList<>();
            for (String id : List.of("in the batch", "waiting")) {
                callers.add(Thread.ofVirtual().start(() -> {
                    HoneException e = assertThrows(
                            HoneException.class, () -> scheduler.draw(choice(id, 3, 3, 50), Progress.NONE));
                    if (e.problem().contains("interrupted")
                            && Thread.currentThread().isInterrupted()) {
                        ended.countDown();
                    }
                }));
                waitFor(scheduler, 3 * callers.size());
            }
            model.pass();
            model.pass();
            callers.get(1).interrupt();
            waitFor(scheduler, 3);
            callers.get(0).interrupt();
            ended.await(); // neither waits for a pass
            model.release();
            waitFor(scheduler, 0);
            assertTrue(model.passes().size() <= 3, () -> "passes " + model.passes());
            assertEquals(alone("next", 4, 3, 9), scheduler.draw(choice("next", 4, 3, 9), Progress.NONE));
        }
    }

    @Test
    void anErrorInOneRequestDoesNotHurtTheOthers() throws Exception {
        try (Scheduler scheduler = new Scheduler(model, 8, 1)) {
            model.hold();
            IllegalStateException broken = new IllegalStateException("broken");
            FutureTask<List<Completion>> before = start(() -> scheduler.draw(choice("a", 3, 2, 20), Progress.NONE));
            waitFor(scheduler, 2);
            FutureTask<List<Completion>> failing = start(() -> scheduler.draw(new BrokenChoice(broken), Progress.NONE));
            waitFor(scheduler, 5);
            FutureTask<List<Completion>> after = start(() -> scheduler.draw(choice("b", 9, 2, 20), Progress.NONE));
            waitFor(scheduler, 7);
            model.release();
            assertSame(broken, assertThrows(Exception.class, failing::get).getCause());
            assertEquals(alone("a", 3, 2, 20), before.get());
            assertEquals(alone("b", 9, 2, 20), after.get());
            waitFor(scheduler, 0);
        }
    }

    /** Breaks at the fourth token of its second sample. */
    private final class BrokenChoice extends TokenChoice {
        private final RuntimeException broken;

        BrokenChoice(RuntimeException broken) {
            super(
                    model.config(),
                    PROMPTS.getFirst().tokenizer(),
                    new BitSet(),
                    SchedulerTest.prompt(4),
                    SchedulerTest.request("broken", 3, 20),
                    "small",
                    Optional.empty());
            this.broken = broken;
        }

        @Override
        int extend(Sequence sequence, Outputs outputs, int row, int step, int sample, Progress progress) {
            if (step == 3 && sample == 1) {
                throw broken;
            }
            return super.extend(sequence, outputs, row, step, sample, progress);
        }
    }

    @Test
    void anErrorInThePassFailsWhatIsInItAndTheNextRequestFindsACleanBatch() throws Exception {
        try (Scheduler scheduler = new Scheduler(model, 2, 1)) {
            OutOfMemoryError error = new OutOfMemoryError("of the test's own making");
            model.failAtPass(4, error);
            assertSame(
                    error,
                    assertThrows(OutOfMemoryError.class, () -> scheduler.draw(choice("a", 3, 2, 20), Progress.NONE)));
            waitFor(scheduler, 0);
            assertEquals(alone("b", 9, 2, 20), scheduler.draw(choice("b", 9, 2, 20), Progress.NONE));
        }
    }

    @Test
    void requestsGoToTheBatchWithTheFewestSamplesAndNoBatchIsWiderThanItsShare() throws Exception {
        try (Scheduler scheduler = new Scheduler(model, 7, 2)) {
            List<FutureTask<List<Completion>>> tasks = new ArrayList<>();
            model.hold();
            for (int i = 0; i < 12; i++) {
                String id = "q" + i;
                tasks.add(start(() -> scheduler.draw(choice(id, 3, 2, 12), Progress.NONE)));
                waitFor(scheduler, 2 * tasks.size());
            }
            model.release();
            for (int i = 0; i < 12; i++) {
                assertEquals(alone("q" + i, 3, 2, 12), tasks.get(i).get());
            }
            assertEquals(2, model.decoders());
            assertTrue(model.mostSteps() <= 3);
        }
    }

    @Test
    void threadsStartWithTheFirstRequestAndEndWithTheScheduler() {
        Scheduler scheduler = new Scheduler(model, 4, 2);
        assertEquals(0, model.decoders());
        scheduler.draw(choice("a", 3, 1, 2), Progress.NONE);
        scheduler.close();
        assertFalse(Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("decode-") && model.knows(thread)));
        assertThrows(HoneException.class, () -> scheduler.draw(choice("a", 3, 1, 2), Progress.NONE));
        scheduler.close();
    }
}
