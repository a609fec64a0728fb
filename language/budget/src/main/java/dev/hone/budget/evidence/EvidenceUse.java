package dev.hone.budget.evidence;

import dev.hone.budget.allocation.Gains;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.SampleFeatures;
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
 * @param table by which samples are shared or priced; absent where none is used
 * @param expected samples of all queries together, at most or thereabouts; for showing progress
 * @param reason in one clause, for the user
 */
public record EvidenceUse(
        DrawRule rule, Optional<Grades> grades, Optional<BestSoFarTable> table, long expected, String reason) {
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

    /**
     * Gives up: a query draws until its first success, or until the next sample's chance of success is below the price at which
     * the quality of {@code mean} samples each is kept. Where giving up was not seen to save, the plan stands, and a query stops at its
     * first success.
     *
     * @param prices learnt by the predictor
     * @param gains that its head predicts for these queries; their cap is the most samples of one query
     * @param floor samples that every query gets
     * @throws HoneException if the reward is not 0 or 1, so that no sample ends a query
     */
    public static EvidenceUse givingUp(
            GiveUpPrices prices, Gains gains, List<Query> queries, int[] plan, double mean, int floor, Judge judge) {
        if (!(judge instanceof Reward reward) || reward.traits().scale() != Traits.Scale.BINARY) {
            throw new HoneException(
                    "Giving up needs a reward of 0 and 1 while sampling; '" + judge.name() + "' "
                            + (judge instanceof Reward ? "has values between." : "compares answers."),
                    "leave out --evidence give-up; --evidence auto does what the reward allows");
        }
        Grades grades = new Grades(reward, queries);
        Optional<GiveUpPrices.Step> price = prices.at(mean, floor);
        if (price.isEmpty()) {
            return planned(plan, grades, true, prices.reason(mean, floor));
        }
        GiveUpRule rule = new GiveUpRule(gains);
        int[] caps = IntStream.range(0, queries.size())
                .map(i -> rule.cap(i, price.get().price(), floor))
                .toArray();
        return new EvidenceUse(
                new LoneDraws(caps, untilSuccess(grades)),
                Optional.of(grades),
                Optional.empty(),
                IntStream.of(caps).asLongStream().sum(),
                "a query stops at its first success, or when its next sample is not worth the price: "
                        + prices.reason(mean, floor));
    }

    private static LoneDraws.Wanted untilSuccess(Grades grades) {
        return (query, samples) ->
                !samples.isEmpty() && grades.best(query, samples) == 1 ? samples.size() : samples.size() + 1;
    }

    /**
     * Plans again after first samples, by what they show and never by their rewards: those are asked for at the end, when the best
     * answer is chosen.
     *
     * @param learnt what a first sample tells
     * @param before gains by the queries alone, up to the most samples of one query
     * @param features of the queries, as the predictor reads them [queries][dimension]
     * @param samples how samples are seen
     * @param floor samples every query gets: 0 or 1
     */
    public static EvidenceUse replanned(
            Replanning learnt,
            Gains before,
            List<Query> queries,
            float[][] features,
            SampleFeatures samples,
            double mean,
            int floor,
            Reward reward) {
        ReplanDraws.Look look = (query, completion) -> {
            Sample first = Sample.of(completion);
            if (!samples.reads(first)) {
                throw new HoneException(
                        "The model shows no token ids of its answers, and planning again has to read them.",
                        "use the local model that the pool was drawn with, or --evidence none");
            }
            float[] seen = samples.of(queries.get(query), List.of(first))[0];
            return learnt.after(seen, features[query], before.cap());
        };
        long total = (long) Math.floor(queries.size() * mean + 1e-6);
        return new EvidenceUse(
                new ReplanDraws(before, look, floor, total),
                Optional.of(new Grades(reward, queries)),
                Optional.empty(),
                total,
                "the plan is made again from what first samples show, without their reward: "
                        + learnt.guard().tried(mean, floor));
    }

    /**
     * Shares the budget by what samples show of themselves and never by their rewards: those are asked for at the end, when the
     * best answer is chosen. Where that was not seen to save, the plan stands.
     *
     * @param learnt what samples tell without a reward; absent where the pool's texts were not known
     * @param plan samples of each query when nothing is looked at
     * @param cap most samples of one query
     */
    public static EvidenceUse looking(
            Optional<GuardedLogistic> learnt, List<Query> queries, int[] plan, double mean, int cap, Reward reward) {
        if (learnt.isEmpty()) {
            return asPlanned(
                    queries,
                    plan,
                    reward,
                    "no saving here: the predictor has not learnt what samples show of themselves ('budget fit --looks')");
        }
        String tried = learnt.get().guard().tried(mean, 1);
        if (mean < 1 || !learnt.get().guard().supports(mean, 1)) {
            return asPlanned(queries, plan, reward, "no saving here: " + tried);
        }
        long total = (long) Math.floor(queries.size() * mean + 1e-6);
        return new EvidenceUse(
                new SharedDraws(new Looks(learnt.get().rule(), queries.size()), queries.size(), total, cap),
                Optional.of(new Grades(reward, queries)),
                Optional.empty(),
                total,
                "the budget is shared by what samples show, without their reward: " + tried);
    }

    /** Draws as planned, and says why it does no more. */
    public static EvidenceUse asPlanned(List<Query> queries, int[] plan, Reward reward, String why) {
        LoneDraws.Wanted wanted = (query, _) -> plan[query];
        return new EvidenceUse(
                new LoneDraws(plan, wanted),
                Optional.of(new Grades(reward, queries)),
                Optional.empty(),
                IntStream.of(plan).asLongStream().sum(),
                "all are drawn as planned; no plan is made again: " + why);
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
                    Optional.of(evidence.table()),
                    total,
                    "each query goes on while its best so far leaves enough to gain: "
                            + evidence.guard().reason(mean));
        }
        return new EvidenceUse(
                new SharedDraws(
                        (query, samples) -> evidence.table().worth(samples.size(), grades.best(query, samples)),
                        queries.size(),
                        total,
                        cap),
                Optional.of(grades),
                Optional.of(evidence.table()),
                total,
                "the budget is shared by the best so far: " + evidence.guard().reason(mean));
    }

    private static EvidenceUse planned(int[] plan, Grades grades, boolean binary, String why) {
        LoneDraws.Wanted wanted = binary ? untilSuccess(grades) : (query, _) -> plan[query];
        return new EvidenceUse(
                new LoneDraws(plan, wanted),
                Optional.of(grades),
                Optional.empty(),
                IntStream.of(plan).asLongStream().sum(),
                (binary ? "a query stops at its first success, at the latest as planned" : "all are drawn as planned")
                        + "; nothing else is used: " + why);
    }

    private static EvidenceUse settled(int[] plan, Selector selector) {
        LoneDraws.Wanted wanted = (query, samples) -> Stopping.vote(selector, samples, plan[query]);
        return new EvidenceUse(
                new LoneDraws(plan, wanted),
                Optional.empty(),
                Optional.empty(),
                IntStream.of(plan).asLongStream().sum(),
                "a query stops when its vote is settled, at the latest as planned");
    }
}
