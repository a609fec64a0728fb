package dev.hone.steer.evaluation;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.format.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the frozen model's samples come from. */
public sealed interface BaseSamples {
    /** So many of each prompt are drawn. */
    record Drawn(int n) implements BaseSamples {}

    /** They were drawn before, for example by {@code hone steer sample}, to be compared with more than once. */
    record Of(Pool pool) implements BaseSamples {}

    /**
     * In the order of the prompts, of each the same number.
     *
     * @param maxTokens of a sample here
     * @throws HoneException if samples that were drawn before lack, or were drawn with another limit
     */
    default List<Draws> draws(DrawStore store, List<Query> prompts, int maxTokens) {
        return switch (this) {
            case Drawn(int n) -> store.draw(Policy.base(), n);
            case Of(Pool pool) -> {
                List<Draws> read = read(pool, prompts);
                requireLength(pool, read, maxTokens);
                yield read;
            }
        };
    }

    /** Samples that may be longer, or were cut shorter, are graded by another measure than those they stand beside. */
    private static void requireLength(Pool pool, List<Draws> read, int maxTokens) {
        int longest = read.stream()
                .flatMap(draws -> draws.completions().stream())
                .mapToInt(Completion::tokens)
                .max()
                .orElse(0);
        if (longest > maxTokens) {
            throw new HoneException(
                    pool.source() + " has a sample of " + longest + " tokens, and --max-tokens is " + maxTokens + ".",
                    "give the --max-tokens that they were drawn with, or draw them again");
        }
        int cut = read.stream()
                .flatMap(draws -> draws.completions().stream())
                .filter(sample -> sample.finish() == FinishReason.LENGTH)
                .mapToInt(Completion::tokens)
                .max()
                .orElse(maxTokens);
        if (cut < maxTokens && cut > 0) {
            throw new HoneException(
                    pool.source() + " has samples that were cut after " + cut + " tokens, and --max-tokens is "
                            + maxTokens + ".",
                    "give --max-tokens " + cut + ", or draw them again; where the context ended them, shorten the"
                            + " prompts");
        }
    }

    private static List<Draws> read(Pool pool, List<Query> prompts) {
        Map<String, PoolEntry> byId = new HashMap<>();
        pool.entries().forEach(entry -> byId.put(entry.query().id(), entry));
        return prompts.stream()
                .map(prompt -> {
                    PoolEntry entry = byId.get(prompt.id());
                    if (entry == null
                            || entry.arms().size() != 1
                            || !entry.query().text().equals(prompt.text())) {
                        throw new HoneException(
                                pool.source() + " has no samples of one model for the prompt '" + prompt.id() + "'.",
                                "draw them: hone steer sample PROMPTS --n 128 --out " + pool.source());
                    }
                    List<Completion> completions = entry.arms().values().stream()
                            .flatMap(arm -> arm.samples().stream())
                            .map(Sample::completion)
                            .toList();
                    return new Draws(completions, new double[completions.size()], new double[completions.size()]);
                })
                .toList();
    }
}
