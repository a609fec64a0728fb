package dev.hone.steer.remote;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.LanguageModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds out by a handful of calls of one token how an endpoint can be asked. Token ids come first, since with them the endpoint reads
 * what was said and nothing else; they count only where the same prompt as text has the same likeliest tokens, which tells whether the
 * ids mean the same there. Twenty log-probabilities come before five.
 */
final class Probing {
    private static final List<Integer> TOPS = List.of(20, 5);
    private static final double WARM = 2;
    private static final int SEVERAL = 16; // draws of which one hardly ends the text
    private static final double SAME = 0.02; // nats; servers round and batch

    private final Supplier<LanguageModel> endpoints;
    private final String text;
    private final int[] ids;

    /**
     * @param endpoints opens the endpoint anew, without what it has learnt of it
     * @param text to be continued
     * @param ids the same as the model behind the endpoint reads it
     */
    Probing(Supplier<LanguageModel> endpoints, String text, int... ids) {
        this.endpoints = endpoints;
        this.text = text;
        this.ids = ids.clone();
    }

    /**
     * How it can be asked.
     *
     * @param most log-probabilities that are wanted; 0 if none are
     * @throws HoneException if it continues neither token ids nor text
     */
    Way find(int most) {
        if (most == 0) {
            Way plain = new Way(false, 0, false);
            ask(plain, 1);
            return plain;
        }
        HoneException refusal = new HoneException("unasked", "ask");
        Optional<Way> silent = Optional.empty();
        for (int top :
                TOPS.stream().map(known -> Math.min(known, most)).distinct().toList()) {
            Way byText = new Way(false, top, false);
            Map<String, Double> likeliest = Map.of();
            try {
                likeliest = ask(byText, 1);
                silent = Optional.of(new Way(false, 0, false));
            } catch (HoneException e) {
                refusal = e; // perhaps it takes ids only, or fewer log-probabilities
            }
            Way byIds = new Way(true, top, false);
            Map<String, Double> ofIds = idsLikeliest(byIds);
            if (!ofIds.isEmpty() && (likeliest.isEmpty() || same(likeliest, ofIds))) {
                return new Way(true, top, isWarm(byIds, ofIds));
            }
            if (!likeliest.isEmpty()) {
                return new Way(false, top, isWarm(byText, likeliest));
            }
        }
        if (silent.isEmpty()) {
            throw refusal;
        }
        return silent.get();
    }

    private Map<String, Double> idsLikeliest(Way way) {
        try {
            return ask(way, 1);
        } catch (HoneException e) {
            return Map.of(); // it takes none
        }
    }

    private boolean isWarm(Way way, Map<String, Double> likeliest) {
        try {
            return same(likeliest, ask(way, WARM));
        } catch (HoneException e) {
            return false;
        }
    }

    /** The same tokens but for two at the edge, with the same log-probabilities. */
    private static boolean same(Map<String, Double> one, Map<String, Double> other) {
        long shared = one.entrySet().stream()
                .filter(entry -> Math.abs(entry.getValue() - other.getOrDefault(entry.getKey(), Double.NaN)) <= SAME)
                .count();
        return shared > 0 && shared >= one.size() - 2L;
    }

    private Map<String, Double> ask(Way way, double temperature) {
        try (LanguageModel endpoint = endpoints.get()) {
            Continuing continuing = new Continuing(endpoint, way);
            Map<String, Double> top = likeliest(continuing.ask(text, ids, 1, 1, temperature, Seeds.of(0)));
            // where it ended the text at once there is no token to tell of
            return top.isEmpty() && way.top() > 0
                    ? likeliest(continuing.ask(text, ids, SEVERAL, 1, WARM, Seeds.of(1)))
                    : top;
        }
    }

    private static Map<String, Double> likeliest(List<Said> said) {
        return said.stream()
                .map(Said::top)
                .filter(top -> !top.isEmpty())
                .findFirst()
                .orElseGet(Map::of);
    }
}
