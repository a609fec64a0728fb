package dev.hone.budget.evidence;

import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import dev.hone.reward.Judge;
import dev.hone.reward.Reward;
import dev.hone.reward.Selector;
import dev.hone.reward.Traits;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a run makes of its samples while it draws them.
 *
 * @param rule how it goes on
 * @param grades of the samples the rule has looked at; absent where answers are compared
 * @param expected samples of all queries together, at most or thereabouts; for showing progress
 * @param reason in one clause, for the user
 */
public record EvidenceUse(DrawRule rule, Optional<Grades> grades, long expected, String reason) {
    /**
     * Chooses the rule.
     *
     * <p>With a reward and evidence that its guard supports at this mean budget, the budget is shared by the best so far, or a price
     * decides for each query by itself. Otherwise the plan stands, and a query stops before its planned number where more can't
     * help: with a reward of 0 or 1 at the first 1, with votes when they are settled.
     *
     * @param learnt by the predictor
     * @param plan samples of each query when nothing is looked at [queries]
     * @param mean samples per query on average
     * @param cap most samples of one query
     * @param oneByOne whether queries are decided each by itself
     */
    public static EvidenceUse of(
            Optional<SampleEvidence> learnt,
            List<Query> queries,
            int[] plan,
            double mean,
            int cap,
            boolean oneByOne,
            Judge judge,
            Seeds seeds) {
        return switch (judge) {
            case Selector selector -> settled(plan, selector);
            case Reward reward -> {
                Grades grades = new Grades(reward, queries);
                boolean binary = reward.traits().scale() == Traits.Scale.BINARY;
                Optional<SampleEvidence> usable = learnt.filter(e -> e.binary() == binary && mean >= 1);
                if (usable.isPresent() && usable.get().guard().supports(mean)) {
                    yield shared(usable.get(), queries, mean, cap, oneByOne, grades, seeds);
                }
                String why = SampleEvidence.whyUnused(learnt, binary, mean);
                yield planned(plan, grades, binary, why);
            }
        };
    }

    private static EvidenceUse shared(
            SampleEvidence evidence,
            List<Query> queries,
            double mean,
            int cap,
            boolean oneByOne,
            Grades grades,
            Seeds seeds) {
        long total = (long) Math.floor(queries.size() * mean + 1e-6);
        if (oneByOne) {
            PriceRule.Step price = evidence.prices().at(mean);
            int[] caps = IntStream.range(0, queries.size()).map(_ -> cap).toArray();
            double[] least = new double[queries.size()];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            LoneDraws.Wanted wanted = (query, samples) -> {
                if (samples.isEmpty()) {
                    return 1;
                }
                double worth = evidence.table().worth(samples.size(), grades.best(query, samples));
                least[query] = Math.min(least[query], worth);
                double chance =
                        seeds.child("price").child(queries.get(query).id()).uniform(0);
                return price.draws(least[query], chance) ? samples.size() + 1 : samples.size();
            };
            return new EvidenceUse(
                    new LoneDraws(caps, wanted),
                    Optional.of(grades),
                    total,
                    "each query goes on while its best so far leaves enough to gain: "
                            + evidence.guard().reason(mean));
        }
        return new EvidenceUse(
                new SharedDraws(evidence.table(), grades, queries.size(), total, cap),
                Optional.of(grades),
                total,
                "the budget is shared by the best so far: " + evidence.guard().reason(mean));
    }

    private static EvidenceUse planned(int[] plan, Grades grades, boolean binary, String why) {
        LoneDraws.Wanted wanted = (query, samples) -> {
            if (!binary) {
                return plan[query];
            }
            return !samples.isEmpty() && grades.best(query, samples) == 1 ? samples.size() : samples.size() + 1;
        };
        return new EvidenceUse(
                new LoneDraws(plan, wanted),
                Optional.of(grades),
                IntStream.of(plan).asLongStream().sum(),
                (binary ? "a query stops at its first success, at the latest as planned" : "all are drawn as planned")
                        + "; sharing by the best so far is not used: " + why);
    }

    private static EvidenceUse settled(int[] plan, Selector selector) {
        LoneDraws.Wanted wanted = (query, samples) -> {
            Ballot ballot = new Ballot();
            List<Optional<String>> answers =
                    samples.stream().map(Completion::text).map(selector::answer).toList();
            for (int answer : Answers.number(answers)) {
                ballot.add(answer);
                if (ballot.settled(plan[query])) {
                    return samples.size();
                }
            }
            return samples.size() + ballot.soonest(plan[query]);
        };
        return new EvidenceUse(
                new LoneDraws(plan, wanted),
                Optional.empty(),
                IntStream.of(plan).asLongStream().sum(),
                "a query stops when its vote is settled, at the latest as planned");
    }
}
