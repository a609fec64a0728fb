package dev.hone.cli;

import dev.hone.imitate.train.NetworkSettings;
import dev.hone.imitate.train.TrainingSettings;
import java.util.List;
import picocli.CommandLine.Option;

/** How a policy is trained, and what its network looks like. */
final class TrainingFlags {
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
            description = "Widths of the hidden layers; a U-Net has --levels instead. Default: 256,256,256.")
    private List<Integer> hidden = List.of();

    @Option(
            names = "--levels",
            paramLabel = "CHANNELS",
            split = ",",
            defaultValue = "64,128,256",
            description = "Channels of a U-Net's levels, multiples of 8, the finest first. Default: 64,128,256.")
    private List<Integer> levels = List.of();

    @Option(
            names = "--warm-start",
            description =
                    "Acting, diffusion begins at the last plan, moved on and half noised, so that plans go on where the last ended.")
    private boolean warmStart;

    TrainingSettings settings() {
        return TrainingSettings.DEFAULT.withSteps(steps).withRate(rate).withAverage(average);
    }

    NetworkSettings network() {
        return new NetworkSettings(hidden, levels, warmStart);
    }
}
