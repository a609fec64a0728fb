package dev.hone.budget.serving;

import dev.hone.budget.evidence.Stopping;
import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.reward.Judge;
import dev.hone.reward.Reward;
import dev.hone.reward.Rewards;
import dev.hone.reward.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The best sample of one request: as many are drawn as its decision allows and its judge can still use, and the judge ranks them.
 *
 * @param judge that was there when the request was taken up; a reload doesn't change it half-way
 * @param decision what may be drawn, and whether it is chosen among
 */
record Choosing(Optional<Judge> judge, Decision decision, GenerationRequest request) {
    private static final Selector SAME_CALLS = (Selector) Rewards.parse("agreement");

    /** What the reward said, or why it said nothing. */
    private record Grading(List<Double> rewards, Optional<String> problem) {
        static final Grading NONE = new Grading(List.of(), Optional.empty());
    }

    /** Samples in order of the judge's liking, and the share of votes behind the first where votes ranked them. */
    private record Ranking(List<Integer> places, OptionalDouble agreement) {}

    /**
     * Draws and chooses. Where the judge fails, what was drawn is returned all the same and says so.
     *
     * @throws HoneException if not one sample came
     */
    Served from(Drawing drawing) {
        Grading grading = draw(drawing);
        List<Completion> samples = drawing.samples();
        Ranking ranking = ranking(samples, grading.rewards());
        return new Served(
                samples,
                grading.rewards(),
                ranking.places(),
                drawing.arms(),
                ranking.agreement(),
                drawing.promptTokens(),
                drawing.details(),
                decision,
                drawing.problem().or(grading::problem).or(decision::problem));
    }

    private Grading draw(Drawing drawing) {
        int cap = decision.offer().samples();
        if (decision.chooses() && judge.orElse(null) instanceof Reward reward) {
            return graded(drawing, reward);
        }
        if (decision.stops() && judge.orElse(null) instanceof Selector selector) {
            int wanted = Math.max(decision.least(), Stopping.vote(selector, List.of(), cap));
            while (wanted > drawing.samples().size() && !drawing.failed()) {
                drawing.upTo(Math.min(cap, wanted));
                Selector voting = voting(selector, drawing.samples());
                wanted = Math.min(cap, Stopping.vote(voting, votable(drawing.samples()), cap));
            }
        } else {
            drawing.upTo(cap);
        }
        return Grading.NONE;
    }

    private Grading graded(Drawing drawing, Reward reward) {
        int cap = decision.offer().samples();
        List<Double> grades = new ArrayList<>();
        boolean found = false;
        while (grades.size() < cap && !found && !drawing.failed()) {
            drawing.upTo(decision.stops() ? Math.max(decision.least(), grades.size() + 1) : cap);
            List<Completion> samples = drawing.samples();
            try {
                double[] fresh = reward.grade(request.query(), samples.subList(grades.size(), samples.size()));
                for (double grade : fresh) {
                    grades.add(grade);
                    found |= decision.stops() && grade >= 1;
                }
            } catch (HoneException e) {
                return new Grading(grades, Optional.of("reward-failed")); // what is graded still tells the best of it
            }
        }
        return new Grading(grades, Optional.empty());
    }

    private Ranking ranking(List<Completion> samples, List<Double> rewards) {
        List<Integer> places =
                new ArrayList<>(IntStream.range(0, samples.size()).boxed().toList());
        if (!rewards.isEmpty()) {
            // stable, so of equal ones the first; what could not be graded comes last
            places.sort((a, b) -> Double.compare(reward(rewards, b), reward(rewards, a)));
        } else if (decision.chooses() && judge.orElse(null) instanceof Selector selector) {
            Selector voting = voting(selector, samples);
            List<Completion> votable = votable(samples);
            Map<String, Integer> votes = new HashMap<>();
            votable.forEach(
                    sample -> voting.answer(sample.text()).ifPresent(answer -> votes.merge(answer, 1, Integer::sum)));
            places.sort((a, b) ->
                    Integer.compare(votes(voting, votes, votable.get(b)), votes(voting, votes, votable.get(a))));
            Selector.Selection chosen = voting.select(request.query(), votable);
            places.remove(Integer.valueOf(chosen.index()));
            places.addFirst(chosen.index());
            return new Ranking(places, OptionalDouble.of(chosen.share()));
        }
        return new Ranking(places, OptionalDouble.empty());
    }

    private static double reward(List<Double> rewards, int sample) {
        return sample < rewards.size() ? rewards.get(sample) : Double.NEGATIVE_INFINITY;
    }

    private static int votes(Selector voting, Map<String, Integer> votes, Completion sample) {
        return voting.answer(sample.text())
                .map(answer -> votes.getOrDefault(answer, 0))
                .orElse(0);
    }

    /** Votes go to tool calls, name and arguments, where samples call tools, else to the answer that the selector reads. */
    private static Selector voting(Selector selector, List<Completion> samples) {
        return samples.stream().anyMatch(ToolCalls::isIn) ? SAME_CALLS : selector;
    }

    private static List<Completion> votable(List<Completion> samples) {
        return samples.stream().map(ToolCalls::asText).toList();
    }
}
