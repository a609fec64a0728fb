package dev.hone.transformer.generate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A long sampling run is flat in memory: samples of changing number, length and options, one query after another. The
 * suite samples for half a minute; {@code -Dhone.sampling.seconds=600} repeats what docs/results.md reports.
 */
@EnabledOnOs(OS.LINUX)
class SamplingMemoryTest {
    private static final long MOST_RESIDENT = 16 << 20;
    private static final long MOST_HEAP = 2 << 20;
    private static final Duration LONG = Duration.ofSeconds(Integer.getInteger("hone.sampling.seconds", 30));

    private record Memory(long resident, long heap) {
        static Memory now() throws IOException {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            long resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElseThrow();
            return new Memory(resident, runtime.totalMemory() - runtime.freeMemory());
        }
    }

    private long query;

    private void sampleFor(LocalModel model, Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            sample(model);
        }
    }

    /** Warms up by work, not by time, so that a busy machine measures the same. */
    private void sampleSteps(LocalModel model, int steps) {
        for (int done = 0; done < steps; ) {
            done += sample(model);
        }
    }

    /** One query, unlike the one before; returns the decoding steps it took. */
    private int sample(LocalModel model) {
        query++;
        SamplingOptions options = new SamplingOptions(
                10 + (int) (query % 30),
                1,
                query % 3 == 0 ? OptionalDouble.of(0.9) : OptionalDouble.empty(),
                OptionalInt.empty(),
                query % 4 == 0 ? List.of("zebra") : List.of(),
                query % 5 == 0 ? OptionalInt.of(3) : OptionalInt.empty());
        Query ask = Query.of("q" + query, "Once upon a time there was number " + query);
        return model.generate(new GenerationRequest(ask, 0, 1 + (int) (query % 17), options, Seeds.of(1))).stream()
                .mapToInt(Completion::tokens)
                .max()
                .orElseThrow();
    }

    /** Buffers grow to the widest and longest request; this is it. */
    private static void largest(LocalModel model) {
        SamplingOptions options = SamplingOptions.DEFAULT.withMaxTokens(60);
        model.endless().generate(new GenerationRequest(Query.of("q", "Once ".repeat(20)), 0, 17, options, Seeds.of(1)));
        model.generate(new GenerationRequest(Query.of("q", "Once ".repeat(20)), 0, 17, options, Seeds.of(1)));
    }

    private void staysFlat(int warmUpSteps, Duration duration) throws IOException {
        try (LocalModel model = LocalModel.embedded("stories15m")) {
            largest(model);
            sampleSteps(model, warmUpSteps);
            long warm = query;
            Memory before = Memory.now();
            sampleFor(model, duration);
            Memory after = Memory.now();
            System.out.printf(
                    "%d queries in %d s: resident memory %+d KiB, heap %+d KiB%n",
                    query - warm,
                    duration.toSeconds(),
                    (after.resident - before.resident) / 1024,
                    (after.heap - before.heap) / 1024);
            assertTrue(
                    after.heap - before.heap <= MOST_HEAP && after.resident - before.resident <= MOST_RESIDENT,
                    before + " grew to " + after);
        }
    }

    @Test
    void fiveSecondsOfSamplingLeaveNothingBehind() throws IOException {
        staysFlat(300, Duration.ofSeconds(5));
    }

    @Test
    @Tag("learning")
    void halfAMinuteOfSamplingLeavesNothingBehind() throws IOException {
        staysFlat(2_500, LONG);
    }
}
