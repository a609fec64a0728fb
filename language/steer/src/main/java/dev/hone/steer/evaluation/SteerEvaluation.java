package dev.hone.steer.evaluation;

import dev.hone.core.Listener;
import dev.hone.core.run.Run;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Interval;
import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.reward.Reward;
import dev.hone.steer.decode.CandidateRule;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.decode.Footprint;
import dev.hone.transformer.generate.LocalModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Rewards of steered samples beside what best-of-n gets from the frozen model, on the same prompts and with the costs of both: how far from
 * the frozen model (nats), multiply-adds, time, length, variety.
 */
public final class SteerEvaluation {
    private static final int RESAMPLES = 2000;
    private static final int SPEED_PROMPTS = 3;

    private final LocalModel model;
    private final List<Query> prompts;
    private final List<Reward> rewards;
    private final SamplingOptions options;
    private final Run run;
    private final Listener listener;
    private final DrawStore store;
    private final Speed speed;

    /**
     * Prepares; nothing is drawn yet.
     *
     * @param run keeps what is drawn
     */
    public SteerEvaluation(
            LocalModel model,
            List<Query> prompts,
            List<Reward> rewards,
            SamplingOptions options,
            Run run,
            Listener listener) {
        this.model = model;
        this.prompts = List.copyOf(prompts);
        this.rewards = List.copyOf(rewards);
        this.options = options;
        this.run = run;
        this.listener = listener;
        store = new DrawStore(model, prompts, options, run.seeds(), run.items("draws"), listener);
        speed = new Speed(model, prompts.subList(0, Math.min(SPEED_PROMPTS, prompts.size())), options);
    }

    /**
     * Draws and measures.
     *
     * @param policies beside the frozen model
     * @param base samples of the frozen model: drawn here, or before
     * @param baseBest of how many of these the best is chosen; those above their number are left out
     * @param n samples of each policy for each prompt
     * @param best of how many of these
     * @return the frozen model's rows and then the policies', reward by reward
     */
    public List<PolicyRow> rows(
            List<Policy> policies, BaseSamples base, List<Integer> baseBest, int n, List<Integer> best) {
        List<PolicyRow> rows = new ArrayList<>();
        List<Draws> frozen = base.draws(store, prompts, options.maxTokens());
        int baseN = frozen.stream()
                .mapToInt(draws -> draws.completions().size())
                .min()
                .orElse(0);
        List<double[][]> baseGrades = rewards.stream()
                .map(reward -> Scale.grades(reward, prompts, frozen))
                .toList();
        List<Scale> scales = new ArrayList<>();
        for (int r = 0; r < rewards.size(); r++) {
            scales.add(Scale.of(baseGrades.get(r), rewards.get(r).name()));
        }
        measure(Policy.base(), frozen, baseGrades, scales, fitting(baseBest, baseN), rows);
        for (Policy policy : policies) {
            List<Draws> draws = store.draw(policy, n);
            List<double[][]> grades = rewards.stream()
                    .map(reward -> Scale.grades(reward, prompts, draws))
                    .toList();
            measure(policy, draws, grades, scales, fitting(best, n), rows);
        }
        return rows;
    }

    private static List<Integer> fitting(List<Integer> best, int n) {
        return best.stream().filter(m -> m <= n).toList();
    }

    private void measure(
            Policy policy,
            List<Draws> draws,
            List<double[][]> grades,
            List<Scale> scales,
            List<Integer> best,
            List<PolicyRow> rows) {
        double ms = speed.of(policy);
        double macs = multiplyAdds(policy);
        for (int r = 0; r < rewards.size(); r++) {
            double[][] scaled = scales.get(r).scaled(grades.get(r));
            for (int m : best) {
                rows.add(row(policy, draws, scaled, rewards.get(r).name(), m, m * macs, m * ms));
            }
        }
        listener.note(policy.name() + " at " + policy.strength() + " is measured");
    }

    private PolicyRow row(
            Policy policy, List<Draws> draws, double[][] rewards, String reward, int m, double macs, double ms) {
        double[] means = new double[draws.size()];
        double kl = 0;
        double length = 0;
        double drawnLength = 0;
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < means.length; i++) {
            Draws drawn = draws.get(i);
            BestOf best = new BestOf(rewards[i], m);
            means[i] = best.mean(rewards[i]);
            length += best.mean(drawn.lengths()) / means.length;
            drawnLength += new BestOf(rewards[i], 1).mean(drawn.lengths()) / means.length;
            double led = m == 1 ? best.mean(drawn.divergence()) : best.mean(drawn.logRatio());
            kl += (led + BestOf.divergence(m)) / means.length;
            texts.add(chosen(drawn.completions(), rewards[i], m).text());
        }
        Interval interval = Bootstrap.mean(run.seeds().child("rows"), means, RESAMPLES, 0.95);
        return new PolicyRow(
                policy.name(),
                policy.strength(),
                m,
                reward,
                interval,
                kl,
                length,
                Variety.distinct2(texts),
                macs * drawnLength / length,
                ms * drawnLength / length);
    }

    private static Completion chosen(List<Completion> completions, double[] rewards, int m) {
        int best = 0;
        for (int i = 1; i < m; i++) {
            best = rewards[i] > rewards[best] ? i : best;
        }
        return completions.get(best);
    }

    private double multiplyAdds(Policy policy) {
        ModelConfig config = model.causalModel().config();
        int candidates = switch (policy.settings().candidates()) {
            case CandidateRule.Mass(double _, int cap) -> Math.min(cap, config.vocabulary());
            case CandidateRule.Likeliest(int k) -> Math.min(k, config.vocabulary());
            case CandidateRule.Whole() -> config.vocabulary();
        };
        long values = policy.values().stream()
                .mapToLong(value -> value.value().multiplyAdds(candidates))
                .sum();
        return Footprint.multiplyAdds(config, options.maxTokens() / 2) + values;
    }
}
