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
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Learns a value from a frozen model's own graded samples: no guided samples, no update of the model.
 *
 * <p>First V by TD(lambda), as the paper's algorithm has it; then, with V fixed, what each choice adds: the regression of
 * {@code V(s') - V(s)} on the state and the token's key. Going by V's differences instead of the final reward takes the variance of
 * everything that was said later out of the target; it is what makes 32,000 tokens learnable from a few hundred thousand choices.
 * Of every twenty queries eighteen are learnt from, one chooses among passes, and one, which nothing was fitted or chosen on, says how
 * good the value is.
 */
public final class QFit {
    private static final int LEAST_QUERIES = 20;
    private static final int MOST_HALVES = 100;
    private static final int EVERY = 20; // queries, of which the tenth chooses and the last reports
    private static final int CHOOSES = EVERY / 2 - 1;
    private static final int REPORTS = EVERY - 1;

    private QFit() {}

    /** Some queries and their texts. */
    record Part(List<Query> queries, List<Episode> episodes) {
        static Part of(Episodes episodes, List<Query> queries, IntPredicate place) {
            List<Query> some = IntStream.range(0, queries.size())
                    .filter(i -> place.test(i % EVERY))
                    .mapToObj(queries::get)
                    .toList();
            Set<String> ids = new HashSet<>();
            some.forEach(query -> ids.add(query.id()));
            return new Part(
                    some,
                    episodes.all().stream()
                            .filter(episode -> ids.contains(episode.query()))
                            .toList());
        }
    }

    /** The queries by what they are for. */
    record Parts(Part learnt, Part choosing, Part reporting) {
        /** @throws HoneException if there are too few queries */
        static Parts of(Pool graded, Episodes episodes) {
            List<Query> queries = graded.queries();
            if (queries.size() < LEAST_QUERIES) {
                throw new HoneException(
                        graded.source() + " has samples of " + queries.size() + " prompts; a value needs at least "
                                + LEAST_QUERIES + ".",
                        "sample more prompts: 2,000 with 4 samples each make a good value of a small model");
            }
            return new Parts(
                    Part.of(episodes, queries, i -> i != CHOOSES && i != REPORTS),
                    Part.of(episodes, queries, i -> i == CHOOSES),
                    Part.of(episodes, queries, i -> i == REPORTS));
        }
    }

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
        Parts parts = Parts.of(graded, episodes);
        Part learnt = parts.learnt();
        Part choosing = parts.choosing();
        Part reporting = parts.reporting();
        int limit = episodes.limit();
        Traces learntTraces = Traces.read(model, limit, learnt.episodes(), listener);
        Traces chooses = halves(choosing, model, reward, episodes, seeds);
        Traces reports = halves(reporting, model, reward, episodes, seeds);
        Traces texts = Traces.read(model, limit, reporting.episodes(), Listener.NONE);
        FeatureScaling scaling = FeatureScaling.of(learntTraces);
        Networks networks = networks(model, learntTraces.dimension(), learnt, settings, seeds.child("networks"));
        try {
            QTraining training =
                    new QTraining(networks, learntTraces, scaling, settings, seeds.child("order"), listener);
            Traces judges = chooses.size() > 0
                    ? chooses
                    : Traces.read(model, limit, choosing.episodes(), Listener.NONE); // texts too short to be cut in two
            training.level(() -> Explained.error(networks, scaling, judges));
            training.advantage();
            var heldOut = Explained.numbers(networks, scaling, reports, texts);
            heldOut.put("half.texts", (double) reports.size());
            heldOut.put("texts", (double) texts.size());
            return new FittedValue(settings.head(), networks, scaling, episodes.scaling(), limit, heldOut);
        } catch (RuntimeException | Error e) {
            networks.close();
            throw e;
        }
    }

    private static Networks networks(LocalModel model, int dimension, Part learnt, FitSettings settings, Seeds seeds) {
        return switch (settings.head()) {
            case Q -> new QNetworks(model.causalModel(), dimension, settings, seeds);
            case DISTRIBUTIONAL ->
                new DistributionNetworks(model.causalModel(), dimension, learnt.episodes(), settings, seeds);
            case CANDIDATE -> throw new IllegalArgumentException("a candidate head reads no states: CandidateFit");
        };
    }

    private static Traces halves(Part part, LocalModel model, Reward reward, Episodes episodes, Seeds seeds) {
        return Traces.read(model, episodes.limit(), half(part, model, reward, episodes, seeds), Listener.NONE);
    }

    /** Half-finished texts of some queries. */
    static List<Episode> half(Part part, LocalModel model, Reward reward, Episodes episodes, Seeds seeds) {
        List<Query> some =
                part.queries().subList(0, Math.min(MOST_HALVES, part.queries().size()));
        return HalfFinished.of(
                        model,
                        part.episodes(),
                        some,
                        reward,
                        episodes.scaling(),
                        episodes.limit(),
                        seeds.child("halves"))
                .episodes();
    }
}
