package dev.hone.reward.learnt;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.files.AtomicFolder;
import dev.hone.lm.Completion;
import dev.hone.lm.Features;
import dev.hone.lm.Partition;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.PoolEntry.Arm;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.format.Pool;
import dev.hone.reward.AnswerVectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A reward learnt from a graded pool, and how well it grades queries that it has not seen.
 *
 * <p>The head is ridge regression on the vectors of the answers. What is reported comes from heads fitted without the queries they are
 * reported on, each with a strength that it chose inside its own part; the head that is kept is fitted on all.
 *
 * @param head fitted on every answer
 * @param strength of its penalty
 * @param heldOut what heads like it reach on unseen queries
 */
public record HeadFit(RewardHead head, double strength, HeldOut heldOut) {
    /** Queries unlike each other that it takes at least: two a fold. */
    static final int FEWEST = 2 * CrossFit.FOLDS;

    /**
     * Keeps the head as an artefact.
     *
     * @throws HoneException if {@code target} exists and may not be overwritten, or can't be written
     */
    public void save(Path target, boolean overwrite) {
        try (AtomicFolder folder = AtomicFolder.create(target, overwrite)) {
            save(folder, Map.of());
        }
    }

    /**
     * Keeps the head in a folder already begun, for example by a run, and makes it appear.
     *
     * @param provenance what it was made from, by name
     */
    public void save(AtomicFolder folder, Map<String, String> provenance) {
        Map<String, String> all = new TreeMap<>(provenance);
        all.put("strength", Double.toString(strength));
        head.save(folder, all, heldOut);
    }

    /**
     * Fits a head.
     *
     * @param pool graded, with the texts of its samples; all arms are learnt from
     * @throws HoneException if the pool has rewards but no texts, too few queries, or rewards that are all equal
     */
    public static HeadFit of(Pool pool, Features features, Seeds seeds, Listener listener) {
        Answers answers = answers(pool, features, listener);
        require(pool.source(), answers);
        Linear head = CrossFit.fit(answers, seeds);
        return new HeadFit(
                new RewardHead(features.name(), head),
                CrossFit.strength(answers, seeds),
                HeldOut.of(answers, seeds.child("report")));
    }

    static Answers answers(Pool pool, Features features, Listener listener) {
        List<Query> queries = pool.queries();
        List<Integer> queryOf = new ArrayList<>();
        List<float[]> vectors = new ArrayList<>();
        List<Double> rewards = new ArrayList<>();
        listener.begin("reading answers", 0, queries.size());
        for (int q = 0; q < queries.size(); q++) {
            PoolEntry entry = pool.entries().get(q);
            List<Sample> samples = entry.arms().values().stream()
                    .map(Arm::samples)
                    .flatMap(List::stream)
                    .toList();
            List<Completion> completions = samples.stream()
                    .map(sample -> completion(pool, entry, sample))
                    .toList();
            vectors.addAll(Arrays.asList(AnswerVectors.of(features, completions)));
            for (Sample sample : samples) {
                queryOf.add(q);
                rewards.add(sample.reward().orElseThrow());
            }
            listener.advance(q + 1);
        }
        listener.end();
        return new Answers(
                queries,
                queryOf.stream().mapToInt(Integer::intValue).toArray(),
                vectors.toArray(float[][]::new),
                rewards.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Completion completion(Pool pool, PoolEntry entry, Sample sample) {
        if (sample.text().isEmpty()) {
            throw new HoneException(
                    pool.source() + ": the query '" + entry.query().id()
                            + "' has rewards but not the texts they are for.",
                    "the pool was made with rewards alone; use one that has 'samples'");
        }
        return sample.completion();
    }

    private static void require(String source, Answers answers) {
        long unlike =
                Arrays.stream(Partition.clusterOf(answers.queries())).distinct().count();
        if (unlike < FEWEST) {
            throw new HoneException(
                    source + ": " + unlike
                            + " queries that are not alike are too few to learn a reward from and to check it.",
                    "give at least " + FEWEST
                            + ", better hundreds; queries with one prompt, or of one small group, count once");
        }
        if (Arrays.stream(answers.rewards()).distinct().count() < 2) {
            throw new HoneException(
                    source + ": all rewards are " + answers.rewards()[0] + ", so there is nothing to learn.",
                    "grade with a reward that tells answers apart");
        }
    }
}
