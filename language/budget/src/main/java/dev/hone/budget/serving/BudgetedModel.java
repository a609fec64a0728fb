package dev.hone.budget.serving;

import dev.hone.budget.evidence.Stopping;
import dev.hone.budget.spend.Action;
import dev.hone.budget.spend.BelowCheapest;
import dev.hone.budget.spend.Reservation;
import dev.hone.budget.spend.SpendKeeper;
import dev.hone.budget.spend.SpendRule;
import dev.hone.budget.spend.SpendState;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Capabilities;
import dev.hone.lm.Completion;
import dev.hone.lm.Drawn;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Price;
import dev.hone.reward.Reward;
import dev.hone.reward.Rewards;
import dev.hone.reward.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * One or several models as a model that spends where it pays: for each request it decides how many samples are drawn, or which
 * arm answers, draws them, and returns the best, while the mean over all requests is held to the policy's knob.
 *
 * <p>{@link #generate} returns the {@code n} best candidates, best first, of at least as many that were drawn. {@link #decide} and
 * {@link #carryOut} are its two halves, for who wants to see the decision before it is carried out.
 *
 * <p>It doesn't close its arms and its judge: they are shared.
 */
public final class BudgetedModel implements LanguageModel {
    /** What the reward said, or why it said nothing. */
    private record Grading(List<Double> rewards, Optional<String> problem) {
        static final Grading NONE = new Grading(List.of(), Optional.empty());
    }

    private static final Selector SAME_CALLS = (Selector) Rewards.parse("agreement");

    private final String name;
    private final List<Arm> arms;
    private final List<Price> prices;
    private final Menu menu;
    private final ServingPolicy policy;
    private final SpendKeeper keeper;
    private final Seeds seeds;

    /**
     * A model whose mean goes on from a state.
     *
     * @param name what it is served as
     * @param arms at least one; of two the second is the strong one
     * @param prices of the arms where money is held, else empty
     * @param menu for the policy's knob
     * @param before what was spent earlier; absent: nothing
     * @param seeds decide what falls on a fraction and which requests explore
     */
    public BudgetedModel(
            String name,
            List<Arm> arms,
            List<Price> prices,
            Menu menu,
            ServingPolicy policy,
            Optional<SpendState> before,
            Seeds seeds) {
        this.name = name;
        this.arms = List.copyOf(arms);
        this.prices = List.copyOf(prices);
        this.menu = menu;
        this.policy = policy;
        this.seeds = seeds;
        double budget = Math.max(policy.knob().mean(), Double.MIN_NORMAL);
        SpendRule rule = SpendRule.of(budget, menu.startPrice(policy.verifies() && policy.stops()))
                .withBelow(BelowCheapest.CHEAPEST);
        keeper = before.map(state -> new SpendKeeper(rule, state)).orElseGet(() -> new SpendKeeper(rule));
    }

    /**
     * Decides what is done with a request and reserves its worst case. The caller carries it out, or settles and closes it.
     *
     * @param wishes what the client asked for beside the prompt
     */
    public Decision decide(GenerationRequest request, Wishes wishes) {
        Seeds own = seeds.child(request.query().id());
        boolean chooses = policy.judge().isPresent() && (!wishes.tools() || votes());
        boolean stops = chooses && policy.stops();
        boolean byVerifier = stops && policy.verifies();
        int least = wishes.candidates();
        List<Offer> offers = menu.of(request.query(), least, request.options().maxTokens(), byVerifier, own);
        if (!chooses && policy.knob().unit() == Knob.Unit.SAMPLES) {
            offers = List.of(new Offer(0, least, Action.exact(0, least)));
        }
        if (chooses
                && policy.knob().unit() == Knob.Unit.SAMPLES
                && own.child("explore").uniform(0) < policy.explore()) {
            int full = Math.max(policy.cap(), least);
            List<Action> twoWays = List.of(Action.exact(0, least), Action.exact(Double.MAX_VALUE, full));
            Reservation reservation = reserve(twoWays);
            boolean explored = reservation.choice() == 1;
            return new Decision(
                    new Offer(0, explored ? full : least, reservation.action()),
                    least,
                    true,
                    false,
                    explored,
                    reservation);
        }
        Reservation reservation = reserve(offers.stream().map(Offer::action).toList());
        return new Decision(offers.get(reservation.choice()), least, chooses, stops, false, reservation);
    }

    private Reservation reserve(List<Action> actions) {
        return keeper.reserve(actions)
                .orElseThrow(() -> new IllegalStateException("the cheapest action is always taken"));
    }

    /**
     * Draws what was decided, chooses, and settles. Where the judge fails, what was drawn is returned all the same, the first sample
     * first, and says so.
     *
     * @throws HoneException if not one sample came
     */
    public Served carryOut(Decision decision, GenerationRequest request) {
        try (decision) {
            boolean rotates = policy.knob().unit() == Knob.Unit.SAMPLES;
            Drawing drawing = new Drawing(arms, request, decision.offer().arm(), rotates);
            Grading grading = draw(decision, drawing, request);
            if (!drawing.failed()) { // what a failed call cost nobody knows: it counts at its worst case
                settle(decision, drawing.samples().size(), drawing.promptTokens(), tokens(drawing.samples()));
            }
            return choose(decision, drawing, grading, request);
        }
    }

    /** Settles a decision that the caller carried out itself. */
    public void settle(Decision decision, int samples, long promptTokens, long completionTokens) {
        int arm = decision.offer().arm();
        double cost = switch (policy.knob().unit()) {
            case SAMPLES -> samples;
            case STRONG -> arm == 1 ? samples : 0;
            case MONEY -> prices.get(arm).of(promptTokens, completionTokens);
        };
        decision.reservation().settle(cost);
    }

    private Grading draw(Decision decision, Drawing drawing, GenerationRequest request) {
        int cap = decision.offer().samples();
        if (decision.chooses() && policy.judge().orElse(null) instanceof Reward reward) {
            return graded(decision, drawing, request, reward);
        }
        if (decision.stops() && policy.judge().orElse(null) instanceof Selector selector) {
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

    private static Grading graded(Decision decision, Drawing drawing, GenerationRequest request, Reward reward) {
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
                return new Grading(List.of(), Optional.of("the reward failed"));
            }
        }
        return new Grading(grades, Optional.empty());
    }

    private Served choose(Decision decision, Drawing drawing, Grading grading, GenerationRequest request) {
        List<Completion> samples = drawing.samples();
        List<Double> rewards = grading.rewards();
        List<Integer> ranking =
                new ArrayList<>(IntStream.range(0, samples.size()).boxed().toList());
        OptionalDouble agreement = OptionalDouble.empty();
        if (rewards.size() == samples.size()) {
            ranking.sort((a, b) -> Double.compare(rewards.get(b), rewards.get(a))); // stable: of equal ones the first
        } else if (decision.chooses() && policy.judge().orElse(null) instanceof Selector selector) {
            Selector.Selection chosen = voting(selector, samples).select(request.query(), votable(samples));
            ranking.remove(Integer.valueOf(chosen.index()));
            ranking.addFirst(chosen.index());
            agreement = OptionalDouble.of(chosen.share());
        }
        return new Served(
                samples,
                rewards,
                ranking,
                drawing.arms(),
                agreement,
                drawing.promptTokens(),
                decision,
                drawing.problem().or(grading::problem));
    }

    private static long tokens(List<Completion> samples) {
        return samples.stream().mapToLong(Completion::tokens).sum();
    }

    private boolean votes() {
        return policy.judge().orElse(null) instanceof Selector;
    }

    /** Votes go to tool calls, name and arguments, where samples call tools, else to the answer that the selector reads. */
    private static Selector voting(Selector selector, List<Completion> samples) {
        return samples.stream().anyMatch(ToolCalls::isIn) ? SAME_CALLS : selector;
    }

    private static List<Completion> votable(List<Completion> samples) {
        return samples.stream().map(ToolCalls::asText).toList();
    }

    @Override
    public List<Completion> generate(GenerationRequest request) {
        return draw(request).completions();
    }

    @Override
    public Drawn draw(GenerationRequest request) {
        Served served = carryOut(decide(request, Wishes.of(request.n())), request);
        return new Drawn(served.best(request.n()), served.promptTokens());
    }

    @Override
    public String name() {
        return name;
    }

    /** Those of the arm that can least, as far as they concern what is returned. */
    @Override
    public Capabilities capabilities() {
        return arms.getFirst().model().capabilities();
    }

    /** What its arms are, in order. */
    public List<Arm> arms() {
        return arms;
    }

    /** What it is held to. */
    public ServingPolicy policy() {
        return policy;
    }

    /** Why it decides as it does, in one clause. */
    public String reason() {
        return menu.reason();
    }

    /** What was spent so far, to go on from after a restart. */
    public SpendState spend() {
        return keeper.snapshot();
    }

    /** Nothing: arms and judge are the caller's. */
    @Override
    public void close() {}
}
