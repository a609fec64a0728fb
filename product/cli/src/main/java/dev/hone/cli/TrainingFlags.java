package dev.hone.cli;

import dev.hone.imitate.train.TrainingSettings;
import java.util.List;
import picocli.CommandLine.Option;

/** How a policy is trained. */
final class TrainingFlags {
    static final List<Integer> HIDDEN = List.of(256, 256, 256);

    @Option(names = "--steps", paramLabel = "N", defaultValue = "20000", description = "Updates. Default: 20000.")
    private long steps;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "0.001",
            description = "Highest learning rate. Default: 0.001.")
    private double rate;

    @Option(
            names = "--ema",
            paramLabel = "SHARE",
            defaultValue = "0",
            description =
                    "Averaged weights that keep this share of themselves per update, such as 0.999. Default: 0, off.")
    private double average;

    @Option(
            names = "--hidden",
            paramLabel = "WIDTHS",
            split = ",",
            defaultValue = "256,256,256",
            description = "Widths of the hidden layers. Default: 256,256,256.")
    private List<Integer> hidden = List.of();

    TrainingSettings settings() {
        return TrainingSettings.DEFAULT.withSteps(steps).withRate(rate).withAverage(average);
    }

    List<Integer> hidden() {
        return hidden;
    }
}
