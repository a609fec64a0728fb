package dev.hone.learn.chunk;

import dev.hone.learn.unet.PlainUnet;

/** A U-Net over the chunk's time that says the noise itself, as published (Chi and others 2023, section 3.2). */
final class UnetDenoiser implements Denoiser {
    private final PlainUnet network;
    private final float[] input;

    UnetDenoiser(PlainUnet network, int inputWidth) {
        this.network = network;
        input = new float[inputWidth];
    }

    @Override
    public void predict(float[] noisy, int time, float[] condition, float[] noise) {
        DenoiserInput.write(noisy, time, condition, input);
        System.arraycopy(network.forward(input), 0, noise, 0, noise.length);
    }
}
