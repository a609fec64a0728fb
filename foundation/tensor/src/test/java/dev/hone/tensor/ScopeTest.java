package dev.hone.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void a_tensor_outside_a_scope_is_an_error() {
        var e = assertThrows(IllegalStateException.class, () -> Tensor.zeros(2));
        assertTrue(e.toString().contains("no Scope is open"), e.toString());
    }

    @Test
    void a_tensor_dies_with_its_scope() {
        Tensor inner;
        try (var _ = new Scope()) {
            try (var _ = new Scope()) {
                inner = Tensor.zeros(2);
            }
            var e = assertThrows(IllegalStateException.class, () -> inner.add(1));
            assertTrue(e.toString().contains("after its scope was closed"), e.toString());
        }
    }

    @Test
    void a_kept_tensor_lives_until_it_is_closed() {
        Tensor kept;
        try (var _ = new Scope()) {
            kept = Tensor.of(new float[] {1, 2}, 2).mul(2).keep();
        }
        assertArrayEquals(new float[] {2, 4}, kept.floats());
        kept.close();
        assertThrows(IllegalStateException.class, kept::floats);
    }

    @Test
    void a_scope_is_closed_by_the_thread_that_opened_it() throws Exception {
        try (var scope = new Scope();
                var other = Executors.newSingleThreadExecutor()) {
            Future<?> closing = other.submit(scope::close);
            assertThrows(java.util.concurrent.ExecutionException.class, closing::get);
            assertEquals(0, Tensor.zeros(1).item());
        }
    }

    @Test
    void threads_work_at_once_each_in_its_own_scope() throws Exception {
        Callable<Double> work = () -> {
            try (var _ = new Scope()) {
                Tensor x = Tensor.full(1, 32, 32);
                for (int i = 0; i < 50; i++) {
                    x = x.matmul(x).mul(1.0 / 32);
                }
                return x.sum().item();
            }
        };
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<Double> sum :
                    threads.invokeAll(IntStream.range(0, 16).mapToObj(_ -> work).toList())) {
                assertEquals(1024, sum.get());
            }
        }
    }
}
