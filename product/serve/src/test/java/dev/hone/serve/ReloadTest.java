package dev.hone.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.head.HeadSettings;
import dev.hone.lm.Features;
import dev.hone.lm.Query;
import dev.hone.lm.TextFeatures;
import dev.hone.reward.Rewards;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reload replaces is freed once nobody plans by it, and not before. */
class ReloadTest {
    private static final DifficultyPredictor PREDICTOR =
            LearntTest.predictor(400, new HeadSettings(8, List.of(.1), 1e-2, 64, 40, 10, 1));

    @TempDir
    private Path runs;

    private final List<Watched> loads = new ArrayList<>();

    /** Text features that take their time and notice how they are treated. */
    private static final class Watched implements Features {
        final AtomicInteger closed = new AtomicInteger();
        final AtomicBoolean usedAfterClose = new AtomicBoolean();
        private final TextFeatures text = new TextFeatures();

        @Override
        public String name() {
            return text.name();
        }

        @Override
        public int dimension() {
            return text.dimension();
        }

        @Override
        public float[][] of(List<Query> queries) {
            try {
                Thread.sleep(3);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            usedAfterClose.compareAndSet(false, closed.get() > 0);
            return text.of(queries);
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private Learnt load(String model) {
        Watched features = new Watched();
        synchronized (loads) {
            loads.add(features);
        }
        return new Learnt.Difficulty(PREDICTOR.withModel(model), features);
    }

    private ServedBy serve(Callable<Learnt> loading) {
        return new ServedBy(
                runs,
                new ServeOptions(
                        List.of(ServedBy.local(new EchoModel("small", Duration.ZERO))),
                        Optional.of(Rewards.parse("regex:never")),
                        () -> {
                            try {
                                return loading.call();
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        4,
                        8,
                        0,
                        false,
                        false,
                        Optional.empty(),
                        1));
    }

    private List<Integer> closed() {
        return loads.stream().map(features -> features.closed.get()).toList();
    }

    @Test
    void the_features_of_the_predictor_before_are_closed_and_the_last_ones_with_the_server() throws Exception {
        try (ServedBy served = serve(() -> load("small"))) {
            served.chat("hone/small", "one");
            assertEquals(List.of(0), closed());
            assertEquals(200, served.post("/admin/reload", "").statusCode());
            assertEquals(List.of(1, 0), closed());
            assertEquals(200, served.post("/admin/reload", "").statusCode());
            served.chat("hone/small", "two");
            assertEquals(List.of(1, 1, 0), closed());
        }
        assertEquals(List.of(1, 1, 1), closed());
    }

    @Test
    void what_can_not_be_used_is_closed_and_the_old_stays_open() throws Exception {
        try (ServedBy served = serve(() -> load(loads.isEmpty() ? "small" : "another"))) {
            assertEquals(409, served.post("/admin/reload", "").statusCode());
            assertEquals(List.of(0, 1), closed());
            assertEquals(200, served.chat("hone/small", "one").statusCode());
        }
        assertEquals(List.of(1, 1), closed());
    }

    @Test
    void no_request_meets_closed_features() throws Exception {
        try (ServedBy served = serve(() -> load("small"));
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String name = "hone/small@" + (2 + i % 4);
                String prompt = "a hard one, of type " + i;
                answers.add(clients.submit(() -> served.chat(name, prompt)));
                if (i % 20 == 0) {
                    assertEquals(200, served.post("/admin/reload", "").statusCode());
                }
            }
            for (Future<HttpResponse<String>> answer : answers) {
                assertEquals(200, answer.get().statusCode());
                assertTrue(answer.get().headers().firstValue("x-hone-degraded").isEmpty());
                assertTrue(
                        answer.get().headers().firstValue("x-hone-predicted").isPresent(),
                        () -> "nothing was predicted: "
                                + PREDICTOR.trained().orElseThrow().guard());
            }
        }
        assertEquals(16, loads.size());
        assertTrue(loads.stream().noneMatch(features -> features.usedAfterClose.get()));
        assertTrue(closed().stream().allMatch(times -> times == 1), () -> "closed " + closed());
    }
}
