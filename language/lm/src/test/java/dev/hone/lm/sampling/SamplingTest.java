package dev.hone.lm.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.LimitReached;
import dev.hone.lm.PartialGeneration;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static final Seeds SEEDS = Seeds.of(3);
    private final HoneException down = new HoneException("The endpoint is down.", "try again");

    private final SampleStore store = SampleStore.inMemory();
    private final List<Demand> demands = demands(5, 8);

    @Test
    void a_model_that_returns_all_samples_at_once_is_called_once_a_query() {
        var model = new FakeModel(Integer.MAX_VALUE, 1);
        Outcome outcome = sampling(model).draw(demands);
        assertTrue(outcome.complete());
        assertEquals(40, outcome.samples());
        assertEquals(
                List.of("q0", "q1", "q2", "q3", "q4"),
                model.calls.stream().map(c -> c.query().id()).toList());
    }

    @Test
    void calls_hold_no_more_samples_than_the_model_returns() {
        var model = new FakeModel(3, 1);
        sampling(model).draw(demands(1, 8));
        assertEquals(List.of("0+3", "3+3", "6+2"), ranges(model));
    }

    @Test
    void the_samples_are_the_same_whatever_calls_they_come_in() {
        var expected = samples(new FakeModel(Integer.MAX_VALUE, 1), SampleStore.inMemory());
        for (int perCall : new int[] {1, 3, 8}) {
            for (int concurrency : new int[] {1, 4}) {
                assertEquals(expected, samples(new FakeModel(perCall, concurrency), SampleStore.inMemory()));
            }
        }
    }

    @Test
    void only_what_is_missing_is_drawn() {
        draw(Map.of(1, Completion.of("kept"), 4, Completion.of("kept")));
        var model = new FakeModel(Integer.MAX_VALUE, 1);
        Outcome outcome = sampling(model).draw(demands(1, 8));
        assertEquals(List.of("0+1", "2+2", "5+3"), ranges(model));
        assertEquals(8, outcome.samples());
        assertEquals("kept", sample(0, 4).text());
    }

    @Test
    void asking_for_more_draws_the_rest_and_asking_for_less_draws_nothing() {
        var model = new FakeModel(Integer.MAX_VALUE, 1);
        Sampling sampling = sampling(model);
        sampling.draw(demands(2, 2));
        sampling.draw(demands(2, 6));
        Outcome less = sampling.draw(demands(2, 1));
        assertEquals(12, model.samplesDrawn());
        assertEquals(2, less.samples());
        assertEquals(2, less.tokens());
    }

    @Test
    void as_many_calls_run_at_once_as_the_model_can_use() {
        var together = new CountDownLatch(4);
        var model = new FakeModel(1, 4, request -> {
            together.countDown();
            await(together);
            return FakeModel.answers(request);
        });
        sampling(model).draw(demands);
        assertEquals(4, model.mostAtOnce.get());
    }

    @Test
    void cut_samples_and_tokens_are_counted_over_attempts_and_a_warning_names_their_share() {
        sampling(new FakeModel(2, 1)).draw(demands(5, 4));
        List<String> notes = new ArrayList<>();
        var listener = new Listener() {
            @Override
            public void note(String line) {
                notes.add(line);
            }
        };
        Outcome outcome =
                new Sampling(new FakeModel(2, 1), SamplingOptions.DEFAULT, SEEDS, store, listener).draw(demands);
        long cut = demands.stream()
                .flatMap(d -> store.completions(d.query().id()).values().stream())
                .filter(c -> c.finish() == FinishReason.LENGTH)
                .count();
        assertTrue(cut > 0);
        assertEquals(cut, outcome.cut());
        assertEquals(5 * 36, outcome.tokens());
        assertTrue(notes.getFirst().startsWith(cut + " of 40 samples"), notes.toString());
    }

    @Test
    void the_listener_hears_of_every_sample_and_of_those_drawn_before() {
        sampling(new FakeModel(8, 1)).draw(demands(2, 8));
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        var listener = new Listener() {
            @Override
            public void begin(String stage, long done, long total) {
                heard.add(done + "/" + total);
            }

            @Override
            public void advance(long done) {
                heard.add("" + done);
            }

            @Override
            public void end() {
                heard.add("end");
            }
        };
        new Sampling(new FakeModel(8, 1), SamplingOptions.DEFAULT, SEEDS, store, listener).draw(demands(4, 8));
        assertEquals(List.of("16/32", "24", "32", "end"), heard);
    }

    @Test
    void a_failing_call_ends_the_loop_with_its_error_and_the_same_demands_continue() {
        var failing = new AtomicInteger();
        var model = new FakeModel(8, 1, request -> {
            if (request.query().id().equals("q2") && failing.getAndIncrement() == 0) {
                throw down;
            }
            return FakeModel.answers(request);
        });
        assertSame(down, assertThrows(HoneException.class, () -> sampling(model).draw(demands)));
        assertEquals(3, model.calls.size());
        assertTrue(sampling(model).draw(demands).complete());
        assertEquals(samples(new FakeModel(8, 1), SampleStore.inMemory()), all(store));
    }

    @Test
    void samples_that_came_with_a_failure_are_kept() {
        var model = new FakeModel(8, 1, request -> {
            throw new PartialGeneration(down, Map.of(1, FakeModel.answer(request, 1), 2, FakeModel.answer(request, 2)));
        });
        assertSame(down, assertThrows(HoneException.class, () -> sampling(model).draw(demands(1, 4))));
        var next = new FakeModel(8, 1);
        sampling(next).draw(demands(1, 4));
        assertEquals(List.of("0+1", "3+1"), ranges(next));
    }

    @Test
    void calls_under_way_are_waited_for_and_kept_when_another_fails() {
        var started = new CountDownLatch(2);
        var model = new FakeModel(8, 2, request -> {
            started.countDown();
            await(started);
            if (request.query().id().equals("q0")) {
                throw down;
            }
            pause(50);
            return FakeModel.answers(request);
        });
        assertThrows(HoneException.class, () -> sampling(model).draw(demands));
        assertEquals(8, store.drawn("q1").size());
        assertEquals(2, model.calls.size());
    }

    @Test
    void a_limit_stops_cleanly_and_says_so() {
        var limit = new LimitReached("3 calls were made of --max-calls 3.", "raise it");
        var calls = new AtomicInteger();
        var model = new FakeModel(8, 1, request -> {
            if (calls.getAndIncrement() == 3) {
                throw new PartialGeneration(limit, Map.of(0, FakeModel.answer(request, 0)));
            }
            return FakeModel.answers(request);
        });
        Outcome outcome = sampling(model).draw(demands);
        assertFalse(outcome.complete());
        assertEquals(25, outcome.samples());
        assertSame(limit, outcome.stopped().orElseThrow());
    }

    @Test
    void an_interruption_stops_cleanly_keeps_what_is_drawn_and_stays_set() throws InterruptedException {
        var inCall = new CountDownLatch(1);
        var model = new FakeModel(8, 2, request -> {
            if (request.query().id().equals("q2")) {
                inCall.countDown();
                pause(10_000);
                throw new HoneException("Interrupted.", "wait");
            }
            return FakeModel.answers(request);
        });
        var outcomes = new ArrayList<Outcome>();
        var flags = new ArrayList<Boolean>();
        Thread thread = Thread.ofPlatform().start(() -> {
            outcomes.add(sampling(model).draw(demands));
            flags.add(Thread.currentThread().isInterrupted());
        });
        inCall.await();
        pause(50);
        thread.interrupt();
        thread.join(5_000);
        assertTrue(outcomes.getFirst().stopped().orElseThrow().problem().contains("interrupted with 32 of 40"));
        assertEquals(List.of(true), flags);
        assertTrue(sampling(new FakeModel(8, 1)).draw(demands).complete());
    }

    @Test
    void a_model_that_returns_too_few_is_a_defect_and_keeps_nothing() {
        var model = new FakeModel(8, 1, request -> FakeModel.answers(request).subList(1, request.n()));
        assertThrows(IllegalStateException.class, () -> sampling(model).draw(demands(1, 4)));
        assertTrue(store.drawn("q0").isEmpty());
    }

    @Test
    void a_query_asked_for_twice_is_a_defect() {
        var twice = List.of(demands.getFirst(), demands.getFirst());
        assertThrows(
                IllegalArgumentException.class,
                () -> sampling(new FakeModel(8, 1)).draw(twice));
    }

    @Test
    void no_demand_makes_no_call() {
        var model = new FakeModel(8, 1);
        assertTrue(sampling(model).draw(List.of()).complete());
        assertTrue(sampling(model).draw(demands(3, 0)).complete());
        assertEquals(0, model.calls.size());
    }

    private Sampling sampling(FakeModel model) {
        return new Sampling(model, SamplingOptions.DEFAULT, SEEDS, store, Listener.NONE);
    }

    private void draw(Map<Integer, Completion> completions) {
        store.commit("q0", new TreeMap<>(completions));
    }

    private Completion sample(int query, int index) {
        return store.completions("q" + query).values().stream().toList().get(index);
    }

    private Map<String, SortedMap<Integer, Completion>> samples(FakeModel model, SampleStore into) {
        new Sampling(model, SamplingOptions.DEFAULT, SEEDS, into, Listener.NONE).draw(demands);
        return all(into);
    }

    private Map<String, SortedMap<Integer, Completion>> all(SampleStore from) {
        var all = new TreeMap<String, SortedMap<Integer, Completion>>();
        demands.forEach(d -> all.put(d.query().id(), from.completions(d.query().id())));
        return all;
    }

    private static List<String> ranges(FakeModel model) {
        return model.calls.stream().map(call -> call.first() + "+" + call.n()).toList();
    }

    private static List<Demand> demands(int queries, int samples) {
        return IntStream.range(0, queries)
                .mapToObj(i -> new Demand(Query.of("q" + i, "prompt " + i), samples))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException _) {
            // the call gives up at once
        }
    }
}
