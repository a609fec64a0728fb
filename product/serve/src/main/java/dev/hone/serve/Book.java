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
import dev.hone.lm.format.Prices;
import dev.hone.reward.Selector;
import dev.hone.serve.openai.ApiError;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The budgeted models by the names they were asked for under, each with a mean of its own that goes on over restarts and reloads.
 * Clients make names up, so their number is bounded.
 */
final class Book implements AutoCloseable {
    private static final int MOST = 256;
    private static final int MOST_REMEMBERED = 4096;

    private final ServeOptions options;
    private final ArmNames names;
    private final Map<String, BudgetedModel> models = new LinkedHashMap<>(16, .75f, true); // by last use
    private final Map<String, SpendState> before; // the one forgotten first stands first
    private final Set<String> defaults = new HashSet<>(); // names that keep their models
    private final ReadWriteLock planning = new ReentrantReadWriteLock();
    private Learnt learnt;

    /** @param before what was spent under each name by earlier processes */
    Book(ServeOptions options, ArmNames names, Map<String, SpendState> before) {
        this.options = options;
        this.names = names;
        this.before = new LinkedHashMap<>(before);
        learnt = load();
        try {
            for (String name :
                    options.names()) { // what can't work is found at the start, and default names always have a place
                ServedName plain = new ServedName(List.of(name), Optional.empty(), Optional.empty());
                defaults.add(canonical(plain));
                open(plain);
            }
        } catch (HoneException e) {
            learnt.close();
            throw e;
        }
    }

    /** While it is held nothing that is planned by is closed. */
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /** Held by a thread from before it asks for a model until it has decided. */
    Hold hold() {
        planning.readLock().lock();
        return planning.readLock()::unlock;
    }

    /** @throws HoneException if it is for models that are not served here */
    private Learnt load() {
        Learnt fresh = options.learnt().get();
        try {
            fresh.requireServed(options.upstreams());
        } catch (HoneException e) {
            fresh.close();
            throw e;
        }
        return fresh;
    }

    /** The model of an arm. */
    Optional<Upstream> upstream(String arm) {
        return names.upstream(arm);
    }

    /**
     * The model of a name.
     *
     * @throws ApiError 400 if what it asks for can't be had
     */
    BudgetedModel model(ServedName name) {
        try {
            return open(name);
        } catch (HoneException e) {
            throw ApiError.invalid("model", e.problem() + " Maybe " + e.advice() + ".");
        }
    }

    private Knob knob(ServedName name) {
        return name.knob().orElseGet(() -> new Knob(Knob.Unit.SAMPLES, options.meanBudget()));
    }

    /** What everything under a name is counted under, whether it says its mean or takes the server's. */
    String canonical(ServedName name) {
        return new ServedName(name.arms(), name.models(), Optional.of(knob(name)), name.stop()).canonical();
    }

    private synchronized BudgetedModel open(ServedName name) {
        Knob knob = knob(name);
        if (knob.unit() == Knob.Unit.SAMPLES && knob.mean() > options.cap()) {
            throw new HoneException(
                    "A mean of " + knob.mean() + " samples is more than the " + options.cap()
                            + " that one request may draw.",
                    "ask for less, or start the server with a larger --max-budget");
        }
        String canonical = canonical(name);
        BudgetedModel known = models.get(canonical);
        if (known == null) {
            known = make(canonical, name.arms(), knob, name.stop(), Optional.ofNullable(before.get(canonical)));
            forgetOne();
            models.put(canonical, known);
        }
        return known;
    }

    /** Makes room: the name that was not asked for longest keeps what it has spent and loses its model. */
    private void forgetOne() {
        if (models.size() >= MOST && models.size() > defaults.size()) {
            Map.Entry<String, BudgetedModel> oldest = models.entrySet().stream()
                    .filter(entry -> !defaults.contains(entry.getKey()))
                    .findFirst()
                    .orElseThrow();
            before.remove(oldest.getKey()); // so that it stands behind those that were forgotten earlier
            before.put(oldest.getKey(), oldest.getValue().spend());
            models.remove(oldest.getKey());
        }
        if (before.size() > MOST_REMEMBERED) {
            before.remove(before.keySet().iterator().next());
        }
    }

    private BudgetedModel make(
            String canonical, List<String> arms, Knob knob, Optional<Boolean> stop, Optional<SpendState> state) {
        List<Arm> served = served(arms);
        List<Price> prices = prices(knob, served);
        return new BudgetedModel(
                canonical,
                served,
                prices,
                menu(learnt, knob, served, prices),
                policy(learnt, knob, stop),
                state,
                Seeds.of(options.seed()).child(canonical));
    }

    private Menu menu(Learnt by, Knob knob, List<Arm> arms, List<Price> prices) {
        return options.judge().filter(Selector.class::isInstance).isPresent() && knob.unit() == Knob.Unit.SAMPLES
                ? Menus.even(knob, arms.size(), "even: votes choose, and what was learnt is about rewards")
                : by.menu(knob, arms, prices, options.cap());
    }

    private ServingPolicy policy(Learnt by, Knob knob, Optional<Boolean> stop) {
        return new ServingPolicy(
                knob,
                options.judge(),
                ServingPolicy.binary(options.judge(), by.binary()),
                stop,
                options.cap(),
                options.record() ? options.explore() : 0,
                options.below());
    }

    private List<Price> prices(Knob knob, List<Arm> arms) {
        if (knob.unit() != Knob.Unit.MONEY) {
            return List.of();
        }
        Prices known = options.prices()
                .orElseThrow(() -> new HoneException(
                        "A mean of dollars needs the models' prices.", "start the server with --prices FILE"));
        return arms.stream().map(arm -> known.of(arm.name())).toList();
    }

    private List<Arm> served(List<String> arms) {
        return arms.stream().map(arm -> upstream(arm).orElseThrow().arm()).toList();
    }

    /**
     * Loads what is planned by anew; every name keeps its mean and what was spent of it. Requests are answered meanwhile, and those
     * under way end as they were decided.
     *
     * @throws HoneException if it can't be loaded or planned by; everything stays as it was
     */
    void reload() {
        Learnt fresh = load();
        Learnt unused = fresh;
        planning.writeLock().lock();
        try {
            unused = swap(fresh);
        } finally {
            planning.writeLock().unlock();
            unused.close(); // nobody who decides holds it any more
        }
    }

    /** Plans by something else from now on, and returns what was planned by before. */
    private synchronized Learnt swap(Learnt fresh) {
        Map<BudgetedModel, Menu> menus = new LinkedHashMap<>();
        for (BudgetedModel model : models.values()) {
            Knob knob = model.policy().knob();
            menus.put(model, menu(fresh, knob, model.arms(), prices(knob, model.arms())));
        }
        Learnt old = learnt;
        learnt = fresh;
        menus.forEach((model, menu) -> model.decideBy(
                menu, policy(fresh, model.policy().knob(), model.policy().stop())));
        return old;
    }

    /** Closes what is planned by; nothing may be decided afterwards. */
    @Override
    public synchronized void close() {
        learnt.close();
    }

    /** The models in use, by canonical name. */
    synchronized Map<String, BudgetedModel> inUse() {
        return new TreeMap<>(models);
    }

    /** What was spent under a name, earlier processes included. */
    synchronized SpendState spend(String name) {
        BudgetedModel model = models.get(name);
        return model == null ? before.getOrDefault(name, SpendState.start(1)) : model.spend();
    }

    /** What was spent under each name, earlier processes included. */
    synchronized Map<String, SpendState> spend() {
        Map<String, SpendState> all = new TreeMap<>(before);
        models.forEach((name, model) -> all.put(name, model.spend()));
        return all;
    }
}
