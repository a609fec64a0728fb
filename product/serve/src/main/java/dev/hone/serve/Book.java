package dev.hone.serve;

import dev.hone.budget.serving.Arm;
import dev.hone.budget.serving.BudgetedModel;
import dev.hone.budget.serving.Knob;
import dev.hone.budget.serving.Menu;
import dev.hone.budget.serving.Menus;
import dev.hone.budget.serving.ServingPolicy;
import dev.hone.budget.spend.SpendState;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Price;
import dev.hone.reward.Selector;
import dev.hone.serve.openai.ApiError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The budgeted models by the names they were asked for under, each with a mean of its own that goes on over restarts and reloads.
 * Clients make names up, so their number is bounded.
 */
final class Book {
    private static final int MOST = 256;

    private final ServeOptions options;
    private final Map<String, Upstream> upstreams = new LinkedHashMap<>();
    private final Map<String, BudgetedModel> models = new TreeMap<>();
    private final Map<String, SpendState> before;
    private Learnt learnt;

    /** @param before what was spent under each name by earlier processes */
    Book(ServeOptions options, Map<String, SpendState> before) {
        this.options = options;
        this.before = new TreeMap<>(before);
        options.upstreams().forEach(upstream -> upstreams.put(upstream.name(), upstream));
        learnt = load();
    }

    /** @throws HoneException if it is for models that are not served here */
    private Learnt load() {
        Learnt fresh = options.learnt().get();
        fresh.requireServed(upstreams.keySet());
        return fresh;
    }

    /** The upstream of a configured name. */
    Optional<Upstream> upstream(String name) {
        return Optional.ofNullable(upstreams.get(name));
    }

    /**
     * The model of a name.
     *
     * @throws ApiError 400 if what it asks for can't be had, 429 if there are too many names
     */
    synchronized BudgetedModel model(ServedName name) {
        Knob knob = name.knob().orElseGet(() -> new Knob(Knob.Unit.SAMPLES, options.meanBudget()));
        String canonical = new ServedName(name.arms(), Optional.of(knob), name.stop()).canonical();
        BudgetedModel known = models.get(canonical);
        if (known != null) {
            return known;
        }
        if (models.size() >= MOST) {
            throw new ApiError(
                    429,
                    "invalid_request_error",
                    Optional.of("model"),
                    Optional.of("too_many_budgets"),
                    "This server keeps at most " + MOST + " different means; use one that exists.");
        }
        try {
            BudgetedModel made =
                    make(canonical, name.arms(), knob, name.stop(), Optional.ofNullable(before.get(canonical)));
            models.put(canonical, made);
            return made;
        } catch (HoneException e) {
            throw ApiError.invalid("model", e.problem() + " Maybe " + e.advice() + ".");
        }
    }

    private BudgetedModel make(
            String canonical, List<String> arms, Knob knob, Optional<Boolean> stop, Optional<SpendState> state) {
        Menu menu = options.judge().filter(Selector.class::isInstance).isPresent() && knob.unit() == Knob.Unit.SAMPLES
                ? Menus.even(knob, arms.size(), "even: votes choose, and what was learnt is about rewards")
                : learnt.menu(knob, arms, options.cap());
        ServingPolicy policy = new ServingPolicy(
                knob,
                options.judge(),
                ServingPolicy.binary(options.judge(), learnt.binary()),
                stop,
                options.cap(),
                options.record() ? options.explore() : 0);
        List<Price> prices = knob.unit() == Knob.Unit.MONEY
                ? arms.stream()
                        .map(arm -> options.prices()
                                .orElseThrow(() -> new HoneException(
                                        "A mean of dollars needs the models' prices.",
                                        "start the server with --prices FILE"))
                                .of(arm))
                        .toList()
                : List.of();
        List<Arm> served = arms.stream()
                .map(arm -> new Arm(arm, upstream(arm).orElseThrow().model()))
                .toList();
        return new BudgetedModel(
                canonical,
                served,
                prices,
                menu,
                policy,
                state,
                Seeds.of(options.seed()).child(canonical));
    }

    /**
     * Loads what is planned by anew. Requests under way end with the old plan; what they have reserved counts in full.
     *
     * @throws HoneException if it can't be loaded; everything stays as it was
     */
    synchronized void reload() {
        Learnt fresh = load();
        Learnt old = learnt;
        learnt = fresh;
        Map<String, BudgetedModel> made = new TreeMap<>();
        try {
            models.forEach((canonical, model) -> made.put(
                    canonical,
                    make(
                            canonical,
                            model.arms().stream().map(Arm::name).toList(),
                            model.policy().knob(),
                            model.policy().stop(),
                            Optional.of(model.spend()))));
        } catch (HoneException e) {
            learnt = old;
            throw e;
        }
        models.putAll(made);
    }

    /** The models in use, by canonical name. */
    synchronized Map<String, BudgetedModel> inUse() {
        return new TreeMap<>(models);
    }

    /** What was spent under a name, earlier processes included. */
    synchronized SpendState spend(String name) {
        return Objects.requireNonNull(models.get(name), name).spend();
    }

    /** What was spent under each name, earlier processes included. */
    synchronized Map<String, SpendState> spend() {
        Map<String, SpendState> all = new TreeMap<>(before);
        models.forEach((name, model) -> all.put(name, model.spend()));
        return all;
    }
}
