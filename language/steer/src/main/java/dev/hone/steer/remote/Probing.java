package dev.hone.steer.remote;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.LanguageModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds out by a handful of calls how an endpoint can be asked. Token ids come first, since with them the endpoint reads what was said
 * and nothing else; they count only where the same prompt as text has the same likeliest tokens, which tells whether the ids mean the
 * same there. Twenty log-probabilities come before five. Where texts aren't continued at all, an answer that has begun may be: that
 * counts only where the greedy answer, begun, is gone on with as it went on.
 */
final class Probing {
    private static final List<Integer> TOPS = List.of(20, 5);
    private static final double WARM = 2;
    private static final int SEVERAL = 16; // draws of which one hardly ends the text
    private static final double SAME = 0.02; // nats; servers round and batch
    private static final int GREEDY = 12; // tokens of an answer to be begun

    private final Supplier<LanguageModel> endpoints;
    private final SoFar prompt;

    /**
     * @param endpoints opens the endpoint anew, without what it has learnt of it
     * @param prompt to be continued, as the model behind the endpoint reads it
     */
    Probing(Supplier<LanguageModel> endpoints, SoFar prompt) {
        this.endpoints = endpoints;
        this.prompt = prompt;
    }

    /**
     * How it can be asked.
     *
     * @param most log-probabilities that are wanted; 0 if none are
     * @throws HoneException if it continues neither token ids nor text nor an answer
     */
    Way find(int most) {
        try {
            return continuing(most);
        } catch (HoneException e) {
            return chat(most).orElseThrow(() -> e);
        }
    }

    private Way continuing(int most) {
        if (most == 0) {
            Way plain = new Way(Way.Form.TEXT, 0, false);
            likeliest(plain, 1);
            return plain;
        }
        HoneException refusal = new HoneException("unasked", "ask");
        Optional<Way> silent = Optional.empty();
        for (int top : tops(most)) {
            Way byText = new Way(Way.Form.TEXT, top, false);
            Map<String, Double> likeliest = Map.of();
            try {
                likeliest = likeliest(byText, 1);
                silent = Optional.of(new Way(Way.Form.TEXT, 0, false));
            } catch (HoneException e) {
                refusal = e; // perhaps it takes ids only, or fewer log-probabilities
            }
            Way byIds = new Way(Way.Form.IDS, top, false);
            Map<String, Double> ofIds = likeliestIfAny(byIds);
            if (!ofIds.isEmpty() && (likeliest.isEmpty() || same(likeliest, ofIds))) {
                return new Way(Way.Form.IDS, top, isWarm(byIds, ofIds));
            }
            if (!likeliest.isEmpty()) {
                return new Way(Way.Form.TEXT, top, isWarm(byText, likeliest));
            }
        }
        if (silent.isEmpty()) {
            throw refusal;
        }
        return silent.get();
    }

    private Optional<Way> chat(int most) {
        if (!goesOn()) {
            return Optional.empty();
        }
        for (int top : tops(most)) {
            Way way = new Way(Way.Form.CHAT, top, false);
            Map<String, Double> likeliest = top == 0 ? Map.of() : likeliestIfAny(way);
            if (!likeliest.isEmpty()) {
                return Optional.of(new Way(Way.Form.CHAT, top, isWarm(way, likeliest)));
            }
        }
        return Optional.of(new Way(Way.Form.CHAT, 0, false));
    }

    /** Whether the greedy answer, cut before its last word, is gone on with by that word and not by a new answer. */
    private boolean goesOn() {
        Way way = new Way(Way.Form.CHAT, 0, false);
        try (LanguageModel endpoint = endpoints.get()) {
            Continuing continuing = new Continuing(endpoint, way);
            String whole =
                    continuing.ask(prompt, 1, GREEDY, 0, Seeds.of(0)).getFirst().text();
            int cut = whole.lastIndexOf(' ');
            cut = cut > 0 ? cut : whole.length() / 2;
            String rest = whole.substring(cut).strip();
            if (cut == 0 || rest.isEmpty()) {
                return false; // too short an answer to tell
            }
            String next = continuing
                    .ask(prompt.answered(whole.substring(0, cut)), 1, GREEDY, 0, Seeds.of(0))
                    .getFirst()
                    .text()
                    .strip();
            return next.startsWith(rest);
        } catch (HoneException e) {
            return false; // it has no chats, or none whose last turn is the assistant's
        }
    }

    private static List<Integer> tops(int most) {
        return TOPS.stream().map(known -> Math.min(known, most)).distinct().toList();
    }

    private Map<String, Double> likeliestIfAny(Way way) {
        try {
            return likeliest(way, 1);
        } catch (HoneException e) {
            return Map.of(); // it takes none
        }
    }

    private boolean isWarm(Way way, Map<String, Double> likeliest) {
        try {
            return same(likeliest, likeliest(way, WARM));
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

    private Map<String, Double> likeliest(Way way, double temperature) {
        try (LanguageModel endpoint = endpoints.get()) {
            Continuing continuing = new Continuing(endpoint, way);
            Map<String, Double> top = likeliest(continuing.ask(prompt, 1, 1, temperature, Seeds.of(0)));
            // where it ended the text at once there is no token to tell of
            return top.isEmpty() && way.top() > 0
                    ? likeliest(continuing.ask(prompt, SEVERAL, 1, WARM, Seeds.of(1)))
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
