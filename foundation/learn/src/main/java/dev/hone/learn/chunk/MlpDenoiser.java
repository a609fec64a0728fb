package dev.hone.learn.chunk;

import dev.hone.learn.PlainNetwork;

/** A plain network on the flattened chunk, the observation and the time, one after the other. */
final class MlpDenoiser implements Denoiser {
    private final PlainNetwork network;
    private final float[] input;

    MlpDenoiser(PlainNetwork network) {
        this.network = network;
        input = new float[network.widths().getFirst()];
    }

    @Override
    public void predict(float[] noisy, int time, float[] condition, float[] noise) {
        System.arraycopy(noisy, 0, input, 0, noisy.length);
        System.arraycopy(condition, 0, input, noisy.length, condition.length);
        TimeEmbedding.write(time, input, noisy.length + condition.length);
        System.arraycopy(network.forward(input, 0), 0, noise, 0, noise.length);
    }
}
