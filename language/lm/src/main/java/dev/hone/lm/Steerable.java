package dev.hone.lm;

import java.util.SortedMap;

/** A model that can be led, request by request, by values that it knows by name. */
public interface Steerable extends LanguageModel {
    /**
     * The model as values lead it; cheap, and closed with this one.
     *
     * @param weights of values, at least one; finite, negative to lead away
     * @throws dev.hone.core.HoneException if a value isn't known
     */
    LanguageModel led(SortedMap<String, Double> weights);
}
