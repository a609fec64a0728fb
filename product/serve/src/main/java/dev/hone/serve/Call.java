package dev.hone.serve;

import dev.hone.budget.serving.Knob;
import dev.hone.budget.serving.Wishes;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.files.Hash;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Message;
import dev.hone.lm.Query;
import dev.hone.serve.openai.ApiError;
import dev.hone.serve.openai.Ask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client's request with what it wants of Hone.
 *
 * @param id of the answer, unique over restarts
 * @param ask as read
 * @param served what Hone decides; absent: the request passes through
 * @param wishes beside the prompt
 * @param generation draws its samples
 */
record Call(String id, Ask ask, Optional<ServedName> served, Wishes wishes, GenerationRequest generation) {
    private static final Set<String> KEYS = Set.of("models", "samples", "strong", "dollars", "stop", "steer");

    /**
     * Reads name and {@code hone} object.
     *
     * @param seeds of samples for which the client sends no seed
     * @throws ApiError if either can't be read
     */
    static Call of(String id, Ask ask, NameParser names, Seeds seeds) {
        Optional<ServedName> served = names.parse(ask.model());
        if (ask.hone().isPresent()) {
            ObjectNode hone = ask.hone().get();
            for (String key : hone.propertyNames()) {
                if (!KEYS.contains(key)) {
                    throw ApiError.invalid(
                            "hone." + key,
                            "There is no such field; there are models, samples, strong, dollars, stop, steer.");
                }
            }
            served = Optional.of(merged(ask.model(), served, hone, names));
        }
        // token ids have no text to plan by
        List<Message> messages = ask.messages().isEmpty() ? List.of(Message.user("")) : ask.messages();
        Query query = new Query(seedId(id, ask), messages, Optional.empty(), Optional.empty());
        Seeds own = ask.seed().isPresent() ? Seeds.of(ask.seed().getAsLong()) : seeds;
        return new Call(
                id,
                ask,
                served,
                new Wishes(ask.n(), ask.tools()),
                new GenerationRequest(query, 0, ask.n(), ask.options(), own, Optional.of(ask.request())));
    }

    /** With a seed the same request has the same samples, so the query's name is what it says; otherwise no two are the same. */
    private static String seedId(String id, Ask ask) {
        return ask.seed().isPresent() ? Hash.of(ask.messages().toString() + ask.promptIds()) : id;
    }

    private static ServedName merged(String model, Optional<ServedName> named, ObjectNode hone, NameParser names) {
        List<String> arms = arms(hone, names);
        List<Knob> knobs = new ArrayList<>();
        number(hone, "samples").ifPresent(k -> knobs.add(knob(Knob.Unit.SAMPLES, k)));
        number(hone, "strong").ifPresent(s -> knobs.add(knob(Knob.Unit.STRONG, s)));
        number(hone, "dollars").ifPresent(d -> knobs.add(knob(Knob.Unit.MONEY, d)));
        if (knobs.size() > 1) {
            throw ApiError.invalid("hone", "Only one of samples, strong and dollars can be held.");
        }
        Optional<ServedName> base = arms.isEmpty()
                ? named.or(() -> names.parse(NameParser.PREFIX + model))
                : Optional.of(new ServedName(arms, named.flatMap(ServedName::knob), Optional.empty()));
        ServedName merged = new ServedName(
                base.orElseThrow().arms(),
                base.orElseThrow().models(),
                knobs.isEmpty() ? base.orElseThrow().knob() : Optional.of(knobs.getFirst()),
                flag(hone, "stop"));
        Map<String, Double> weights = weights(hone);
        return weights.isEmpty() ? merged : names.led(merged, weights);
    }

    private static Map<String, Double> weights(ObjectNode hone) {
        JsonNode written = hone.path("steer");
        if (written.isMissingNode() || written.isNull()) {
            return Map.of();
        }
        if (!(written instanceof ObjectNode values)) {
            throw ApiError.invalid("hone.steer", "It must be an object of weights by the names of values.");
        }
        Map<String, Double> weights = new TreeMap<>();
        for (String value : values.propertyNames()) {
            JsonNode weight = values.path(value);
            if (!weight.isNumber()) {
                throw ApiError.invalid("hone.steer", "A weight must be a number.");
            }
            weights.put(value, weight.doubleValueOpt().orElse(Double.NaN)); // NaN of one too large, refused as such
        }
        return weights;
    }

    private static List<String> arms(ObjectNode hone, NameParser names) {
        JsonNode written = hone.path("models");
        if (written.isMissingNode() || written.isNull()) {
            return List.of();
        }
        List<String> arms = new ArrayList<>();
        for (JsonNode arm : written) {
            arms.add(arm.stringValueOpt()
                    .filter(names::isConfigured)
                    .orElseThrow(() ->
                            ApiError.invalid("hone.models", "It must hold names of models that are served here.")));
        }
        if (!written.isArray() || arms.isEmpty() || Set.copyOf(arms).size() < arms.size()) {
            throw ApiError.invalid("hone.models", "It must be a list of names, each once.");
        }
        return arms;
    }

    private static Knob knob(Knob.Unit unit, double mean) {
        try {
            return new Knob(unit, mean);
        } catch (HoneException e) {
            throw ApiError.invalid("hone", e.problem() + " Maybe " + e.advice() + ".");
        }
    }

    private static Optional<Double> number(ObjectNode hone, String key) {
        JsonNode value = hone.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isNumber()) {
            throw ApiError.invalid("hone." + key, "It must be a number.");
        }
        double number = value.doubleValueOpt().orElse(Double.NaN);
        if (!Double.isFinite(number)) {
            throw ApiError.invalid("hone." + key, "The number is too large.");
        }
        return Optional.of(number);
    }

    private static Optional<Boolean> flag(ObjectNode hone, String key) {
        JsonNode value = hone.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw ApiError.invalid("hone." + key, "It must be true or false.");
        }
        return Optional.of(value.booleanValue());
    }
}
