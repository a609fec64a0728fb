package dev.hone.imitate.train;

import dev.hone.imitate.ImitationTask;
import dev.hone.learn.chunk.ChunkSpec;
import java.util.List;

/**
 * The sizes of policies' networks, and how diffusion begins a plan.
 *
 * @param hidden widths of a plain network's hidden layers
 * @param levels channels of a U-Net's levels, the finest first
 * @param warmStart whether a plan starts from the last one; read by diffusion only
 */
public record NetworkSettings(List<Integer> hidden, List<Integer> levels, boolean warmStart) {
    /** What rows of comparisons have. */
    public static final NetworkSettings DEFAULT =
            new NetworkSettings(List.of(256, 256, 256), List.of(64, 128, 256), false);

    public NetworkSettings {
        hidden = List.copyOf(hidden);
        levels = List.copyOf(levels);
    }

    /**
     * A policy for a task.
     *
     * @throws dev.hone.core.HoneException if a U-Net's levels don't fit its chunks
     */
    public ChunkSpec spec(PolicyShape shape, ImitationTask task) {
        return shape.spec(task, widths(shape)).withWarmStart(warmStart);
    }

    /** A policy for data of no known task. */
    public ChunkSpec spec(PolicyShape shape, DataRanges ranges) {
        return shape.spec(ranges, widths(shape)).withWarmStart(warmStart);
    }

    private List<Integer> widths(PolicyShape shape) {
        return shape == PolicyShape.UNET ? levels : hidden;
    }
}
