package dev.hone.tensor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A long loop is flat in memory: native (resident set) and Java (heap after collection). */
class LeakTest {
    private static final double MOST_RESIDENT_MB = 16;
    private static final double MOST_HEAP_MB = 2;

    @Test
    void two_thousand_steps_leak_nothing() throws IOException {
        train(1_000, 2_000);
    }

    @Test
    @Tag("learning")
    void twenty_thousand_steps_leak_nothing() throws IOException {
        train(5_000, 20_000);
    }

    private static void train(int warmUp, int steps) throws IOException {
        try (var parameters = new Parameters()) {
            var network = new Mlp(parameters, "net", List.of(64, 64, 1), Activation.GELU, Seeds.of(1));
            try (var adam = new AdamW(parameters, AdamW.Settings.DEFAULT)) {
                float[] inputs = Init.normal(Seeds.of(2), 32 * 64, 1);
                steps(network, parameters, adam, inputs, warmUp);
                double resident = residentMegabytes();
                double heap = heapMegabytes();
                steps(network, parameters, adam, inputs, steps);
                double moreHeap = heapMegabytes() - heap;
                double moreResident = residentMegabytes() - resident;
                assertTrue(moreResident <= MOST_RESIDENT_MB, moreResident + " MB more resident memory");
                assertTrue(moreHeap <= MOST_HEAP_MB, moreHeap + " MB more heap");
            }
        }
    }

    private static void steps(Mlp network, Parameters parameters, AdamW adam, float[] inputs, int count) {
        for (int i = 0; i < count; i++) {
            try (var _ = new Scope()) {
                parameters.zeroGradients();
                Tensor loss =
                        network.forward(Tensor.of(inputs, 32, 64)).square().mean();
                loss.backward();
                parameters.clipGradients(1);
                adam.step(1e-3);
                if (i % 100 == 0) {
                    loss.item();
                }
            }
        }
    }

    private static double residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024.0;
    }

    private static double heapMegabytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
    }
}
