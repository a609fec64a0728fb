package dev.hone.reward.learnt;

import dev.hone.lm.Query;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Graded answers as vectors, each with the query that it answers.
 *
 * @param queries all queries
 * @param queryOf index into {@code queries} of every answer [answers]
 * @param vectors [answers, columns]
 * @param rewards [answers]
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Answers(List<Query> queries, int[] queryOf, float[][] vectors, double[] rewards) {
    Answers {
        queries = List.copyOf(queries);
    }

    /** The answers to some queries, and no other query. */
    Answers to(int[] wanted) {
        int[] place = new int[queries.size()];
        Arrays.fill(place, -1);
        for (int i = 0; i < wanted.length; i++) {
            place[wanted[i]] = i;
        }
        int[] kept = IntStream.range(0, rewards.length)
                .filter(answer -> place[queryOf[answer]] >= 0)
                .toArray();
        return new Answers(
                Arrays.stream(wanted).mapToObj(queries::get).toList(),
                Arrays.stream(kept).map(answer -> place[queryOf[answer]]).toArray(),
                Arrays.stream(kept).mapToObj(answer -> vectors[answer]).toArray(float[][]::new),
                Arrays.stream(kept).mapToDouble(answer -> rewards[answer]).toArray());
    }
}
