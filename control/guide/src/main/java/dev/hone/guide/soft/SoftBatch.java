package dev.hone.guide.soft;

import dev.hone.guide.neural.Lived;
import dev.hone.learn.Replay;
import dev.hone.learn.Space;
import dev.hone.tensor.Tensor;

/**
 * Steps of the replay as tensors.
 *
 * @param features what the student sees, [n, width]
 * @param actions raw, within -1 and 1, [n, size]
 * @param rewards [n]
 * @param next what the student sees after the step, [n, width]
 * @param going 0 where nothing can follow, 1 elsewhere, [n]
 * @param teacher its advice before the step, in the students' unit before tanh
 * @param nextTeacher its advice after the step
 */
record SoftBatch(
        Tensor features, Tensor actions, Tensor rewards, Tensor next, Tensor going, Bell teacher, Bell nextTeacher)
        implements Lived<SoftBatch> {
    /** A mean at the end of its range has no place before tanh: this is as far as it goes, in half ranges. */
    private static final double FARTHEST = 0.95;

    @Override
    public Tensor led() {
        return next;
    }

    @Override
    public SoftBatch paying(Tensor others) {
        return new SoftBatch(features, actions, others, next, going, teacher, nextTeacher);
    }

    static SoftBatch of(Replay.Batch batch, Space.Box box) {
        int n = batch.size();
        int row = batch.features.length / n;
        int width = row - 2 * box.size();
        Tensor seen = Tensor.of(batch.features, n, row);
        Tensor led = Tensor.of(batch.next, n, row);
        return new SoftBatch(
                seen.narrow(1, 0, width),
                Tensor.of(batch.actions, n, box.size()),
                Tensor.of(batch.rewards, n),
                led.narrow(1, 0, width),
                Tensor.of(batch.terminated, n).neg().add(1),
                bell(batch.features, width, box),
                bell(batch.next, width, box));
    }

    /**
     * A teacher's bell, of mean m and deviation d in the unit of the action, before tanh: its mean at atanh(m), its deviation d as
     * it is, both in half ranges.
     */
    private static Bell bell(float[] rows, int width, Space.Box box) {
        int size = box.size();
        int row = width + 2 * size;
        int n = rows.length / row;
        float[] means = new float[n * size];
        float[] logDeviations = new float[n * size];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < size; i++) {
                double middle = (box.low(i) + box.high(i)) / 2.0;
                double half = (box.high(i) - box.low(i)) / 2.0;
                double mean = Math.clamp((rows[k * row + width + i] - middle) / half, -FARTHEST, FARTHEST);
                means[k * size + i] = (float) (0.5 * Math.log((1 + mean) / (1 - mean)));
                logDeviations[k * size + i] = (float) (rows[k * row + width + size + i] - Math.log(half));
            }
        }
        return new Bell(Tensor.of(means, n, size), Tensor.of(logDeviations, n, size));
    }
}
