package dev.hone.lm.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallsTest {
    private final List<Integer> hundred = IntStream.range(0, 100).boxed().toList();

    @Test
    void every_call_is_made_once() {
        for (int concurrency : new int[] {1, 7, 200}) {
            Set<Integer> made = new ConcurrentSkipListSet<>();
            assertTrue(Calls.make(hundred, concurrency, call -> assertTrue(made.add(call))));
            assertEquals(100, made.size());
        }
    }

    @Test
    void a_failure_stops_further_calls_and_reaches_the_caller() {
        var failure = new IllegalArgumentException("third");
        var made = new AtomicInteger();
        var thrown = assertThrows(
                IllegalArgumentException.class,
                () -> Calls.make(hundred, 1, call -> {
                    made.incrementAndGet();
                    if (call == 2) {
                        throw failure;
                    }
                }));
        assertSame(failure, thrown);
        assertEquals(3, made.get());
    }

    @Test
    void an_error_is_no_silent_end() {
        assertThrows(
                StackOverflowError.class,
                () -> Calls.make(hundred, 2, call -> {
                    throw new StackOverflowError("in call " + call);
                }));
    }

    @Test
    void calls_that_can_not_be_read_fail_too() {
        Iterable<Integer> broken = () -> IntStream.range(0, 10)
                .mapToObj(i -> {
                    if (i == 5) {
                        throw new IllegalStateException("damaged");
                    }
                    return i;
                })
                .iterator();
        assertThrows(IllegalStateException.class, () -> Calls.make(broken, 2, _ -> {}));
    }

    @Test
    void an_interruption_before_the_start_is_noticed() {
        Thread.currentThread().interrupt();
        boolean all = Calls.make(hundred, 1, _ -> {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertFalse(all);
        assertTrue(Thread.interrupted());
    }

    @Test
    void an_interruption_after_the_last_call_is_none_of_its_business() {
        Thread caller = Thread.currentThread();
        boolean all = Calls.make(List.of(1), 1, _ -> {
            caller.interrupt();
            try {
                Thread.sleep(20);
            } catch (InterruptedException _) {
                // it finishes nevertheless
            }
        });
        assertTrue(all);
        assertTrue(Thread.interrupted());
    }
}
