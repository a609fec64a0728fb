package dev.hone.learn;

import dev.hone.tensor.Safetensors;
import dev.hone.tensor.TensorData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * The last episodes somebody lived, whole: for learners that remember, which must go through an episode from its beginning, and
 * for others that want single steps. When it is full the oldest episodes make room; the newest always stays.
 */
public final class EpisodeReplay implements Checkpointed.Part {
    private static final int BLOCKS = 4;

    private final int capacity;
    private final int width;
    private final int actionSize;
    private final List<Episode> episodes = new ArrayList<>();
    private int first; // episodes before it have gone
    private long added;
    private long gone;

    /** An empty one for about {@code capacity} steps of features [width] and raw actions [actionSize]. */
    public EpisodeReplay(int capacity, int width, int actionSize) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a replay of " + capacity + " steps");
        }
        this.capacity = capacity;
        this.width = width;
        this.actionSize = actionSize;
    }

    /** An episode to be filled and added. */
    public Episode episode() {
        return new Episode(width, actionSize);
    }

    /** Adds a finished episode of at least one step, which must not change any more. */
    public void add(Episode episode) {
        if (episode.length() < 1) {
            throw new IllegalArgumentException("an episode without a step");
        }
        episode.place = added;
        episodes.add(episode);
        added += episode.length();
        while (size() > capacity && first < episodes.size() - 1) {
            gone += episodes.get(first++).length();
        }
        if (first > 1000) { // the list is cut seldom, because cutting moves all of it
            episodes.subList(0, first).clear();
            first = 0;
        }
    }

    /** How many steps it holds. */
    public int size() {
        return (int) (added - gone);
    }

    /** How many episodes it holds. */
    public int episodes() {
        return episodes.size() - first;
    }

    /** Fills a batch with steps drawn uniformly, with repetition. */
    public void draw(RandomGenerator random, Replay.Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
            long place = gone + random.nextInt(size());
            Episode episode = holder(place);
            episode.copyStep((int) (place - episode.place), batch, i);
        }
    }

    private Episode holder(long place) {
        int low = first;
        int high = episodes.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (episodes.get(middle).place <= place) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return episodes.get(low);
    }

    /**
     * Whole episodes drawn uniformly, with repetition, such that those of like length come together: of four times as many, sorted by
     * length, a quarter is taken at random. A recurrent network pays for the longest of a batch.
     */
    public EpisodeBatch draw(RandomGenerator random, int count) {
        List<Episode> drawn = new ArrayList<>();
        for (int i = 0; i < BLOCKS * count; i++) {
            drawn.add(episodes.get(first + random.nextInt(episodes())));
        }
        drawn.sort(Comparator.comparingInt(Episode::length));
        int from = random.nextInt(BLOCKS) * count;
        return EpisodeBatch.of(drawn.subList(from, from + count));
    }

    /** The newest episodes, {@code count} of them or all that there are, at least 1. */
    public EpisodeBatch last(int count) {
        return EpisodeBatch.of(episodes.subList(Math.max(first, episodes.size() - count), episodes.size()));
    }

    @Override
    public SequencedMap<String, TensorData> save() {
        int held = episodes();
        long[] lengths = new long[held];
        long[] terminated = new long[held];
        float[] features = new float[(size() + held) * width];
        float[] actions = new float[size() * actionSize];
        float[] rewards = new float[size()];
        int step = 0;
        for (int e = 0; e < held; e++) {
            Episode episode = episodes.get(first + e);
            lengths[e] = episode.length();
            terminated[e] = episode.terminated() ? 1 : 0;
            System.arraycopy(episode.features, 0, features, (step + e) * width, (episode.length() + 1) * width);
            System.arraycopy(episode.actions, 0, actions, step * actionSize, episode.length() * actionSize);
            System.arraycopy(episode.rewards, 0, rewards, step, episode.length());
            step += episode.length();
        }
        var tensors = new LinkedHashMap<String, TensorData>();
        tensors.put("lengths", TensorData.of(lengths, held));
        tensors.put("terminated", TensorData.of(terminated, held));
        tensors.put("features", TensorData.of(features, features.length));
        tensors.put("actions", TensorData.of(actions, actions.length));
        tensors.put("rewards", TensorData.of(rewards, rewards.length));
        return tensors;
    }

    @Override
    public void load(Safetensors file) {
        long[] lengths = file.longs("lengths");
        long[] terminated = file.longs("terminated");
        float[] features = file.floats("features");
        float[] actions = file.floats("actions");
        float[] rewards = file.floats("rewards");
        long steps = Arrays.stream(lengths).sum();
        if (features.length != (steps + lengths.length) * width
                || actions.length != steps * actionSize
                || rewards.length != steps
                || terminated.length != lengths.length) {
            throw new IllegalArgumentException("the replay's parts don't fit each other");
        }
        episodes.clear();
        first = 0;
        added = 0;
        gone = 0;
        int step = 0;
        for (int e = 0; e < lengths.length; e++) {
            int length = Math.toIntExact(lengths[e]);
            int from = (step + e) * width;
            add(new Episode(
                    width,
                    actionSize,
                    Arrays.copyOfRange(features, from, from + (length + 1) * width),
                    Arrays.copyOfRange(actions, step * actionSize, (step + length) * actionSize),
                    Arrays.copyOfRange(rewards, step, step + length),
                    terminated[e] == 1));
            step += length;
        }
    }

    /** One episode: what was seen, done and paid, and what the last step led to. */
    public static final class Episode {
        private final int width;
        private final int actionSize;
        private float[] features;
        private float[] actions;
        private float[] rewards;
        private int length;
        private boolean terminated;
        private long place;

        private Episode(int width, int actionSize) {
            this(width, actionSize, new float[33 * width], new float[32 * actionSize], new float[32], false);
            length = 0;
        }

        private Episode(
                int width, int actionSize, float[] features, float[] actions, float[] rewards, boolean terminated) {
            this.width = width;
            this.actionSize = actionSize;
            this.features = features;
            this.actions = actions;
            this.rewards = rewards;
            this.length = rewards.length;
            this.terminated = terminated;
        }

        /** Adds a step: features before it, what was done and what it paid. */
        public void add(float[] seen, float[] raw, double reward) {
            if (length == rewards.length) {
                features = Arrays.copyOf(features, (2 * length + 1) * width);
                actions = Arrays.copyOf(actions, 2 * length * actionSize);
                rewards = Arrays.copyOf(rewards, 2 * length);
            }
            System.arraycopy(seen, 0, features, length * width, width);
            System.arraycopy(raw, 0, actions, length * actionSize, actionSize);
            rewards[length++] = (float) reward;
        }

        /** Says what the last step led to, and whether nothing can follow. */
        public void end(float[] seen, boolean isTerminated) {
            System.arraycopy(seen, 0, features, length * width, width);
            terminated = isTerminated;
        }

        public int length() {
            return length;
        }

        public boolean terminated() {
            return terminated;
        }

        /** Undiscounted. */
        public double returned() {
            double sum = 0;
            for (int t = 0; t < length; t++) {
                sum += rewards[t];
            }
            return sum;
        }

        /** Largest reward, without its sign. */
        public double largestReward() {
            double largest = 0;
            for (int t = 0; t < length; t++) {
                largest = Math.max(largest, Math.abs(rewards[t]));
            }
            return largest;
        }

        private void copyStep(int t, Replay.Batch batch, int row) {
            System.arraycopy(features, t * width, batch.features, row * width, width);
            System.arraycopy(actions, t * actionSize, batch.actions, row * actionSize, actionSize);
            batch.rewards[row] = rewards[t];
            System.arraycopy(features, (t + 1) * width, batch.next, row * width, width);
            batch.terminated[row] = terminated && t + 1 == length ? 1 : 0;
        }

        void copyAll(EpisodeBatch batch, int column) {
            int n = batch.count();
            for (int t = 0; t <= length; t++) {
                System.arraycopy(features, t * width, batch.features(), (t * n + column) * width, width);
            }
            for (int t = 0; t < length; t++) {
                System.arraycopy(actions, t * actionSize, batch.actions(), (t * n + column) * actionSize, actionSize);
                batch.rewards()[t * n + column] = rewards[t];
                batch.lived()[t * n + column] = 1;
            }
            if (terminated) {
                batch.terminated()[(length - 1) * n + column] = 1;
            }
        }

        int width() {
            return width;
        }

        int actionSize() {
            return actionSize;
        }
    }
}
