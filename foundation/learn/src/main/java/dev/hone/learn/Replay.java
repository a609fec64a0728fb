package dev.hone.learn;

import dev.hone.tensor.Safetensors;
import dev.hone.tensor.TensorData;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/** The last steps an agent made, for learning from them again; when it is full the oldest make room. */
public final class Replay implements Checkpointed.Part {
    private final int capacity;
    private final int width;
    private final int actionSize;
    private final float[] features;
    private final float[] actions;
    private final float[] rewards;
    private final float[] next;
    private final float[] terminated;
    private long added;

    /** An empty one for {@code capacity} steps of features [width] and raw actions [actionSize]. */
    public Replay(int capacity, int width, int actionSize) {
        this.capacity = capacity;
        this.width = width;
        this.actionSize = actionSize;
        features = new float[capacity * width];
        actions = new float[capacity * actionSize];
        rewards = new float[capacity];
        next = new float[capacity * width];
        terminated = new float[capacity];
    }

    /** Adds a step whose parts begin at {@code feature}, {@code action} and {@code after} of their arrays. */
    public void add(
            float[] seen,
            int feature,
            float[] done,
            int action,
            double reward,
            float[] led,
            int after,
            boolean isTerminated) {
        int row = (int) (added++ % capacity);
        System.arraycopy(seen, feature, features, row * width, width);
        System.arraycopy(done, action, actions, row * actionSize, actionSize);
        rewards[row] = (float) reward;
        System.arraycopy(led, after, next, row * width, width);
        terminated[row] = isTerminated ? 1 : 0;
    }

    /** How many steps it holds. */
    public int size() {
        return (int) Math.min(added, capacity);
    }

    /** Fills a batch with steps drawn uniformly, with repetition. */
    public void draw(RandomGenerator random, Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
            int row = random.nextInt(size());
            System.arraycopy(features, row * width, batch.features, i * width, width);
            System.arraycopy(actions, row * actionSize, batch.actions, i * actionSize, actionSize);
            batch.rewards[i] = rewards[row];
            System.arraycopy(next, row * width, batch.next, i * width, width);
            batch.terminated[i] = terminated[row];
        }
    }

    /** Steps drawn from a replay; filled again each time. Rows of each array belong together. */
    public static final class Batch {
        public final float[] features;
        public final float[] actions;
        public final float[] rewards;
        public final float[] next;
        /** 1 where nothing can follow, 0 elsewhere. */
        public final float[] terminated;

        public Batch(int size, int width, int actionSize) {
            features = new float[size * width];
            actions = new float[size * actionSize];
            rewards = new float[size];
            next = new float[size * width];
            terminated = new float[size];
        }

        /** All steps of some episodes, time first; rows after an episode's end are zeros. */
        public static Batch of(EpisodeBatch episodes) {
            int n = episodes.count();
            int size = n * episodes.time();
            int width = episodes.features().length / (size + n);
            Batch batch = new Batch(size, width, episodes.actions().length / size);
            System.arraycopy(episodes.features(), 0, batch.features, 0, size * width);
            System.arraycopy(episodes.features(), n * width, batch.next, 0, size * width);
            System.arraycopy(episodes.actions(), 0, batch.actions, 0, batch.actions.length);
            System.arraycopy(episodes.rewards(), 0, batch.rewards, 0, size);
            System.arraycopy(episodes.terminated(), 0, batch.terminated, 0, size);
            return batch;
        }

        public int size() {
            return rewards.length;
        }
    }

    @Override
    public SequencedMap<String, TensorData> save() {
        int n = size();
        var tensors = new LinkedHashMap<String, TensorData>();
        tensors.put("added", TensorData.of(new long[] {added}, 1));
        tensors.put("features", TensorData.of(Arrays.copyOf(features, n * width), n, width));
        tensors.put("actions", TensorData.of(Arrays.copyOf(actions, n * actionSize), n, actionSize));
        tensors.put("rewards", TensorData.of(Arrays.copyOf(rewards, n), n));
        tensors.put("next", TensorData.of(Arrays.copyOf(next, n * width), n, width));
        tensors.put("terminated", TensorData.of(Arrays.copyOf(terminated, n), n));
        return tensors;
    }

    @Override
    public void load(Safetensors file) {
        added = file.longs("added")[0];
        fill(file, "features", features, size() * width);
        fill(file, "actions", actions, size() * actionSize);
        fill(file, "rewards", rewards, size());
        fill(file, "next", next, size() * width);
        fill(file, "terminated", terminated, size());
    }

    private static void fill(Safetensors file, String name, float[] array, int count) {
        float[] values = file.floats(name);
        if (values.length != count) {
            throw new IllegalArgumentException(
                    name + " has " + values.length + " values where " + count + " are needed");
        }
        System.arraycopy(values, 0, array, 0, count);
    }
}
