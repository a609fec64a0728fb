package dev.hone.learn.chunk;

/** How a denoising network is told what to denoise: the noisy chunk, the observation and the time, one after the other. */
final class DenoiserInput {
    private DenoiserInput() {}

    static void write(float[] noisy, int time, float[] condition, float[] to) {
        System.arraycopy(noisy, 0, to, 0, noisy.length);
        System.arraycopy(condition, 0, to, noisy.length, condition.length);
        TimeEmbedding.write(time, to, noisy.length + condition.length);
    }
}
