package dev.hone.steer.fit;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import dev.hone.lm.format.Pool;
import dev.hone.reward.Reward;
import dev.hone.transformer.generate.LocalModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Learns a Q-head from a frozen model's own graded samples: no guided samples, no update of the model.
 *
 * <p>First V by TD(lambda), as the paper's algorithm has it; then, with V fixed, what each choice adds: the regression of
 * {@code V(s') - V(s)} on the state and the token's key. Going by V's differences instead of the final reward takes the variance of
 * everything that was said later out of the target; it is what makes 32,000 tokens learnable from a few hundred thousand choices.
 * A tenth of the queries is held out, to choose among passes and to say how good the value is.
 */
public final class QFit {
    private static final int LEAST_QUERIES = 20;
    private static final int MOST_HALVES = 100;
    private static final int HELD_OUT = 10; // one query in so many

    private QFit() {}

    /**
     * Learns a value.
     *
     * @param graded samples of {@code model} with token ids, graded by {@code reward}
     * @param reward grades the completions of half-finished texts too
     * @throws HoneException if there are too few queries, or {@link Episodes#of} refuses the pool
     */
    public static FittedValue fit(
            Pool graded, LocalModel model, Reward reward, FitSettings settings, Seeds seeds, Listener listener) {
        Episodes episodes = Episodes.of(graded, model, reward.name());
        List<Query> queries = graded.queries();
        if (queries.size() < LEAST_QUERIES) {
            throw new HoneException(
                    graded.source() + " has samples of " + queries.size() + " prompts; a value needs at least "
                            + LEAST_QUERIES + ".",
                    "sample more prompts: 2,000 with 4 samples each make a good value of a small model");
        }
        List<Query> heldQueries = IntStream.range(0, queries.size())
                .filter(i -> i % HELD_OUT == HELD_OUT - 1)
                .mapToObj(queries::get)
                .toList();
        Set<String> heldIds = new HashSet<>();
        heldQueries.forEach(query -> heldIds.add(query.id()));
        List<Episode> held = episodes.all().stream()
                .filter(episode -> heldIds.contains(episode.query()))
                .toList();
        List<Episode> learnt = episodes.all().stream()
                .filter(episode -> !heldIds.contains(episode.query()))
                .toList();
        HalfFinished halves = HalfFinished.of(
                model,
                held,
                heldQueries.subList(0, Math.min(MOST_HALVES, heldQueries.size())),
                reward,
                episodes.scaling(),
                episodes.limit(),
                seeds.child("halves"));
        int limit = episodes.limit();
        Traces learntTraces = Traces.read(model, limit, learnt, listener);
        Traces heldTraces = Traces.read(model, limit, held, Listener.NONE);
        Traces halfTraces = Traces.read(model, limit, halves.episodes(), Listener.NONE);
        FeatureScaling scaling = FeatureScaling.of(learntTraces);
        QNetworks networks =
                new QNetworks(model.causalModel(), learntTraces.dimension(), settings, seeds.child("networks"));
        try {
            QTraining training =
                    new QTraining(networks, learntTraces, scaling, settings, seeds.child("order"), listener);
            Traces judges = halfTraces.size() == 0 ? heldTraces : halfTraces;
            training.level(() -> Explained.error(networks, scaling, judges));
            training.advantage();
            var heldOut = Explained.numbers(networks, scaling, halfTraces, heldTraces);
            heldOut.put("half.texts", (double) halfTraces.size());
            heldOut.put("texts", (double) heldTraces.size());
            return new FittedValue(networks, scaling, episodes.scaling(), limit, heldOut);
        } catch (RuntimeException | Error e) {
            networks.close();
            throw e;
        }
    }
}
