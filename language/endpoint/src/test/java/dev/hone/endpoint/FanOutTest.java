package dev.hone.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FanOutTest {
    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    @Test
    void everyItemIsRunOnce() {
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        assertEquals(Optional.empty(), FanOut.run(HUNDRED, 7, i -> assertTrue(seen.add(i))));
        assertEquals(Set.copyOf(HUNDRED), seen);
    }

    @Test
    void afterAFailureNothingIsBegunAndWhatWasBegunEnds() throws Exception {
        AtSomePace.holds(pace -> {
            CountDownLatch begun = new CountDownLatch(2);
            CountDownLatch failed = new CountDownLatch(1);
            Set<Integer> ended = ConcurrentHashMap.newKeySet();
            HoneException problem = new HoneException("no", "not");
            Optional<HoneException> failure = FanOut.run(HUNDRED, 3, i -> {
                try {
                    if (i == 0) {
                        begun.await();
                        failed.countDown();
                        throw problem;
                    }
                    begun.countDown();
                    failed.await();
                    Thread.sleep(pace * 50L); // the failure is on its way
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                ended.add(i);
            });
            assertSame(problem, failure.orElseThrow());
            assertEquals(Set.of(1, 2), ended);
        });
    }

    @Test
    void aDefectIsThrownAndNotTakenForAnAnswer() {
        assertThrows(
                IllegalStateException.class,
                () -> FanOut.run(HUNDRED, 4, i -> {
                    throw new IllegalStateException("bug");
                }));
    }
}
