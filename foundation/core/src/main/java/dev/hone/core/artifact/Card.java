package dev.hone.core.artifact;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.Versions;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What an artefact says of itself.
 *
 * @param kind what it is, for example "difficulty-predictor"
 * @param schema version of {@code content}'s shape, from 1
 * @param hone version of Hone that made it
 * @param provenance what made it, by name: data hash, config, seed, versions
 * @param heldOut numbers it reached on held-out data, by name; finite
 * @param content what its own room needs to use it, in that room's shape
 */
public record Card(
        String kind,
        int schema,
        String hone,
        SortedMap<String, String> provenance,
        SortedMap<String, Double> heldOut,
        JsonNode content) {
    public Card {
        if (kind.isBlank() || schema < 1) {
            throw new IllegalArgumentException("an artefact of kind '" + kind + "', version " + schema);
        }
        provenance = Collections.unmodifiableSortedMap(new TreeMap<>(provenance));
        heldOut = Collections.unmodifiableSortedMap(new TreeMap<>(heldOut));
        heldOut.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("the held-out number " + name + " is " + value);
            }
        });
    }

    /** A card by this Hone; versions of Java, system and processor are added to {@code provenance}. */
    public static Card of(
            String kind, int schema, Map<String, String> provenance, Map<String, Double> heldOut, Object content) {
        SortedMap<String, String> all = new TreeMap<>();
        Versions.all().forEach((name, version) -> all.put("versions." + name, version));
        all.putAll(provenance);
        return new Card(kind, schema, Versions.hone(), all, new TreeMap<>(heldOut), Json.MAPPER.valueToTree(content));
    }

    /** The content in its room's shape. */
    public <T> T content(Class<T> type) {
        try {
            return Json.MAPPER.treeToValue(content, type);
        } catch (JacksonException e) {
            throw new HoneException(
                    "The card of this " + kind + " does not hold what its version " + schema + " should: "
                            + Json.problem(e) + ".",
                    "card.json was edited or damaged; make the artefact again",
                    e);
        }
    }
}
