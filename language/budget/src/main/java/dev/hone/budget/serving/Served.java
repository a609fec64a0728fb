package dev.hone.budget.serving;

import dev.hone.lm.CallDetails;
import dev.hone.lm.Completion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became of a request.
 *
 * @param samples all that were drawn, in order
 * @param rewards of each, where a reward graded them, else empty
 * @param ranking places in {@code samples}, best first
 * @param arms that drew each sample, by name
 * @param agreement share of the samples that gave the chosen answer, where votes chose
 * @param promptTokens billed over all calls
 * @param details what served models said of the calls beside tokens
 * @param decision that was carried out
 * @param degraded in a word, why less was done than planned: {@code upstream-failed}, {@code reward-failed} or {@code not-predicted}
 */
public record Served(
        List<Completion> samples,
        List<Double> rewards,
        List<Integer> ranking,
        List<String> arms,
        OptionalDouble agreement,
        long promptTokens,
        CallDetails details,
        Decision decision,
        Optional<String> degraded) {
    public Served {
        samples = List.copyOf(samples);
        rewards = List.copyOf(rewards);
        ranking = List.copyOf(ranking);
        arms = List.copyOf(arms);
    }

    /** The best candidates, best first; as many as there are if fewer. */
    public List<Completion> best(int n) {
        return ranking.stream().limit(n).map(samples::get).toList();
    }

    /** The arm that drew the best sample. */
    public String arm() {
        return arms.get(ranking.getFirst());
    }

    /** Tokens of all samples, returned or not. */
    public long completionTokens() {
        return samples.stream().mapToLong(Completion::tokens).sum();
    }
}
