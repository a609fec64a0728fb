package dev.hone.serve;

import dev.hone.budget.spend.BelowCheapest;
import dev.hone.core.HoneException;
import dev.hone.lm.format.Prices;
import dev.hone.reward.Judge;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is served, and how.
 *
 * @param upstreams at least one; the first is the default
 * @param judge chooses among samples
 * @param learnt loads what is planned by; called at the start and at every reload
 * @param meanBudget samples a request where a name says nothing else, at least 1
 * @param cap most samples of one request
 * @param explore share of requests that draw the cap without stopping
 * @param record whether requests and candidates are kept
 * @param forwardKeys whether a client's Authorization is shown to upstreams that have no key of their own
 * @param prices of the models, by configured name
 * @param seed decides what falls on a fraction, and local samples
 * @param below what becomes of a request for whose cheapest answer its mean has no room now
 */
public record ServeOptions(
        List<Upstream> upstreams,
        Optional<Judge> judge,
        Supplier<Learnt> learnt,
        double meanBudget,
        int cap,
        double explore,
        boolean record,
        boolean forwardKeys,
        Optional<Prices> prices,
        long seed,
        BelowCheapest below) {
    /** Every request is answered. */
    public ServeOptions(
            List<Upstream> upstreams,
            Optional<Judge> judge,
            Supplier<Learnt> learnt,
            double meanBudget,
            int cap,
            double explore,
            boolean record,
            boolean forwardKeys,
            Optional<Prices> prices,
            long seed) {
        this(
                upstreams,
                judge,
                learnt,
                meanBudget,
                cap,
                explore,
                record,
                forwardKeys,
                prices,
                seed,
                BelowCheapest.CHEAPEST);
    }

    public ServeOptions {
        upstreams = List.copyOf(upstreams);
        if (upstreams.isEmpty()) {
            throw new HoneException(
                    "There is no model to serve.",
                    "name one: --upstream NAME=http://host:port/v1#model, or --local stories15m");
        }
        long different = upstreams.stream().map(Upstream::name).distinct().count();
        if (different < upstreams.size()) {
            throw new HoneException("Two models have the same name.", "give each --upstream another NAME=");
        }
        if (!(explore >= 0 && explore <= 1)) {
            throw new HoneException(
                    "The share to explore is " + explore + ".", "give --explore a share between 0 and 1");
        }
        if (!(meanBudget >= 1 && meanBudget <= cap)) {
            throw new HoneException(
                    "The mean budget is " + meanBudget + ", the most samples of a request are " + cap + ".",
                    "give a mean from 1 to the most");
        }
    }

    /** The configured names, in order. */
    public List<String> names() {
        return upstreams.stream().map(Upstream::name).toList();
    }
}
