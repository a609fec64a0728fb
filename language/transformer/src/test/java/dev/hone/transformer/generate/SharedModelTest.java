package dev.hone.transformer.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.TextListener;
import dev.hone.transformer.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120) // a defect here may well be a wait without end
class SharedModelTest {
    private static final List<LocalModel> OPEN = new ArrayList<>();
    private static final SamplingOptions FOREVER = SamplingOptions.DEFAULT.withMaxTokens(100_000);

    @BeforeAll
    static void open() {
        OPEN.add(LocalModel.open(Fixtures.path("llama/gqa"), "small"));
        OPEN.add(LocalModel.embedded("stories15m"));
    }

    @AfterAll
    static void close() {
        OPEN.forEach(LocalModel::close);
    }

    private static LocalModel small() {
        return OPEN.get(0);
    }

    private static LocalModel stories() {
        return OPEN.get(1);
    }

    private static GenerationRequest request(String id, String prompt, int n, SamplingOptions options) {
        return new GenerationRequest(Query.of(id, prompt), 0, n, options, Seeds.of(11));
    }

    /** A request unlike the others in everything that a request can be. */
    private static GenerationRequest random(int i, int mostTokens) {
        RandomGenerator random = Seeds.of(17).child(i).generator();
        String[] words = {"Tell", " me", " Once", " upon", " a", " time", " 7", " the", " dog", "\u00e9\u4e2d"};
        StringBuilder prompt = new StringBuilder("Say");
        for (int w = random.nextInt(11); w > 0; w--) {
            prompt.append(words[random.nextInt(words.length)]);
        }
        SamplingOptions options = new SamplingOptions(
                1 + random.nextInt(mostTokens),
                random.nextInt(5) == 0 ? 0 : 0.5 + random.nextDouble(),
                random.nextInt(3) == 0 ? OptionalDouble.of(0.8) : OptionalDouble.empty(),
                random.nextInt(4) == 0 ? OptionalInt.of(9) : OptionalInt.empty(),
                random.nextInt(2) == 0 ? List.of("e", "zebra", "the c") : List.of(),
                random.nextInt(3) == 0 ? OptionalInt.of(random.nextInt(4)) : OptionalInt.empty());
        Query query = Query.of("query " + i, prompt.toString());
        return new GenerationRequest(
                query, random.nextInt(5), 1 + random.nextInt(random.nextInt(5) == 0 ? 50 : 4), options, Seeds.of(i));
    }

    /** Joins the pieces of every sample and compares them with the texts returned. */
    private static List<Completion> listened(LocalModel model, GenerationRequest request) {
        List<StringBuilder> texts = new ArrayList<>();
        for (int i = 0; i < request.n(); i++) {
            texts.add(new StringBuilder());
        }
        List<Completion> completions = model.generate(request, (sample, piece) -> {
            assertTrue(!piece.isEmpty());
            texts.get(sample).append(piece);
        });
        assertEquals(
                completions.stream().map(Completion::text).toList(),
                texts.stream().map(StringBuilder::toString).toList());
        return completions;
    }

    private static List<List<Completion>> fromThreads(LocalModel model, List<GenerationRequest> requests)
            throws Exception {
        List<Callable<List<Completion>>> calls = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            GenerationRequest request = requests.get(i);
            boolean listens = i % 2 == 0;
            calls.add(() -> listens ? listened(model, request) : model.generate(request));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<List<Completion>> all = new ArrayList<>();
            for (Future<List<Completion>> future : threads.invokeAll(calls)) {
                all.add(future.get());
            }
            return all;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void fortyRequestsFromSixteenThreadsAreAnsweredAsAlone(int threads) throws Exception {
        List<GenerationRequest> requests = new ArrayList<>();
        List<List<Completion>> expected = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            requests.add(random(i, 60));
            expected.add(small().generate(random(i, 60)));
        }
        LocalModel shared = small().shared(threads);
        assertEquals(expected, fromThreads(shared, requests));
        waitUntilNothingIsPending(shared); // the last answer is there before it has been counted out
    }

    @Test
    void storiesAreTheSameInCompany() throws Exception {
        List<GenerationRequest> requests = new ArrayList<>();
        List<List<Completion>> expected = new ArrayList<>();
        for (int i = 50; i < 60; i++) {
            requests.add(random(i, 25));
            expected.add(listened(stories(), random(i, 25)));
        }
        assertEquals(expected, fromThreads(stories().shared(), requests));
    }

    @Test
    void viewsOfASharedModelShareItsBatch() {
        LocalModel shared = small().shared(1);
        GenerationRequest request = request("q", "Tell me", 3, SamplingOptions.DEFAULT);
        assertEquals(small().raw().generate(request), shared.raw().generate(request));
        assertEquals(
                small().endless().generate(request), small().endless().shared(2).generate(request));
    }

    @Test
    void tokenIdsAreContinuedAsTheyStand() {
        GenerationRequest request = request("q", "Tell me", 2, SamplingOptions.DEFAULT);
        int[] prompt = small().prompt(request.query());
        GenerationRequest unread = request("q", "never read", 2, SamplingOptions.DEFAULT);
        for (LocalModel model : List.of(small(), small().shared(1))) {
            assertEquals(small().generate(request), model.generate(prompt, unread, TextListener.NONE));
            int[] longer = Arrays.copyOf(prompt, prompt.length + 1);
            longer[prompt.length] = 5;
            assertTrue(!small().generate(request).equals(model.generate(longer, unread, TextListener.NONE)));
            for (int[] bad : new int[][] {{}, {1, -1}, {1, 1_000_000}, new int[100_000]}) {
                HoneException refusal =
                        assertThrows(HoneException.class, () -> model.generate(bad, unread, TextListener.NONE));
                assertTrue(refusal.problem().startsWith("The prompt of query 'q' has "), refusal.problem());
            }
        }
    }

    /** Starts an endless request on a thread of its own; returns when its first piece of text has come. */
    private static Thread endless(LocalModel model, String id, AtomicReference<Throwable> ending) throws Exception {
        CountDownLatch growing = new CountDownLatch(1);
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                while (true) { // the context ends a sample; the next request follows at once
                    model.generate(request(id, "Tell me", 2, FOREVER), (sample, piece) -> growing.countDown());
                }
            } catch (HoneException e) {
                ending.set(Thread.currentThread().isInterrupted() ? e : new AssertionError("status was not set", e));
            }
        });
        growing.await();
        return thread;
    }

    private static void waitUntilNothingIsPending(LocalModel model) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (model.pending() > 0) {
            assertTrue(System.nanoTime() < end, () -> model.pending() + " samples never left");
            Thread.sleep(1);
        }
    }

    @Test
    void anInterruptedCallerGoesAtOnceAndItsSamplesLeave() throws Exception {
        LocalModel shared = small().endless().shared(1);
        AtomicReference<Throwable> ending = new AtomicReference<>();
        Thread thread = endless(shared, "long", ending);
        GenerationRequest other = request("other", "Say", 2, SamplingOptions.DEFAULT);
        List<Completion> expected = small().endless().generate(other);
        assertEquals(expected, shared.generate(other));
        thread.interrupt();
        assertTrue(thread.join(Duration.ofSeconds(20)));
        assertTrue(ending.get() instanceof HoneException, () -> "" + ending.get());
        assertTrue(((HoneException) ending.get()).problem().contains("interrupted"));
        waitUntilNothingIsPending(shared);
        assertEquals(expected, shared.generate(other));
    }

    @Test
    void anInterruptedCallerDoesNotEvenBegin() {
        LocalModel shared = small().shared(1);
        Thread.currentThread().interrupt();
        assertThrows(HoneException.class, () -> shared.generate(request("q", "Tell me", 2, FOREVER)));
        assertTrue(Thread.interrupted());
    }

    @Test
    void aListenerThatThrowsEndsItsOwnRequestOnly() throws Exception {
        LocalModel shared = small().endless().shared(1);
        AtomicReference<Throwable> ending = new AtomicReference<>();
        Thread company = endless(shared, "company", ending);
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> shared.generate(request("q", "Tell me", 3, FOREVER), (sample, piece) -> {
                    throw new IllegalStateException("the client is gone");
                }));
        assertEquals("the client is gone", thrown.getMessage());
        assertTrue(company.isAlive());
        company.interrupt();
        company.join();
        waitUntilNothingIsPending(shared);
    }

    @Test
    void closingAnswersThoseWhoWaitAndEndsTheThreads() throws Exception {
        LocalModel model = LocalModel.open(Fixtures.path("llama/gqa"), "small");
        LocalModel shared = model.endless().shared(2);
        List<AtomicReference<HoneException>> endings = new ArrayList<>();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            AtomicReference<HoneException> ending = new AtomicReference<>();
            endings.add(ending);
            String id = "q" + i;
            callers.add(Thread.ofPlatform().start(() -> {
                while (ending.get() == null) {
                    try {
                        shared.generate(request(id, "Tell me", 9, FOREVER));
                    } catch (HoneException e) {
                        ending.set(e);
                    }
                }
            }));
        }
        Thread.sleep(50);
        model.close();
        for (Thread caller : callers) {
            assertTrue(caller.join(Duration.ofSeconds(20)));
        }
        endings.forEach(ending -> assertTrue(ending.get().problem().contains("closed")));
        assertThrows(HoneException.class, () -> shared.generate(request("q", "Tell me", 1, FOREVER)));
    }

    @Test
    void twoThousandRequestsLeaveNothingBehind() throws Exception {
        LocalModel shared = small().shared(2);
        requests(shared, 1_000, 0);
        long before = heap();
        requests(shared, 2_000, 1_000);
        waitUntilNothingIsPending(shared);
        long grown = heap() - before;
        assertTrue(grown < 2 << 20, () -> "the heap grew by " + grown / 1024 + " KiB");
    }

    /** From sixteen threads; every ninth is given up after its first piece of text. */
    private static void requests(LocalModel model, int n, int first) throws Exception {
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = first; i < first + n; i++) {
            GenerationRequest request = random(i, 12);
            boolean gives = i % 9 == 0;
            calls.add(() -> {
                try {
                    return model.generate(request, (sample, piece) -> {
                                if (gives) {
                                    throw new IllegalStateException();
                                }
                            })
                            .size();
                } catch (IllegalStateException e) {
                    return 0;
                }
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (Future<Integer> future : threads.invokeAll(calls)) {
                future.get();
            }
        }
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
