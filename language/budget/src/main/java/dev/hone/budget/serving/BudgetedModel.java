package dev.hone.budget.serving;

import dev.hone.budget.spend.Action;
import dev.hone.budget.spend.Reservation;
import dev.hone.budget.spend.SpendKeeper;
import dev.hone.budget.spend.SpendRule;
import dev.hone.budget.spend.SpendState;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Capabilities;
import dev.hone.lm.ClientRequest;
import dev.hone.lm.Completion;
import dev.hone.lm.Drawn;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.LimitReached;
import dev.hone.lm.Price;
import dev.hone.lm.TextListener;
import dev.hone.reward.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    private final String name;
    private final List<Arm> arms;
    private final List<Price> prices;
    private final SpendKeeper keeper;
    private final Seeds seeds;
    private volatile Way way;

    /** How it decides at present. */
    private record Way(Menu menu, ServingPolicy policy) {}

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
        this.way = new Way(menu, policy);
        this.seeds = seeds;
        double budget = Math.max(policy.knob().mean(), Double.MIN_NORMAL);
        SpendRule rule = SpendRule.of(budget, menu.startPrice(policy.verifies() && policy.stops()))
                .withBelow(policy.below());
        keeper = before.map(state -> new SpendKeeper(rule, state)).orElseGet(() -> new SpendKeeper(rule));
    }

    /**
     * Decides what is done with a request and reserves its worst case. The caller carries it out, or settles and closes it. Where
     * nothing can be predicted of the request, for example since it is too long for the features' model, it gets an even share.
     *
     * @param wishes what the client asked for beside the prompt
     * @throws LimitReached if the mean has no room for the cheapest answer, and such requests are refused
     */
    public Decision decide(GenerationRequest request, Wishes wishes) {
        Way now = way;
        ServingPolicy policy = now.policy();
        Seeds own = seeds.child(request.query().id());
        boolean blind = request.client().flatMap(ClientRequest::promptIds).isPresent();
        boolean chooses = policy.judge().isPresent() && (votes(policy) || !(blind || wishes.tools()));
        boolean stops = chooses && policy.stops();
        boolean counted = policy.knob().unit() == Knob.Unit.SAMPLES;
        int least = wishes.candidates();
        List<Offer> offers;
        Optional<String> problem = Optional.empty();
        // without a choice among samples more of them would be wasted, and predictors say nothing of what votes are
        // worth
        boolean grades = chooses && (counted || policy.verifies());
        Allowance allowance = new Allowance(
                least,
                grades ? Math.max(policy.cap(), least) : least,
                request.options().maxTokens(),
                stops && policy.verifies());
        Menu even = new EvenMenu(policy.knob(), arms.size(), "even");
        try {
            offers = (blind ? even : now.menu()).of(request.query(), allowance, own); // token ids say nothing
        } catch (HoneException e) {
            offers = even.of(request.query(), allowance, own);
            problem = Optional.of("not-predicted");
        }
        if (chooses && counted && own.child("explore").uniform(0) < policy.explore()) {
            int full = Math.max(policy.cap(), least);
            List<Offer> withAll = new ArrayList<>(offers);
            withAll.add(Offer.inTurn(full, Action.exact(Double.MAX_VALUE, full)));
            Reservation reservation = reserve(withAll);
            boolean explored = reservation.choice() == offers.size();
            return new Decision(
                    withAll.get(reservation.choice()), least, true, stops && !explored, problem, explored, reservation);
        }
        Reservation reservation = reserve(offers);
        return new Decision(offers.get(reservation.choice()), least, chooses, stops, problem, false, reservation);
    }

    private Reservation reserve(List<Offer> offers) {
        return keeper.reserve(offers.stream().map(Offer::action).toList())
                .orElseThrow(
                        () -> new LimitReached(
                                "The mean of " + name + " leaves no room now for even the cheapest answer.",
                                "ask again later, for a larger mean, or let the server answer above it: --below-cheapest answer"));
    }

    /**
     * Draws what was decided, chooses, and settles. Where the judge fails, what was drawn is returned all the same, the first sample
     * first, and says so.
     *
     * @throws HoneException if not one sample came
     */
    public Served carryOut(Decision decision, GenerationRequest request) {
        return carryOut(decision, request, Optional.empty());
    }

    /**
     * The same, telling of texts as they grow: of use where one sample was decided on, since that is the answer.
     *
     * @param listener may throw, which ends the drawing
     */
    public Served carryOut(Decision decision, GenerationRequest request, Optional<TextListener> listener) {
        return carryOut(decision, request, arms, listener);
    }

    /**
     * The same, drawn by another view of the arm that was decided on, for example one that hands its sample on as it comes.
     *
     * @param drawer has the arm's name
     */
    public Served carryOut(Decision decision, GenerationRequest request, LanguageModel drawer) {
        List<Arm> seen = new ArrayList<>(arms);
        int arm = decision.offer().arm();
        seen.set(arm, new Arm(arms.get(arm).name(), drawer));
        return carryOut(decision, request, seen, Optional.empty());
    }

    private Served carryOut(
            Decision decision, GenerationRequest request, List<Arm> by, Optional<TextListener> listener) {
        try (decision) {
            Offer offer = decision.offer();
            Drawing drawing = new Drawing(by, request, offer.arm(), offer.takesTurns(), listener);
            try {
                return new Choosing(policy().judge(), decision, request).from(drawing);
            } finally {
                settle(decision, drawing);
            }
        }
    }

    /**
     * Decides otherwise from now on, with the same mean and what was spent of it. Requests under way end as they were decided.
     *
     * @param policy with the knob that it has
     */
    public void decideBy(Menu menu, ServingPolicy policy) {
        if (!policy.knob().equals(policy().knob())) {
            throw new IllegalArgumentException("another mean: " + policy.knob());
        }
        way = new Way(menu, policy);
    }

    /** Settles a decision that the caller carried out itself. */
    public void settle(Decision decision, int samples, long promptTokens, long completionTokens) {
        decision.reservation().settle(cost(decision, samples, promptTokens, completionTokens));
    }

    /** What came is counted as it is; what a failed call may have cost beside it, at its worst. */
    private void settle(Decision decision, Drawing drawing) {
        int samples = drawing.samples().size();
        double cost = cost(decision, samples + drawing.lost(), drawing.promptTokens(), drawing.completionTokens());
        if (policy().knob().unit() == Knob.Unit.MONEY) {
            cost += decision.reservation().action().worst()
                    * drawing.lost()
                    / decision.offer().samples();
        }
        decision.reservation().settle(cost);
    }

    private double cost(Decision decision, int samples, long promptTokens, long completionTokens) {
        int arm = decision.offer().arm();
        return switch (policy().knob().unit()) {
            case SAMPLES -> samples;
            case STRONG -> arm == 1 && samples > 0 ? 1 : 0;
            case MONEY -> prices.get(arm).of(promptTokens, completionTokens);
        };
    }

    private static boolean votes(ServingPolicy policy) {
        return policy.judge().orElse(null) instanceof Selector;
    }

    @Override
    public List<Completion> generate(GenerationRequest request) {
        return draw(request).completions();
    }

    @Override
    public Drawn draw(GenerationRequest request) {
        Served served = carryOut(decide(request, Wishes.of(request.n())), request);
        return new Drawn(served.best(request.n()), served.promptTokens(), served.completionTokens(), served.details());
    }

    @Override
    public String name() {
        return name;
    }

    /** Those of the first arm: all that is returned may come from it. */
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
        return way.policy();
    }

    /** Why it decides as it does, in one clause. */
    public String reason() {
        return way.menu().reason();
    }

    /** What was spent so far, to go on from after a restart. */
    public SpendState spend() {
        return keeper.snapshot();
    }

    /** Nothing: arms and judge are the caller's. */
    @Override
    public void close() {}
}
