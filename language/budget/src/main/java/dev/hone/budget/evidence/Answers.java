package dev.hone.budget.evidence;

import dev.hone.core.HoneException;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Sample;
import dev.hone.reward.Selector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which samples of each query of a pool give the same answer. Answers are numbered by query in order of their first sample;
 * a sample without an answer has the number {@link #MISSING} and equals none, not even another such. Immutable.
 */
public final class Answers {
    static final int MISSING = -1;

    private final int[][] numbers; // [queries][samples]

    private Answers(int[][] numbers) {
        this.numbers = numbers;
    }

    /**
     * Finds the answers of a pool's samples.
     *
     * @param source what errors call the pool: its file
     * @param pool of one arm
     * @param selector says what the answer of a text is
     * @throws HoneException if a sample's text is not known
     */
    public static Answers of(String source, List<PoolEntry> pool, Selector selector) {
        int[][] numbers = new int[pool.size()][];
        for (int i = 0; i < numbers.length; i++) {
            PoolEntry entry = pool.get(i);
            numbers[i] = number(entry.arms().values().stream()
                    .flatMap(arm -> arm.samples().stream())
                    .map(sample -> answer(source, entry, sample, selector))
                    .toList());
        }
        return new Answers(numbers);
    }

    private static Optional<String> answer(String source, PoolEntry entry, Sample sample, Selector selector) {
        String text = sample.text()
                .orElseThrow(() -> new HoneException(
                        source + ": the query '" + entry.query().id() + "' has rewards but no 'samples', and '"
                                + selector.name() + "' compares what samples say.",
                        "give a pool with the samples' texts; 'hone budget sample' keeps them"));
        return selector.answer(text);
    }

    /** Numbers answers in order of their first appearance. */
    static int[] number(List<Optional<String>> answers) {
        Map<String, Integer> known = new HashMap<>();
        return answers.stream()
                .mapToInt(answer -> answer.map(text -> {
                            Integer next = known.size();
                            return known.computeIfAbsent(text, _ -> next);
                        })
                        .orElse(MISSING))
                .toArray();
    }

    /** The numbers of a query's samples' answers, as they lie in the pool; a copy. */
    int[] of(int query) {
        return numbers[query].clone();
    }
}
