package dev.hone.lm.sampling;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.LimitReached;
import dev.hone.lm.PartialGeneration;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The loop that every verb draws its samples with.
 *
 * <p>What is asked for is a state, not an action: so many samples of each query there shall be. The store says which are
 * missing; these are cut into calls of as many samples as the model returns at once, some calls run side by side, and each
 * is committed as it returns, whole or not at all. Sample i of a query is the same whoever draws it in whatever call (see
 * {@link GenerationRequest}), and readers take samples by query and index; so neither the order in which calls return nor a
 * kill between any two instructions shows in the result. Asking again continues. Asking for more draws only the rest, which is
 * also how a policy works that looks at samples before it goes on: in rounds of growing demands.
 *
 * <p>A failing call ends the loop, but what was paid for is kept first: the samples that came with the failure
 * ({@link PartialGeneration}) and those of the calls under way, which are waited for.
 */
public final class Sampling {
    private final LanguageModel model;
    private final SamplingOptions options;
    private final Seeds seeds;
    private final SampleStore store;
    private final Listener listener;
    private final Ledger ledger;

    /**
     * Prepares sampling; nothing is drawn yet.
     *
     * @param seeds the run's
     * @param store where samples are looked for and kept; all it holds is of this model, these options and seeds
     * @param listener told of every sample, and at the end of cut ones
     */
    public Sampling(LanguageModel model, SamplingOptions options, Seeds seeds, SampleStore store, Listener listener) {
        this.model = model;
        this.options = options;
        this.seeds = seeds;
        this.store = store;
        this.listener = listener;
        this.ledger = new Ledger(store);
    }

    /**
     * Draws what is missing of the demands.
     *
     * @param demands each query once
     * @return what there is in the end; less than was asked for only if a limit of the user's was reached, or this thread was
     *     interrupted, whose interrupt status is then set
     * @throws HoneException if a call fails; everything drawn is kept, and the same demands continue
     */
    public Outcome draw(List<Demand> demands) {
        look(demands);
        Outcome before = ledger.outcome(demands, Optional.empty());
        AtomicLong done = new AtomicLong(before.samples());
        listener.begin("sampling", before.samples(), before.wanted());
        try {
            boolean all = Calls.make(missing(demands), model.capabilities().concurrency(), call -> {
                int drawn = make(call);
                synchronized (done) {
                    listener.advance(done.addAndGet(drawn));
                }
            });
            return finish(demands, all ? Optional.empty() : Optional.of(interrupted(demands)));
        } catch (LimitReached limit) {
            return finish(demands, Optional.of(limit));
        } finally {
            listener.end();
        }
    }

    /** The samples there are of a query, by index. */
    public SortedMap<Integer, Completion> completions(Query query) {
        return store.completions(query.id());
    }

    private void look(List<Demand> demands) {
        Set<String> ids = new HashSet<>();
        for (Demand demand : demands) {
            if (!ids.add(demand.query().id())) {
                throw new IllegalArgumentException("query " + demand.query().id() + " is asked for twice");
            }
            ledger.look(demand.query().id());
        }
    }

    /** The calls that draw what is missing; those of a query are made up when its first is due. */
    private Iterable<GenerationRequest> missing(List<Demand> demands) {
        return () -> demands.stream().flatMap(this::missing).iterator();
    }

    /** Cuts each gap in the drawn indices into calls of at most as many samples as the model returns at once. */
    private Stream<GenerationRequest> missing(Demand demand) {
        SortedSet<Integer> drawn = store.drawn(demand.query().id());
        int most = model.capabilities().samplesPerCall();
        List<GenerationRequest> calls = new ArrayList<>();
        int first = 0;
        while (first < demand.samples()) {
            if (drawn.contains(first)) {
                first++;
                continue;
            }
            SortedSet<Integer> later = drawn.tailSet(first);
            int gap = (later.isEmpty() ? demand.samples() : Math.min(later.first(), demand.samples())) - first;
            int n = Math.min(gap, most);
            calls.add(new GenerationRequest(demand.query(), first, n, options, seeds));
            first += n;
        }
        return calls.stream();
    }

    /** Makes one call and commits what it brought; returns how many samples that were. */
    private int make(GenerationRequest call) {
        try {
            List<Completion> completions = model.generate(call);
            if (completions.size() != call.n()) {
                throw new IllegalStateException(
                        model.name() + " returned " + completions.size() + " samples for a call of " + call.n());
            }
            SortedMap<Integer, Completion> byIndex = new TreeMap<>();
            completions.forEach(completion -> byIndex.put(call.first() + byIndex.size(), completion));
            commit(call.query(), byIndex);
            return call.n();
        } catch (PartialGeneration partial) {
            commit(call.query(), partial.completions());
            throw partial.failure();
        }
    }

    private void commit(Query query, SortedMap<Integer, Completion> completions) {
        store.commit(query.id(), completions);
        ledger.add(query.id(), completions);
    }

    private Outcome finish(List<Demand> demands, Optional<HoneException> stopped) {
        Outcome outcome = ledger.outcome(demands, stopped);
        outcome.warning().ifPresent(listener::note);
        return outcome;
    }

    private HoneException interrupted(List<Demand> demands) {
        Outcome outcome = ledger.outcome(demands, Optional.empty());
        return new HoneException(
                "Sampling was interrupted with " + outcome.samples() + " of " + outcome.wanted() + " samples drawn.",
                "repeat the command; it goes on from there");
    }
}
