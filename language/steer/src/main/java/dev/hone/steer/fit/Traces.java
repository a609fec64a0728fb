package dev.hone.steer.fit;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.lm.sampling.Calls;
import dev.hone.steer.head.StateFeatures;
import dev.hone.transformer.Rows;
import dev.hone.transformer.generate.LocalModel;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * What the frozen model thought at every state of some texts: read once, however often they are learnt from. It holds four bytes a number
 * of every state: 0.7 GB for 600,000 tokens of stories15m.
 */
final class Traces {
    private final LocalModel model;
    private final int limit;
    private final int hidden;
    private final List<Episode> episodes;
    private final float[][] states; // [episode][step * hidden]

    private Traces(LocalModel model, int limit, List<Episode> episodes) {
        this.model = model;
        this.limit = limit;
        this.episodes = List.copyOf(episodes);
        hidden = model.causalModel().config().hidden();
        states = new float[episodes.size()][];
    }

    /** Reads the texts, on all cores; {@code listener} is told of each. */
    static Traces read(LocalModel model, int limit, List<Episode> episodes, Listener listener) {
        Traces traces = new Traces(model, limit, episodes);
        AtomicInteger done = new AtomicInteger();
        listener.begin("reading", 0, episodes.size());
        try {
            boolean all = Calls.make(
                    IntStream.range(0, episodes.size()).boxed().toList(),
                    Runtime.getRuntime().availableProcessors(),
                    i -> {
                        traces.states[i] = traces.read(episodes.get(i));
                        listener.advance(done.incrementAndGet());
                    });
            if (!all) {
                throw new HoneException(
                        "Reading the samples was interrupted.", "repeat the command; what was graded is kept");
            }
        } finally {
            listener.end();
        }
        return traces;
    }

    private float[] read(Episode episode) {
        float[] every = model.states(episode.read());
        int before = (episode.prompt().size() - 1) * hidden;
        return Arrays.copyOfRange(every, before, every.length);
    }

    int size() {
        return episodes.size();
    }

    Episode episode(int index) {
        return episodes.get(index);
    }

    /** How many states the texts have together. */
    int rows(int[] some) {
        return Arrays.stream(some).map(i -> episodes.get(i).steps()).sum();
    }

    /** How many states all texts have. */
    int rows() {
        return episodes.stream().mapToInt(Episode::steps).sum();
    }

    int dimension() {
        return StateFeatures.dimension(hidden);
    }

    /** Describes the states of some texts, one after another. [rows * dimension] */
    float[] features(int... some) {
        float[] features = new float[Math.multiplyExact(rows(some), dimension())];
        StateFeatures running = new StateFeatures(model.causalModel(), limit);
        int row = 0;
        for (int index : some) {
            Episode episode = episodes.get(index);
            running.clear();
            Rows rows = new Rows(states[index], hidden, hidden);
            for (int step = 0; step < episode.steps(); step++) {
                running.write(rows, step, features, row++ * dimension());
                if (episode.action(step) != Episode.END) {
                    running.add(episode.action(step));
                }
            }
        }
        return features;
    }
}
